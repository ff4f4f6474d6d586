import type { Readable } from '../site-database/index.ts';
import { VISIBLE } from './columns.ts';
import { marksOf, type Marks } from './marks.ts';

/** Updates each of whose contents that packages want is there in one of them (D§5.5): what the column Downloaded says, of all at once. */
const DOWNLOADED = `SELECT update_id FROM (SELECT update_id, max(state = 'there') AS there FROM package_contents GROUP BY update_id, content_id) GROUP BY update_id HAVING min(there) = 1`;

/** By row_id; rows of an earlier catalog version may be among them. */
export const downloadedRows = (db: Readable): Marks => marksOf(db.prepare<number>(`SELECT u.row_id FROM (${DOWNLOADED}) d CROSS JOIN software_updates u ON u.update_id = d.update_id COLLATE NOCASE`).pluck().all());

/** Those of these updates (CI_ID) that have files, or bundled updates with files, and are not downloaded, in the order given. */
export function notDownloaded(db: Readable, updates: readonly number[]): number[] {
  const v = db.prepare<number>('SELECT catalog_version FROM site').pluck().get()!;
  return db
    .prepare<number>(
      `SELECT u.ci_id FROM json_each(?) j JOIN software_updates u ON u.ci_id = j.value AND ${VISIBLE}
         WHERE u.update_id NOT IN (${DOWNLOADED})
           AND (EXISTS (SELECT 1 FROM update_contents c WHERE c.item_id = u.item_id) OR EXISTS (SELECT 1 FROM update_relations r WHERE r.item_id = u.item_id AND r.kind = 'bundles')) ORDER BY j.key`,
    )
    .pluck()
    .all(JSON.stringify(updates), v, v);
}
