import type { Changed } from '../audit/index.ts';
import type { Collection, CollectionDetails, CollectionDraft, MaintenanceWindow, MembershipSchedule, QueryRule } from '../../contract/index.ts';
import type { Selectable } from 'kysely';
import { codeFrom } from './codes.ts';
import { build, type Readable, type Tables, type Writable } from '../site-database/index.ts';

type Row = Selectable<Tables['collections']>;

/** A collection's row without its members. */
export type StoredCollection = Omit<Row, 'membership' | 'found_facts' | 'found_revision'>;

const columns = [
  'collection_id', 'name', 'comment', 'parent_id', 'built_in', 'queries', 'direct', 'dynamic', 'schedule', 'maintenance_windows', 'members', 'membership_version', 'updated_at',
  'changed_revision', 'changed_at', 'changed_by',
] as const;

export const allCollections = (db: Readable): StoredCollection[] => db.all(build.selectFrom('collections').select(columns).orderBy('name'));

export const findCollection = (db: Readable, id: number): StoredCollection | undefined => db.first(build.selectFrom('collections').select(columns).where('collection_id', '=', id));

/** What decides who is a member; undefined when there is no such collection. */
export function rulesOf(db: Readable, id: number): { queries: QueryRule[]; direct: number[]; changedRevision: number } | undefined {
  const row = findCollection(db, id);
  return row && { queries: JSON.parse(row.queries) as QueryRule[], direct: JSON.parse(row.direct) as number[], changedRevision: row.changed_revision };
}

/** The collection and all below it, the topmost first. */
export function withSubcollections(all: readonly StoredCollection[], id: number): StoredCollection[] {
  const own = all.filter((one) => one.collection_id === id);
  const below = all.filter((one) => one.parent_id === id);
  return [...own, ...below.flatMap((one) => withSubcollections(all, one.collection_id))];
}

/** Ms between two updates of the membership; null: none is planned. */
export function everyOf(row: StoredCollection): number | null {
  const schedule = row.schedule === null ? null : (JSON.parse(row.schedule) as MembershipSchedule);
  return schedule && schedule.every * (schedule.unit === 'hours' ? 3_600_000 : 86_400_000);
}

const drafted = ({ name, comment, queries, direct, dynamic, schedule }: CollectionDraft) => ({
  name, comment, queries: JSON.stringify(queries), direct: JSON.stringify([...new Set(direct)].toSorted((a, b) => a - b)), dynamic: dynamic ? 1 : 0, schedule: schedule && JSON.stringify(schedule),
});

const changedBy = ({ revision, at, by }: Changed) => ({ changed_revision: revision, changed_at: at, changed_by: by });

/** In the caller's transaction; answers with the id. */
export function insertCollection(db: Writable, parent: number | null, draft: CollectionDraft, changed: Changed): number {
  db.run(build.insertInto('collections').values({ ...drafted(draft), parent_id: parent, ...changedBy(changed) }));
  return db.prepare<number>('SELECT last_insert_rowid()').pluck().get()!;
}

export const changeCollection = (db: Writable, id: number, draft: CollectionDraft, changed: Changed): void =>
  void db.run(build.updateTable('collections').where('collection_id', '=', id).set({ ...drafted(draft), ...changedBy(changed) }));

/** What an administrator decides of a collection, as the journal has it: not who is a member. */
export interface Decided {
  name: string;
  comment: string;
  parent: number | null;
  queries: QueryRule[];
  direct: number[];
  dynamic: boolean;
  schedule: MembershipSchedule | null;
  windows: MaintenanceWindow[];
}

export const decided = (row: StoredCollection): Decided => ({
  name: row.name, comment: row.comment, parent: row.parent_id, queries: JSON.parse(row.queries) as QueryRule[], direct: JSON.parse(row.direct) as number[], dynamic: row.dynamic === 1,
  schedule: row.schedule === null ? null : (JSON.parse(row.schedule) as MembershipSchedule), windows: windowsOf(row),
});

/** In the caller's transaction: a collection as it was, under the id it had; who is a member is found anew. */
export function putCollection(db: Writable, id: number, { parent, windows, ...draft }: Decided, changed: Changed): void {
  const values = { ...drafted(draft), parent_id: parent, maintenance_windows: JSON.stringify(windows), ...changedBy(changed) };
  db.run(build.insertInto('collections').values({ collection_id: id, ...values }).onConflict((conflict) => conflict.column('collection_id').doUpdateSet(values)));
}

export const keepWindows = (db: Writable, id: number, windows: readonly MaintenanceWindow[], changed: Changed): void =>
  void db.run(build.updateTable('collections').where('collection_id', '=', id).set({ maintenance_windows: JSON.stringify(windows), ...changedBy(changed) }));

/** The lowest first, so that nothing stands below what is gone. */
export const deleteCollections = (db: Writable, ids: readonly number[]): void => ids.toReversed().forEach((id) => void db.run(build.deleteFrom('collections').where('collection_id', '=', id)));

export const windowsOf = (row: StoredCollection): MaintenanceWindow[] => JSON.parse(row.maintenance_windows) as MaintenanceWindow[];

export function toCollection(row: StoredCollection, site: string, updating: boolean): Collection {
  return {
    id: row.collection_id, code: codeFrom(row.collection_id, row.built_in === 1, site), name: row.name, comment: row.comment, parent: row.parent_id, builtIn: row.built_in === 1,
    members: row.members, updatedAt: row.updated_at, updating, windows: windowsOf(row).length,
  };
}

export function toDetails(db: Readable, row: StoredCollection, site: string, updating: boolean): CollectionDetails {
  return {
    ...toCollection(row, site, updating),
    queries: JSON.parse(row.queries) as QueryRule[],
    direct: db.prepare<{ id: number; name: string }>('SELECT client_id AS id, name FROM clients WHERE removed_at IS NULL AND client_id IN (SELECT value FROM json_each(?)) ORDER BY name').all(row.direct),
    dynamic: row.dynamic === 1, schedule: row.schedule === null ? null : (JSON.parse(row.schedule) as MembershipSchedule), maintenanceWindows: windowsOf(row),
    changedAt: row.changed_at, changedBy: row.changed_by,
  };
}
