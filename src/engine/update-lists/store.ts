import { pack, unpack, type Changed } from '../audit/index.ts';
import { build, type Readable, type Tables, type Writable } from '../site-database/index.ts';
import type { Selectable } from 'kysely';

export type StoredList = Selectable<Tables['update_lists']>;

/** The whole of a list, as the journal has it. */
export interface WholeList {
  uniqueId: string;
  name: string;
  description: string;
  sourceSite: string;
  createdAt: number;
  createdBy: string;
  /** CI_IDs, packed. */
  updates: string;
}

const changedBy = ({ revision, at, by }: Changed) => ({ changed_revision: revision, modified_at: at, modified_by: by });

export const findList = (db: Readable, id: number): StoredList | undefined => db.first(build.selectFrom('update_lists').selectAll().where('list_id', '=', id));
export const findByUniqueId = (db: Readable, uniqueId: string): StoredList | undefined => db.first(build.selectFrom('update_lists').selectAll().where('unique_id', '=', uniqueId));
export const allLists = (db: Readable): StoredList[] => db.all(build.selectFrom('update_lists').selectAll().orderBy('name').orderBy('list_id'));

/** CI_IDs, ascending. */
export const updatesOn = (db: Readable, id: number): number[] => db.prepare<number>('SELECT ci_id FROM update_list_members WHERE list_id = ? ORDER BY ci_id').pluck().all(id);

export const wholeList = (db: Readable, row: StoredList): WholeList => ({
  uniqueId: row.unique_id, name: row.name, description: row.description, sourceSite: row.source_site, createdAt: row.created_at, createdBy: row.created_by, updates: pack(updatesOn(db, row.list_id)),
});

/** In the caller's transaction; answers with its id, which is `id` where it had one before. */
export function putList(db: Writable, id: number | null, list: WholeList, changed: Changed): number {
  const values = { unique_id: list.uniqueId, name: list.name, description: list.description, source_site: list.sourceSite, created_at: list.createdAt, created_by: list.createdBy, ...changedBy(changed) };
  db.run(build.insertInto('update_lists').values({ ...(id !== null && { list_id: id }), ...values }).onConflict((conflict) => conflict.column('list_id').doUpdateSet(values)));
  const own = findByUniqueId(db, list.uniqueId)!.list_id;
  const before = new Set(updatesOn(db, own));
  const after = unpack(list.updates);
  const stays = new Set(after);
  takeOff(db, own, [...before].filter((ci) => !stays.has(ci)));
  putOn(db, own, after.filter((ci) => !before.has(ci)));
  return own;
}

export const touchList = (db: Writable, id: number, values: Partial<Pick<StoredList, 'name' | 'description'>>, changed: Changed): void =>
  void db.run(build.updateTable('update_lists').where('list_id', '=', id).set({ ...values, ...changedBy(changed) }));

/** Updates that are numbered in listed_updates. */
export function putOn(db: Writable, id: number, updates: readonly number[]): void {
  const put = db.prepare('INSERT OR IGNORE INTO update_list_members (list_id, ci_id) VALUES (?, ?)');
  for (const ci of updates) put.run(id, ci);
}

export function takeOff(db: Writable, id: number, updates: readonly number[]): number {
  const take = db.prepare('DELETE FROM update_list_members WHERE list_id = ? AND ci_id = ?');
  return updates.reduce((taken, ci) => taken + take.run(id, ci).changes, 0);
}

export const deleteList = (db: Writable, id: number): void => void db.run(build.deleteFrom('update_lists').where('list_id', '=', id));
