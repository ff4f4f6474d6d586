import type { Readable, Writable } from '../site-database/index.ts';
import { build } from '../site-database/index.ts';
import { FOREVER } from './model.ts';

/**
 * Updates migrated from SMS 2003 stand as revision 0, expired and with "(LEGACY)" in their title, until a synchronization
 * brings a revision of the catalog in their place (SYNC-16, D§8.1).
 */
export const LEGACY_REVISION = 0;
export const LEGACY_MARK = ' (LEGACY)';

/** How many migrated updates are still legacy, and how many a synchronization revived. */
export function countLegacy(db: Readable): { legacy: number; revived: number } {
  const legacy = db.prepare<{ n: number }>('SELECT count(*) AS n FROM software_updates WHERE revision_number = ? AND until_version = ?').get(LEGACY_REVISION, FOREVER)!.n;
  const all = db.prepare<{ n: number }>('SELECT count(*) AS n FROM configuration_items WHERE revision_number = ?').get(LEGACY_REVISION)!.n;
  return { legacy, revived: all - legacy };
}

/** Whether an update is in the site database in any revision. */
export const isKnown = (db: Readable, updateId: string) => db.prepare('SELECT 1 FROM configuration_items WHERE update_id = ? LIMIT 1').get(updateId) !== undefined;

/** In the caller's transaction: takes away the migrated updates that are still legacy, as if they had never come. Answers with their ids. */
export function removeLegacy(db: Writable): string[] {
  const rows = db.prepare<{ item_id: number; update_id: string }>('SELECT item_id, update_id FROM software_updates WHERE revision_number = ? AND until_version = ?').all(LEGACY_REVISION, FOREVER);
  for (const { item_id } of rows) {
    db.prepare('DELETE FROM software_updates WHERE item_id = ?').run(item_id);
    db.prepare('DELETE FROM configuration_items WHERE item_id = ?').run(item_id);
  }
  const { catalog_version: version } = db.first(build.selectFrom('site').select('catalog_version'))!;
  // Nothing is left that would wait for a synchronization.
  if (db.prepare('SELECT 1 FROM software_updates LIMIT 1').get() === undefined) db.prepare('UPDATE site SET updates_carried_over = 0').run();
  // Another version, so that orders kept by version are made anew.
  if (rows.length > 0) db.run(build.updateTable('site').set({ catalog_version: version + 1 }));
  return rows.map((row) => row.update_id);
}
