import { sql } from 'kysely';
import type { Area, SoftwareUpdatePointSettings, SoftwareUpdatePointStatus, Synchronization, SynchronizationStatus } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import type { Jobs, Running } from '../jobs/index.ts';
import type { Breath, Clock, Ids, Random } from '../kernel/index.ts';
import type { Logs } from '../logs/index.ts';
import { build, type SiteDatabase, type Writable } from '../site-database/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import type { Hierarchy, Neighbours } from '../hierarchy/index.ts';
import { noteExpired } from '../update-repository/index.ts';
import type { CatalogStore } from '../wsus/index.ts';
import { afterSuccess } from './after-success.ts';
import { createCostModel } from './cost-model.ts';
import { createExpiredCleanup } from './expired-cleanup.ts';
import { createPlannedRuns, type PlannedRuns } from './planned-runs.ts';
import { createRun, type Run } from './run.ts';
import type { Settings } from './settings.ts';
import { createPointReports } from './point-reports.ts';
import { createReplication, type Replication } from './replication.ts';
import { parentSource, sourceOf, whyNoPoint, whyNotSynchronize, type BundledMicrosoftUpdate, type Source } from './source.ts';
import { synchronize, type InternetFacing } from './synchronize.ts';
import { createWsyncmgr } from './wsyncmgr.ts';

export interface RunnerParts {
  code: string;
  server: string;
  kind: 'central' | 'primary' | 'secondary';
  database: SiteDatabase;
  catalog: CatalogStore;
  /** The catalog store of the software update point for the Internet; made when there is one. */
  internetCatalog: () => CatalogStore;
  hierarchy: Hierarchy;
  neighbours: Neighbours;
  clock: Clock;
  journal: Journal;
  jobs: Jobs;
  logs: Logs;
  statusMessages: StatusMessages;
  microsoftUpdate: BundledMicrosoftUpdate;
  random: Random;
  ids: Ids;
  breath: () => Breath;
  /** Certificates (PEM) of authorities that may vouch for an upstream server, beside the system's own; read anew each time. */
  authorities?: () => string | undefined;
  touched(...areas: Area[]): void;
}

/** Runs one synchronization at a time: by hand, by schedule, after a failure. */
export interface Runner {
  readonly planned: PlannedRuns;
  readonly replication: Replication;
  /** Runs what the parent has asked for and was not run yet. */
  runRequested(): void;
  /** The site's own software update points. */
  statuses(): SoftwareUpdatePointStatus[];
  /** In the caller's transaction: tells the parent how they are, and which of those with the settings `before` are gone. */
  report(db: Writable, before: SoftwareUpdatePointSettings | null): void;
  busy(): boolean;
  /** Starts a job and answers with its id; the caller has made sure that none runs and that the site can. */
  start(request: Pick<Synchronization, 'reason' | 'kind' | 'startedBy'>): string;
  status(): SynchronizationStatus;
  /** Newest first. */
  history(limit: number): Synchronization[];
}

/** The update source of the lab site, as its log names it. */
const UPDATE_SOURCE = 'C2D17964-BBDD-4339-B9F3-12D7205B39CC';
const THREAD = 3404;

/** Journals the end of a run: the record of it, and whatever the run commits with it. */
function conclude(parts: RunnerParts, settings: Settings, record: Synchronization, commit: (db: Writable) => void) {
  const { journal, clock } = parts;
  const { jobId, state, failure, startedAt, startedBy } = record;
  const detail = JSON.stringify(record);
  journal.input({ name: 'softwareUpdatePoint.synchronized', actor: startedBy, input: { jobId, state, failure }, areas: ['softwareUpdatePoint', 'updateRepository', 'site', 'jobs'] }, (db) => {
    db.run(build.insertInto('synchronizations').values({ job_id: jobId, started_at: startedAt, detail }).onConflict((c) => c.doUpdateSet({ detail })));
    commit(db);
    noteExpired(db, clock.now());
    if (state === 'done') afterSuccess(db, settings.read(db).settings, parts);
  });
}

