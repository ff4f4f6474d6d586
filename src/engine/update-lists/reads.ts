import type { UpdateList } from '../../contract/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { allLists, findList, updatesOn } from './store.ts';

/** CI_IDs of a list, and another key whenever they may be others; none when there is no such list. */
export function membersOf(db: Readable, id: number): { key: number; updates: number[] } {
  const row = findList(db, id);
  return row ? { key: row.changed_revision, updates: updatesOn(db, id) } : { key: -1, updates: [] };
}

/** Every list with what is on it at the present catalog version, by name. */
export function listsInWords(db: Readable): UpdateList[] {
  const { code, catalog_version: v } = db.first(build.selectFrom('site').select(['code', 'catalog_version']))!;
  const counted = db
    .prepare<{ list_id: number; updates: number; there: number; expired: number; superseded: number }>(
      `SELECT m.list_id, count(*) AS updates, count(u.row_id) AS there, ifnull(sum(u.expired), 0) AS expired, ifnull(sum(u.superseded), 0) AS superseded FROM update_list_members m
         LEFT JOIN software_updates u ON u.ci_id = m.ci_id AND u.since_version <= ? AND u.until_version > ? GROUP BY m.list_id`,
    )
    .all(v, v);
  const counts = new Map(counted.map((row) => [row.list_id, row]));
  return allLists(db).map((row) => {
    const { updates, there, expired, superseded } = counts.get(row.list_id) ?? { updates: 0, there: 0, expired: 0, superseded: 0 };
    return {
      id: row.list_id, uniqueId: row.unique_id, name: row.name, description: row.description, updates, expired, superseded, missing: updates - there,
      sourceSite: row.source_site, locked: row.source_site !== code, createdAt: row.created_at, createdBy: row.created_by, modifiedAt: row.modified_at, modifiedBy: row.modified_by,
    };
  });
}
