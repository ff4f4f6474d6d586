import { build, type Readable, type Writable } from '../site-database/index.ts';

/** "Updates Cleanup Age" (D§3.1). */
const CLEANUP_AGE_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;

const currentVersion = (db: Readable) => db.first(build.selectFrom('site').select('catalog_version'))!.catalog_version;

/** Notes since when updates are expired, and forgets those that are not any more. Part of the transaction that ends a synchronization. */
export function noteExpired(db: Writable, now: number) {
  const v = currentVersion(db);
  // Migrated updates wait for the catalog, however long that takes (SYNC-16).
  const expired = 'SELECT update_id FROM software_updates WHERE expired = 1 AND revision_number > 0 AND since_version <= ? AND until_version > ?';
  db.prepare(`DELETE FROM expired_since WHERE update_id NOT IN (${expired})`).run(v, v);
  db.prepare(`INSERT OR IGNORE INTO expired_since (update_id, at) SELECT update_id, ? FROM (${expired})`).run(now, v, v);
}

/** The first full hour at which something is due; the original looks every hour. Null when nothing is expired. */
export function nextCleanup(db: Readable): number | null {
  const first = db.prepare<{ at: number | null }>('SELECT min(at) AS at FROM expired_since').get()!.at;
  return first === null ? null : Math.ceil((first + CLEANUP_AGE_MS) / HOUR_MS) * HOUR_MS;
}

/**
 * Takes up to `limit` updates that have been expired for seven days out of the next catalog version; answers with their
 * ids. Their configuration items stay, so that a delta does not bring them back; a newer revision does.
 */
export function removeLongExpired(db: Writable, now: number, limit: number): string[] {
  const due = db.prepare<{ update_id: string }>('SELECT update_id FROM expired_since WHERE at <= ? ORDER BY at, update_id LIMIT ?').all(now - CLEANUP_AGE_MS, limit).map((row) => row.update_id);
  if (due.length === 0) return due;
  const next = currentVersion(db) + 1;
  for (const id of due) {
    db.prepare('UPDATE software_updates SET until_version = ? WHERE update_id = ? COLLATE NOCASE AND until_version > ?').run(next, id, next);
    db.prepare('DELETE FROM expired_since WHERE update_id = ?').run(id);
  }
  db.run(build.updateTable('site').set({ catalog_version: next }));
  return due;
}
