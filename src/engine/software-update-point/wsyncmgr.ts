import type { Synchronization } from '../../contract/index.ts';
import type { LogWriter } from '../logs/index.ts';

/** wsyncmgr.log's lines (D§3.3), word for word; SYNC-06. */
const wakeups: Record<Synchronization['reason'], readonly string[]> = {
  'local request': ['Wakeup by inbox drop', 'Found local sync request file'],
  'regular schedule': ['Wakeup for scheduled regular sync'],
  'retry schedule': ['Wakeup for scheduled retry sync'],
  'parent request': ['Wakeup by inbox drop', 'Found parent sync notification file %.SYN.'],
};

const two = (n: number) => String(n).padStart(2, '0');

/** `0d00h03m53s` */
export function duration(ms: number): string {
  const s = Math.floor(ms / 1000);
  return `${Math.floor(s / 86_400)}d${two(Math.floor(s / 3600) % 24)}h${two(Math.floor(s / 60) % 60)}m${two(s % 60)}s`;
}

/** `01/16/2014 18:53:52` */
const written = (at: number) => {
  const [day, time] = new Date(at).toISOString().split('T') as [string, string];
  return `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)} ${time.slice(0, 8)}`;
};

const clockTime = (ms: number) => {
  const s = Math.round(ms / 1000);
  return `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
};

const progress = (what: string, done: number, total: number, msLeft: number) => {
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  return `sync: ${what}, processed ${done} out of ${total} items (${percent}%)${done < total ? `, ETA in ${clockTime(msLeft)}` : ''}`;
};

export function createWsyncmgr(log: LogWriter, site: { code: string; server: string; parent: string | null; updateSource: string }) {
  const { server } = site;
  return {
    log,
    begin: (reason: Synchronization['reason']) => {
      wakeups[reason].forEach((line) => log(line.replace('%', site.parent ?? site.code)));
      log('Starting Sync');
      log(`Performing sync on ${reason}`);
      log(`Read SUPs from SCF for ${server}`);
      log('Found 1 SUPs');
      log(`Found active SUP ${server} from SCF File.`);
    },
    wsusBegin: () => {
      log(`Synchronizing WSUS server ${server} ...`);
      log('sync: Starting WSUS synchronization');
    },
    wsusCategories: () => log('sync: WSUS synchronizing categories'),
    wsusUpdates: () => log('sync: WSUS synchronizing updates'),
    wsusProgress: (done: number, total: number, msLeft: number) => log(progress('WSUS synchronizing updates', done, total, msLeft)),
    wsusDone: () => log(`Done synchronizing WSUS Server ${server}`),
    pause: () => log('Sleeping 2 more minutes for WSUS server sync results to become available'),
    contentVersion: (version: number) => log(`Set content version of update source {${site.updateSource}} for site ${site.code} to ${version}`),
    databaseBegin: (arrivedAfter: number | null) => {
      log(`Synchronizing SMS database with WSUS server ${server} ...`);
      log('sync: Starting SMS database synchronization');
      log(arrivedAfter === null ? 'Syncing all updates' : `Syncing updates arrived after ${written(arrivedAfter)}`);
    },
    databaseCategories: () => log('sync: SMS synchronizing categories'),
    databaseCategoriesDone: (done: number) => log(progress('SMS synchronizing categories', done, done, 0)),
    databaseUpdates: () => log('sync: SMS synchronizing updates'),
    databaseUpdate: (updateId: string, title: string) => log(`Synchronizing update ${updateId} - ${title}`),
    databaseProgress: (done: number, total: number, msLeft: number) => log(progress('SMS synchronizing updates', done, total, msLeft)),
    databaseDone: () => log(`Done synchronizing SMS with WSUS Server ${server}`),
    succeeded: (items: number, version: number, took: number) => {
      log(items > 0 ? `Updated ${items} items in SMS database, new update source content version is ${version}` : `No changes made to the SMS database, content version remains ${version}`);
      log(`Sync time: ${duration(took)}`);
    },
    /** A secondary site has no site database to count in. */
    replicated: (took: number) => log(`Sync time: ${duration(took)}`),
    notified: (children: readonly string[]) => log(`Sending sync notification to child site(s): ${children.join(', ')}`),
    failed: (message: string, source: string) => log(`Sync failed: ${message}. Source: ${source}`, 'error'),
    retry: () => log('Sync failed. Will retry in 60 minutes', 'warning'),
    cleanupBegin: () => log('Deleting old expired updates...'),
    cleanupBatch: (removed: number) => log(`Deleted ${removed} expired updates`),
    cleanupDone: (total: number) => log(`Deleted ${total} expired updates total`),
    cancelled: (by: string) => log(`Sync was cancelled by ${by}. Both stores are as they were before`, 'warning'),
  };
}

export type Wsyncmgr = ReturnType<typeof createWsyncmgr>;
