import type { UpdateList } from '../../contract/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { heldBy } from '../update-repository/index.ts';
import { allLists, findList, updatesOn } from './store.ts';

/** CI_IDs of a list, and another key whenever they may be others; none when there is no such list. */
export function membersOf(db: Readable, id: number): { key: number; updates: number[] } {
  const row = findList(db, id);
  return row ? { key: row.changed_revision, updates: updatesOn(db, id) } : { key: -1, updates: [] };
}

/** Every list with what is on it at the present catalog version, by name. */
export function listsInWords(db: Readable): UpdateList[] {
  const { code } = db.first(build.selectFrom('site').select('code'))!;
  const held = heldBy(db, { table: 'update_list_members', object: 'list_id' });
  return allLists(db).map((row) => ({
    id: row.list_id, uniqueId: row.unique_id, name: row.name, description: row.description, ...held(row.list_id),
    sourceSite: row.source_site, locked: row.source_site !== code, createdAt: row.created_at, createdBy: row.created_by, modifiedAt: row.modified_at, modifiedBy: row.modified_by,
  }));
}
