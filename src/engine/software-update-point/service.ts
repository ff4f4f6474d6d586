import type { Area, Commanded, Language, SiteComponent, SoftwareUpdatePointSettings, Synchronization, SynchronizationStatus } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import type { Jobs, Running } from '../jobs/index.ts';
import { Failure, type Breath, type Clock, type Ids, type Random } from '../kernel/index.ts';
import type { Logs } from '../logs/index.ts';
import { build, type SiteDatabase, type Writable } from '../site-database/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import type { CatalogStore } from '../wsus/index.ts';
import { listLanguages } from './categories.ts';
import { createCostModel } from './cost-model.ts';
import { createPlannedRuns } from './planned-runs.ts';
import { createRun, type Run } from './run.ts';
import { createSettings } from './settings.ts';
import { refuseUnlessPossible, sourceOf, whyNotSynchronize, type BundledMicrosoftUpdate } from './source.ts';
import { synchronize } from './synchronize.ts';
import { testConnection, type ConnectionTest } from './test-connection.ts';
import { createWsyncmgr } from './wsyncmgr.ts';

export interface SoftwareUpdatePointParts {
  code: string;
  server: string;
  database: SiteDatabase;
  catalog: CatalogStore;
  clock: Clock;
  journal: Journal;
  jobs: Jobs;
  logs: Logs;
  statusMessages: StatusMessages;
  microsoftUpdate: BundledMicrosoftUpdate;
  random: Random;
  ids: Ids;
  breath: () => Breath;
  monotonic: () => number;
  touched(...areas: Area[]): void;
}

export interface SoftwareUpdatePoint {
  settings(): { settings: SoftwareUpdatePointSettings; changedRevision: number; canSynchronize: boolean; whyNot: string | null };
  components(): SiteComponent[];
  languages(): Language[];
  change(call: Commanded, settings: unknown): { revision: number; value: { changedRevision: number } };
  /** Starts a delta synchronization (SYNC-04). Throws Failure REFUSED or ALREADY_RUNNING. */
  runSynchronization(call: Commanded): { revision: number; value: { jobId: string } };
  status(): SynchronizationStatus;
  history(limit: number): Synchronization[];
  cancelRetry(call: Commanded): { revision: number; value: SynchronizationStatus };
  testConnection(settings: SoftwareUpdatePointSettings['syncSettings'], signal?: AbortSignal): Promise<ConnectionTest>;
}

/** The update source of the lab site, as its log names it. */
const UPDATE_SOURCE = 'C2D17964-BBDD-4339-B9F3-12D7205B39CC';
const THREAD = 3404;

type Request = Pick<Synchronization, 'reason' | 'kind' | 'startedBy'>;

export function createSoftwareUpdatePoint(parts: SoftwareUpdatePointParts): SoftwareUpdatePoint {
  const { code, database, clock, journal, jobs } = parts;
  const settings = createSettings(parts);
  const log = createWsyncmgr(parts.logs.writer('wsyncmgr.log', 'SMS_WSUS_SYNC_MANAGER', THREAD), { code, server: parts.server, updateSource: UPDATE_SOURCE });
  const cost = createCostModel(parts.random);
  let current: Run | undefined;
  let busy = false;
  const site = () => database.first(build.selectFrom('site').selectAll())!;
  const history = (limit: number) =>
    database.all(build.selectFrom('synchronizations').select('detail').orderBy('started_at', 'desc').orderBy('job_id').limit(limit)).map((row) => JSON.parse(row.detail) as Synchronization);

  const conclude = (run: Run, commit: (db: Writable) => void) => {
    const { jobId, state, failure, startedAt } = run.record;
    journal.input({ name: 'softwareUpdatePoint.synchronized', actor: run.record.startedBy, input: { jobId, state, failure }, areas: ['softwareUpdatePoint', 'updateRepository', 'site', 'jobs'] }, (db) => {
      db.run(build.insertInto('synchronizations').values({ job_id: jobId, started_at: startedAt, detail: JSON.stringify(run.record) }));
      commit(db);
    });
  };

  const work = async (request: Request, running: Running, release: () => void) => {
    const { settings: chosen } = settings.read();
    const source = sourceOf(chosen.syncSettings, parts.microsoftUpdate);
    const run = createRun(clock, { ...request, jobId: running.id, source: source.name });
    current = run;
    try {
      await synchronize({ ...parts, settings: chosen, source, run, log, cost, running, breath: parts.breath(), contentVersion: () => site().content_version, conclude: (commit) => conclude(run, commit) });
    } finally {
      current = undefined;
      busy = false;
      planned.arm();
      release();
      parts.touched('softwareUpdatePoint', 'logs', 'jobs');
    }
  };

  const start = (request: Request) => {
    // Held from the first moment on, so that an advancing clock does not run past its own synchronization.
    const release = clock.hold();
    busy = true;
    return jobs.start({ kind: 'synchronization', title: 'Synchronization', startedBy: request.startedBy }, (running) => work(request, running, release)).id;
  };
  const planned = createPlannedRuns({
    database, clock, settings,
    start: (reason) => {
      const possible = !busy && whyNotSynchronize(site(), settings.read().settings) === null;
      if (possible) start({ reason, kind: 'full', startedBy: parts.server });
      return possible;
    },
  });

  const status = (): SynchronizationStatus => {
    const row = site();
    return { current: current?.record ?? null, last: history(1)[0] ?? null, contentVersion: row.content_version, lastSucceededAt: row.last_synchronized_at, nextRetryAt: row.next_retry_at, nextScheduledAt: row.next_scheduled_at };
  };

  planned.arm();
  return {
    settings: () => {
      const read = settings.read();
      const whyNot = whyNotSynchronize(site(), read.settings);
      return { ...read, canSynchronize: whyNot === null, whyNot };
    },
    components: settings.components,
    languages: listLanguages,
    change: (call, input) => {
      const changed = settings.change(call, input, planned.reschedule);
      planned.arm();
      return changed;
    },
    runSynchronization: (call) => {
      refuseUnlessPossible(whyNotSynchronize(site(), settings.read().settings));
      if (busy) {
        throw new Failure('ALREADY_RUNNING', { what: 'No second synchronization was started.', why: 'One is running already.', todo: 'Watch it in the status bar, or cancel it first.' });
      }
      const { revision } = journal.command(call, { name: 'softwareUpdatePoint.runSynchronization', input: {}, areas: ['softwareUpdatePoint', 'jobs'] }, (db) => {
        planned.forgetRetry(db);
        return { value: undefined };
      });
      planned.arm();
      return { revision, value: { jobId: start({ reason: 'local request', kind: 'delta', startedBy: call.actor }) } };
    },
    status,
    history,
    cancelRetry: (call) => {
      const { revision } = journal.command(call, { name: 'softwareUpdatePoint.cancelRetry', input: {}, areas: ['softwareUpdatePoint'] }, (db) => {
        const before = site().next_retry_at;
        planned.forgetRetry(db);
        return { value: undefined, before, after: null };
      });
      planned.arm();
      return { revision, value: status() };
    },
    testConnection: (chosen, signal) => testConnection({ source: sourceOf(chosen, parts.microsoftUpdate), now: clock.now(), monotonic: parts.monotonic, breath: parts.breath(), server: parts.server, signal }),
  };
}
