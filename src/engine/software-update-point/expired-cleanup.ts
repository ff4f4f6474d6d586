import type { Journal } from '../audit/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { SiteDatabase } from '../site-database/index.ts';
import { nextCleanup, removeLongExpired } from '../update-repository/index.ts';
import type { Wsyncmgr } from './wsyncmgr.ts';

/** Updates in one transaction, and in one line of the log (D§3.3). */
const BATCH = 100;

/** Removes updates that have been expired for seven days and that nothing uses (SYNC-09). */
export interface ExpiredCleanup {
  /** Asks the clock for the next time something is due. */
  arm(): void;
}

export function createExpiredCleanup(site: { server: string; database: SiteDatabase; clock: Clock; journal: Journal; log: Wsyncmgr; busy(): boolean }): ExpiredCleanup {
  const { database, clock, journal, log } = site;
  let disarm = () => {};

  const batch = (): number =>
    journal.input({ name: 'updateRepository.removeLongExpired', actor: site.server, input: { at: clock.now() }, areas: ['updateRepository', 'softwareUpdatePoint'] }, (db) => removeLongExpired(db, clock.now(), BATCH)).value.length;
  const clean = () => {
    // A synchronization stages under the next catalog version; it arms this again when it has ended.
    if (site.busy()) return;
    log.cleanupBegin();
    let total = 0;
    for (let removed = batch(); removed > 0; removed = batch()) {
      total += removed;
      log.cleanupBatch(removed);
    }
    log.cleanupDone(total);
    arm();
  };
  const arm = () => {
    disarm();
    const at = nextCleanup(database);
    disarm = at === null ? () => {} : clock.schedule(at, 'expired updates clean-up', clean);
  };
  return { arm };
}
