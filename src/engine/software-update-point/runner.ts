import { sql } from 'kysely';
import type { Area, Synchronization, SynchronizationStatus } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import type { Jobs, Running } from '../jobs/index.ts';
import type { Breath, Clock, Ids, Random } from '../kernel/index.ts';
import type { Logs } from '../logs/index.ts';
import { build, type SiteDatabase, type Writable } from '../site-database/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import { noteExpired } from '../update-repository/index.ts';
import type { CatalogStore } from '../wsus/index.ts';
import { afterSuccess } from './after-success.ts';
import { createCostModel } from './cost-model.ts';
import { createExpiredCleanup } from './expired-cleanup.ts';
import { createPlannedRuns, type PlannedRuns } from './planned-runs.ts';
import { createRun, type Run } from './run.ts';
import type { Settings } from './settings.ts';
import { sourceOf, whyNotSynchronize, type BundledMicrosoftUpdate } from './source.ts';
import { synchronize } from './synchronize.ts';
import { createWsyncmgr } from './wsyncmgr.ts';

export interface RunnerParts {
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
  touched(...areas: Area[]): void;
}

/** Runs one synchronization at a time: by hand, by schedule, after a failure. */
export interface Runner {
  readonly planned: PlannedRuns;
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
function conclude(parts: RunnerParts, run: Run, commit: (db: Writable) => void) {
  const { journal, clock } = parts;
  const { jobId, state, failure, startedAt, startedBy } = run.record;
  journal.input({ name: 'softwareUpdatePoint.synchronized', actor: startedBy, input: { jobId, state, failure }, areas: ['softwareUpdatePoint', 'updateRepository', 'site', 'jobs'] }, (db) => {
    db.run(build.insertInto('synchronizations').values({ job_id: jobId, started_at: startedAt, detail: JSON.stringify(run.record) }));
    commit(db);
    noteExpired(db, clock.now());
    if (state === 'done') afterSuccess(db, parts);
  });
}

export function createRunner(parts: RunnerParts, settings: Settings): Runner {
  const { database, clock, jobs } = parts;
  const log = createWsyncmgr(parts.logs.writer('wsyncmgr.log', 'SMS_WSUS_SYNC_MANAGER', THREAD), { code: parts.code, server: parts.server, updateSource: UPDATE_SOURCE });
  const cost = createCostModel(parts.random);
  let current: { run: Run; running: Running } | undefined;
  let busy = false;
  const site = () => database.first(build.selectFrom('site').selectAll())!;

  const work = async (request: Parameters<Runner['start']>[0], running: Running, release: () => void) => {
    const { settings: chosen } = settings.read();
    const source = sourceOf(chosen.syncSettings, parts.microsoftUpdate);
    const run = createRun(clock, { ...request, jobId: running.id, source: source.name });
    current = { run, running };
    try {
      await synchronize({ ...parts, settings: chosen, source, run, log, cost, running, breath: parts.breath(), contentVersion: () => site().content_version, conclude: (commit) => conclude(parts, run, commit) });
    } finally {
      current = undefined;
      busy = false;
      planned.arm();
      cleanup.arm();
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
    const possible = !busy && whyNotSynchronize(site(), settings.read().settings) === null;
    if (possible) start({ reason, kind: 'full', startedBy: parts.server });
    return possible;
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

  return {
    planned,
    busy: () => busy,
    start,
    history,
    status: () => {
      const row = site();
      return { current: now(), last: history(1)[0] ?? null, contentVersion: row.content_version, lastSucceededAt: row.last_synchronized_at, nextRetryAt: row.next_retry_at, nextScheduledAt: row.next_scheduled_at };
    },
  };
}
