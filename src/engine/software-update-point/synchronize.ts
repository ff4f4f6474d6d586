import type { Breath, Clock, Ids } from '../kernel/index.ts';
import type { Running } from '../jobs/index.ts';
import type { SoftwareUpdatePointSettings } from '../../contract/index.ts';
import { build, SiteDatabaseError, type SiteDatabase, type Writable } from '../site-database/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import { discardStaged } from '../update-repository/index.ts';
import { CatalogStoreError, SynchronizationError, UpdateError, type CatalogStore } from '../wsus/index.ts';
import { RESULTS_PAUSE_MS, type CostModel } from './cost-model.ts';
import { RETRY_AFTER_MS } from './model.ts';
import type { Run } from './run.ts';
import type { Source } from './source.ts';
import { synchronizeSiteDatabase, type StagedSiteDatabase } from './site-database-phase.ts';
import { synchronizeWsus, type StagedCatalog } from './wsus-phase.ts';
import type { Wsyncmgr } from './wsyncmgr.ts';

export interface Synchronizing {
  server: string;
  database: SiteDatabase;
  catalog: CatalogStore;
  clock: Clock;
  ids: Ids;
  statusMessages: StatusMessages;
  settings: SoftwareUpdatePointSettings;
  source: Source;
  run: Run;
  log: Wsyncmgr;
  cost: CostModel;
  running: Running;
  breath: Breath;
  authorities?: () => string | undefined;
  contentVersion(): number;
  /** Journals the end of the run; `commit` is part of that transaction. */
  conclude(commit: (db: Writable) => void): void;
}

/** The message and source of status message 6703, and what an administrator can do. */
function explained(error: Error): { message: string; source: string; todo: string } {
  const plain = error.message.replace(/\.$/, '');
  if (error instanceof SynchronizationError) {
    const todo = { ProxyError: 'Check the proxy server of the software update point.', DssAuthenticationError: 'Check the software update point connection account and its rights on the upstream server.' }[error.code as string];
    return { message: plain, source: error.code, todo: todo ?? 'Check the synchronization source on the Sync Settings tab and use Test Connection there.' };
  }
  if (error instanceof CatalogStoreError) return { message: plain, source: 'LocalDbOtherError', todo: 'Check free space and rights on the folder of the WSUS catalog store.' };
  if (error instanceof UpdateError) return { message: plain, source: 'ImportUpdateError', todo: 'The catalog holds a document that cannot be read; look at the last line of wsyncmgr.log for its id.' };
  if (error instanceof SiteDatabaseError) return { message: plain, source: 'LocalDbOtherError', todo: 'Free some space on the disk of the data folder and check that it can be written; the synchronization is tried again by itself.' };
  return { message: plain, source: 'Unknown', todo: 'Look at wsyncmgr.log.' };
}

async function wsusPhase(sync: Synchronizing): Promise<StagedCatalog | null> {
  const { run, log, running, statusMessages } = sync;
  running.phase('Connecting to the synchronization source');
  const address = await sync.source.address(sync.clock.now(), (done, total) => {
    running.phase('Preparing the bundled Microsoft Update catalog');
    running.progress(done, total === 0 ? null : total);
  });
  running.signal.throwIfAborted();
  if (address === null) {
    run.skip('wsus');
    return null;
  }
  statusMessages.raise(6704, log.log);
  running.phase('Synchronizing WSUS Server');
  return synchronizeWsus({ ...sync, address, signal: running.signal, tell: (done, total) => running.progress(done, total) });
}

/** Runs one synchronization. When it throws, it was cancelled or failed and both stores are as they were (SYNC-10). */
export async function synchronize(sync: Synchronizing): Promise<void> {
  const { run, log, clock, running, statusMessages, catalog } = sync;
  const began = clock.now();
  let staged: StagedCatalog | null = null;
  log.begin(run.record.reason);
  statusMessages.raise(6701, log.log);
  try {
    staged = await wsusPhase(sync);
    if (staged && clock.state().kind === 'lab') {
      log.pause();
      await clock.spend(RESULTS_PAUSE_MS);
    }
    statusMessages.raise(6705, log.log);
    running.phase('Synchronizing site database');
    const database = await synchronizeSiteDatabase({
      ...sync, catalog: staged?.staged ?? catalog, kind: run.record.kind, signal: running.signal, tell: (done, total) => running.progress(done, total),
    });
    running.signal.throwIfAborted();
    finish(sync, staged, database, began);
  } catch (error) {
    await undo(sync, staged);
    throw failed(sync, error as Error);
  }
}

/** Takes back what was staged. What a full disk does not let go is seen by nobody and goes with the next start or synchronization. */
async function undo(sync: Synchronizing, staged: StagedCatalog | null): Promise<void> {
  try {
    await staged?.discard();
    while (discardStaged(sync.database)) await sync.breath();
  } catch (error) {
    if (!isOfStorage(error)) throw error;
  }
}

const isOfStorage = (error: unknown) => error instanceof SiteDatabaseError || error instanceof CatalogStoreError;

function finish(sync: Synchronizing, staged: StagedCatalog | null, database: StagedSiteDatabase, began: number) {
  const { run, log, clock, statusMessages } = sync;
  run.finish('siteDatabase');
  const version = sync.contentVersion() + (database.items > 0 ? 1 : 0);
  run.record.contentVersion = version;
  run.end('done', null);
  sync.conclude((db) => {
    database.commit(db);
    db.run(build.updateTable('site').set({ content_version: version, last_synchronized_at: clock.now(), next_retry_at: null }));
    // Last, so that a failing site database leaves the WSUS catalog as it was too.
    staged?.commit();
  });
  log.databaseDone();
  if (database.items > 0) log.contentVersion(version);
  statusMessages.raise(6702, log.log);
  log.succeeded(database.items, version, clock.now() - began);
}

/** Writes the failure where administrators look and plans the retry; returns the error that ends the job. */
function failed(sync: Synchronizing, error: Error): Error {
  const { run, log, clock, running, statusMessages } = sync;
  const cancelled = running.signal.aborted;
  const failure = cancelled ? { message: 'The synchronization was cancelled', source: 'UserCanceled', todo: 'Run it again when it suits you.' } : explained(error);
  if (cancelled) log.cancelled(run.record.startedBy);
  else log.failed(failure.message, failure.source);
  run.end(cancelled ? 'cancelled' : 'failed', failure);
  const retryAt = cancelled ? null : clock.now() + RETRY_AFTER_MS;
  try {
    statusMessages.raise(6703, log.log, [failure.source, failure.message]);
    if (!cancelled) log.retry();
    sync.conclude((db) => void db.run(build.updateTable('site').set({ next_retry_at: retryAt })));
  } catch (disk) {
    // No room even for this: the log and the job's end have told it.
    if (!isOfStorage(disk)) throw disk;
  }
  return new Error(`${failure.message}. Source: ${failure.source}`, { cause: error });
}