export function createRunner(parts: RunnerParts, settings: Settings): Runner {
  const { database, clock, jobs, hierarchy, neighbours } = parts;
  const writer = parts.logs.writer('wsyncmgr.log', 'SMS_WSUS_SYNC_MANAGER', THREAD);
  const logOf = (server: string) => createWsyncmgr(writer, { code: parts.code, server, parent: hierarchy.parent, updateSource: UPDATE_SOURCE });
  const log = logOf(parts.server);
  const cost = createCostModel(parts.random);
  let current: { run: Run; running: Running } | undefined;
  let busy = false;
  const site = () => database.first(build.selectFrom('site').selectAll())!;
  const chosen = () => settings.read().settings;
  const source = (): Source => {
    const { syncSettings } = chosen();
    const up = neighbours.parent;
    return hierarchy.parent !== null && up ? parentSource(hierarchy.parent, syncSettings.upstream.serverName, up.wsusAddress) : sourceOf(syncSettings, parts.microsoftUpdate);
  };
  const internetFacing = (): InternetFacing | null => {
    const { role, serverName } = chosen().internetBased;
    return role === 'none' ? null : { server: serverName, catalog: parts.internetCatalog(), log: logOf(serverName), address: neighbours.ownWsusAddress };
  };
  const replication = createReplication({ ...parts, settings, requested: () => runRequested(), adopted: (db) => report(db, null) });

  const work = async (request: Parameters<Runner['start']>[0], running: Running, release: () => void) => {
    const { asked } = replication.requests();
    const facing = internetFacing();
    const from = source();
    const phases = ['wsus', ...(parts.kind === 'secondary' ? [] : ['siteDatabase' as const]), ...(facing ? ['internetFacing' as const] : [])] as const;
    const run = createRun(clock, { ...request, jobId: running.id, source: from.name }, phases, told);
    current = { run, running };
    try {
      await synchronize({
        ...parts, settings: chosen(), source: from, run, log, cost, running,
        breath: parts.breath(),
        replicaOnly: parts.kind === 'secondary',
        internetFacing: facing,
        contentVersion: () => site().content_version,
        lastSynchronizedAt: () => site().last_synchronized_at,
        notifyChildren: replication.notifyChildren,
        conclude: (record, commit) =>
          conclude(parts, settings, record, (db) => {
            commit(db);
            if (request.reason !== 'local request') replication.handled(db, asked);
          }),
      });
    } finally {
      current = undefined;
      busy = false;
      told();
      planned.arm();
      cleanup.arm();
      runRequested();
      release();
      parts.touched('softwareUpdatePoint', 'logs', 'jobs');
    }
  };
  const start: Runner['start'] = (request) => {
    // Held from the first moment on, so that an advancing clock does not run past its own synchronization.
    const release = clock.hold();
    busy = true;
    return jobs.start({ kind: 'synchronization', title: 'Synchronization', startedBy: request.startedBy }, (running) => work(request, running, release)).id;
  };
  const startPlanned = (reason: 'retry schedule' | 'regular schedule') => {
    const why = reason === 'retry schedule' && hierarchy.parent !== null ? whyNoPoint(chosen()) : whyNotSynchronize(site(), chosen());
    const possible = !busy && why === null;
    if (possible) start({ reason, kind: 'full', startedBy: parts.server });
    return possible;
  };
  const runRequested = () => {
    const { asked, handled } = replication.requests();
    if (asked > handled && !busy && whyNoPoint(chosen()) === null) start({ reason: 'parent request', kind: 'full', startedBy: parts.server });
  };
  const planned = createPlannedRuns({ database, clock, settings, start: startPlanned });

  const cleanup = createExpiredCleanup({ ...parts, log, busy: () => busy });
  cleanup.arm();

  // Runs are written as they end, so the order of rows is theirs even when a paused clock gives several one moment.
  const history = (limit: number) =>
    database.all(build.selectFrom('synchronizations').select('detail').orderBy(sql`rowid`, 'desc').limit(limit)).map((row) => JSON.parse(row.detail) as Synchronization);
  const now = (): Synchronization | null => {
    if (!current) return null;
    const { record } = current.run;
    return current.running.signal.aborted && record.state === 'running' ? { ...record, state: 'cancelling' } : record;
  };
  const status = (): SynchronizationStatus => {
    const row = site();
    return { current: now(), last: history(1)[0] ?? null, contentVersion: row.content_version, lastSucceededAt: row.last_synchronized_at, nextRetryAt: row.next_retry_at, nextScheduledAt: row.next_scheduled_at };
  };
  const { statuses, report, told } = createPointReports({ ...parts, replication, settings: chosen, status, history, source: () => source().name });

  return { planned, replication, busy: () => busy, start, history, status, statuses, report, runRequested };
}
