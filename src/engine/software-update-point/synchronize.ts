import type { Breath, Clock, Ids } from '../kernel/index.ts';
import type { Running } from '../jobs/index.ts';
import type { SoftwareUpdatePointSettings, Synchronization } from '../../contract/index.ts';
import { build, SiteDatabaseError, type SiteDatabase, type Writable } from '../site-database/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import { discardStaged } from '../update-repository/index.ts';
import { CatalogStoreError, SynchronizationError, UpdateError, type CatalogReader, type CatalogStore } from '../wsus/index.ts';
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
  /** A secondary site has a WSUS replica only: no site database, no second phase (SYNC-11). */
  replicaOnly: boolean;
  contentVersion(): number;
  lastSynchronizedAt(): number | null;
  /** The software update point for the Internet, when the site has one (SYNC-12). */
  internetFacing: InternetFacing | null;
  /** In the transaction that ends a good run: asks the children to synchronize; answers with their codes. */
  notifyChildren(db: Writable): string[];
  /** Journals the end of the run, or of its part that cannot fail any more; `commit` is part of that transaction. */
  conclude(record: Synchronization, commit: (db: Writable) => void): void;
}

export interface InternetFacing {
  server: string;
  catalog: CatalogStore;
  log: Wsyncmgr;
  /** The site's own WSUS server, as its upstream. */
  address(now: number): Promise<string>;
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
  const preparing = sync.source.address(sync.clock.now(), (done, total) => {
    running.phase('Preparing the bundled Microsoft Update catalog');
    running.progress(done, total === 0 ? null : total);
  });
  running.signal.throwIfAborted();
  // Whoever cancels does not wait for what is prepared: it is there for the next synchronization.
  const cancelled = new Promise<never>((_, reject) => running.signal.addEventListener('abort', () => reject(running.signal.reason as Error), { once: true }));
  const address = await Promise.race([preparing, cancelled]);
  if (address === null) {
    run.skip('wsus');
    return null;
  }
  statusMessages.raise(6704, log.log);
  running.phase('Synchronizing WSUS Server');
  return synchronizeWsus({ ...sync, name: 'wsus', address, signal: running.signal, tell: (done, total) => running.progress(done, total) });
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
    const database = sync.replicaOnly ? null : await databasePhase(sync, staged?.staged ?? catalog);
    running.signal.throwIfAborted();
    const ended = commit(sync, staged, database);
    staged = null;
    if (sync.internetFacing) await internetFacingPhase(sync, sync.internetFacing);
    finish(sync, ended, began);
  } catch (error) {
    await undo(sync, staged);
    throw failed(sync, error as Error);
  }
}

async function databasePhase(sync: Synchronizing, catalog: CatalogReader): Promise<StagedSiteDatabase> {
  const { run, log, running, statusMessages } = sync;
  statusMessages.raise(6705, log.log);
  running.phase('Synchronizing site database');
  return synchronizeSiteDatabase({
    ...sync, catalog, kind: run.record.kind, expires: run.record.kind === 'full' && run.record.reason !== 'local request', lastSynchronizedAt: sync.lastSynchronizedAt(), signal: running.signal, tell: (done, total) => running.progress(done, total),
  });
}

/** Right after the active one, from it, past the site database (SYNC-12). What it stages is committed by itself. */
async function internetFacingPhase(sync: Synchronizing, { server, catalog, log, address }: InternetFacing) {
  const { clock, running, statusMessages } = sync;
  statusMessages.raise(6706, log.log);
  running.phase('Synchronizing Internet facing WSUS Server');
  const source: Source = { id: 'active', name: sync.server, address };
  const staged = await synchronizeWsus({ ...sync, name: 'internetFacing', server, catalog, log, source, address: await address(clock.now()), signal: running.signal, tell: (done, total) => running.progress(done, total) });
  staged.commit();
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

interface Ended {
  /** Updates that are other in the site database than before; null without a site database. */
  items: number | null;
  version: number;
  notified: string[];
}

/** Makes both stores current in one journaled transaction, and asks the children. */
function commit(sync: Synchronizing, staged: StagedCatalog | null, database: StagedSiteDatabase | null): Ended {
  const { run, clock, log } = sync;
  if (database) run.finish('siteDatabase');
  const version = sync.contentVersion() + ((database?.items ?? 0) > 0 ? 1 : 0);
  run.record.contentVersion = version;
  let notified: string[] = [];
  sync.conclude({ ...run.record, state: 'done', endedAt: clock.now() }, (db) => {
    database?.commit(db);
    db.run(build.updateTable('site').set({ content_version: version, last_synchronized_at: clock.now(), next_retry_at: null }));
    if (version > 0) db.prepare('INSERT INTO content_versions (content_version, catalog_version, raised_at) SELECT ?, catalog_version, ? FROM site WHERE true ON CONFLICT (content_version) DO UPDATE SET catalog_version = excluded.catalog_version').run(version, clock.now());
    notified = sync.notifyChildren(db);
    // Last, so that a failing site database leaves the WSUS catalog as it was too.
    staged?.commit();
  });
  if (database) log.databaseDone();
  if (database && database.items > 0) log.contentVersion(version);
  return { items: database?.items ?? null, version, notified };
}

function finish(sync: Synchronizing, { items, version, notified }: Ended, began: number) {
  const { run, log, clock, statusMessages } = sync;
  run.end('done', null);
  if (sync.internetFacing) sync.conclude(run.record, () => {});
  statusMessages.raise(6702, log.log);
  if (items === null) log.replicated(clock.now() - began);
  else log.succeeded(items, version, clock.now() - began);
  if (notified.length > 0) log.notified(notified);
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
    sync.conclude(run.record, (db) => void db.run(build.updateTable('site').set({ next_retry_at: retryAt })));
  } catch (disk) {
    // No room even for this: the log and the job's end have told it.
    if (!isOfStorage(disk)) throw disk;
  }
  return new Error(`${failure.message}. Source: ${failure.source}`, { cause: error });
}
