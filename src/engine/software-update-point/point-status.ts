import type { SoftwareUpdatePointSettings, SoftwareUpdatePointStatus, Synchronization, SynchronizationPhase, SynchronizationStatus } from '../../contract/index.ts';
import { activePoint } from './active-point.ts';

const messageIds = { wsus: 6704, siteDatabase: 6705, internetFacing: 6706 } as const;
const doing = { wsus: 'Synchronizing WSUS Server', siteDatabase: 'Synchronizing site database', internetFacing: 'Synchronizing Internet facing WSUS Server' } as const;
const ended = { done: 6702, failed: 6703, cancelled: 6703 } as const;

const never = { state: 'never', messageId: null, stateAt: null, phase: '', done: 0, total: null, startedAt: null, duration: null, error: null } as const;

function running(record: Synchronization, now: number, phases: readonly SynchronizationPhase[]) {
  const phase = phases.find((p) => p.state === 'running') ?? phases.findLast((p) => p.state !== 'waiting') ?? phases[0];
  const step = phase?.steps.findLast((s) => s.state !== 'waiting');
  const name = phase?.name ?? 'wsus';
  return { state: 'running', messageId: messageIds[name], stateAt: now, phase: doing[name], done: step?.done ?? 0, total: step?.total ?? null, startedAt: record.startedAt, duration: now - record.startedAt, error: null } as const;
}

function over(record: Synchronization) {
  const state = record.state === 'done' || record.state === 'failed' ? record.state : 'cancelled';
  const { failure } = record;
  return {
    state, messageId: ended[state], stateAt: record.endedAt, phase: '', done: 0, total: null, startedAt: record.startedAt,
    duration: record.endedAt === null ? null : record.endedAt - record.startedAt,
    error: failure && { message: failure.message, source: failure.source },
  } as const;
}

const isRunning = (record: Synchronization) => record.state === 'running' || record.state === 'cancelling';

interface Site {
  code: string;
  server: string;
  now: number;
  /** Earlier runs, newest first; read only where there is a software update point for the Internet. */
  history(): readonly Synchronization[];
}

/** The software update points of a site as the status page shows them: the active one, and the one for the Internet when there is one (SYNC-12). */
export function ownStatuses(site: Site, settings: SoftwareUpdatePointSettings, status: SynchronizationStatus, source: string): SoftwareUpdatePointStatus[] {
  const { general, internetBased } = settings;
  if (general.role === 'none') return [];
  const about = { siteCode: site.code, contentVersion: status.contentVersion, nextRetryAt: status.nextRetryAt };
  const record = status.current ?? status.last;
  const { server } = activePoint(general, site.server);
  const active: SoftwareUpdatePointStatus = {
    ...about, role: 'active', server, source, lastSucceededAt: status.lastSucceededAt,
    ...(!record ? never : isRunning(record) ? running(record, site.now, record.phases.filter((p) => p.name !== 'internetFacing')) : over(record)),
  };
  if (internetBased.role === 'none') return [active];
  const own = (r: Synchronization) => r.phases.filter((p) => p.name === 'internetFacing' && p.state !== 'waiting' && p.state !== 'skipped');
  const earlier = site.history();
  const last = [...(record ? [record] : []), ...earlier].find((r) => own(r).length > 0);
  const lastDone = earlier.find((r) => own(r).some((p) => p.state === 'done'));
  return [active, { ...about, role: 'internetFacing', server: internetBased.serverName, source: server, lastSucceededAt: lastDone?.endedAt ?? null, ...(!last ? never : isRunning(last) ? running(last, site.now, own(last)) : over(last)) }];
}
