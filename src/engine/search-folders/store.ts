import type { Selectable } from 'kysely';
import type { RepositoryNode, SearchCriterion, SearchFolder } from '../../contract/index.ts';
import { build, type Readable, type Tables, type Writable } from '../site-database/index.ts';

export type StoredFolder = Selectable<Tables['search_folders']>;

/** What an administrator decides of a folder, whole, as the journal has it. */
export interface Decided {
  guid: string;
  name: string;
  /** Id of the folder it stands in. */
  parent: number | null;
  /** Null: a standard folder. */
  criteria: readonly SearchCriterion[] | null;
  lookIn: RepositoryNode | null;
  sourceSite: string;
  fromCentral: boolean;
  moved: boolean;
}

export interface Changed {
  revision: number;
  at: number | null;
  by: string | null;
}

/** Standard folders first, each kind by name. */
export const allFolders = (db: Readable): StoredFolder[] => db.prepare<StoredFolder>('SELECT * FROM search_folders ORDER BY criteria IS NOT NULL, name COLLATE NOCASE, folder_id').all();

export const findFolder = (db: Readable, id: number): StoredFolder | undefined => db.first(build.selectFrom('search_folders').selectAll().where('folder_id', '=', id));

export const findByGuid = (db: Readable, guid: string): StoredFolder | undefined => db.first(build.selectFrom('search_folders').selectAll().where('guid', '=', guid));

export const foldersIn = (db: Readable, parent: number | null): StoredFolder[] =>
  db.all(build.selectFrom('search_folders').selectAll().where('parent_id', parent === null ? 'is' : '=', parent).orderBy('folder_id'));

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));

export const decided = (row: StoredFolder): Decided => ({
  guid: row.guid, name: row.name, parent: row.parent_id, criteria: parsed<SearchCriterion[]>(row.criteria), lookIn: parsed<RepositoryNode>(row.look_in),
  sourceSite: row.source_site, fromCentral: row.from_central === 1, moved: row.moved === 1,
});

const values = (folder: Decided, { revision, at, by }: Changed) => ({
  guid: folder.guid, name: folder.name, parent_id: folder.parent, criteria: folder.criteria && JSON.stringify(folder.criteria), look_in: folder.lookIn && JSON.stringify(folder.lookIn),
  source_site: folder.sourceSite, from_central: folder.fromCentral ? 1 : 0, moved: folder.moved ? 1 : 0, changed_revision: revision, changed_at: at, changed_by: by,
});

/** In the caller's transaction; a new one gets the next id. Answers with the folder as it is kept. */
export function putFolder(db: Writable, id: number | null, folder: Decided, changed: Changed): StoredFolder {
  const kept = values(folder, changed);
  db.run(build.insertInto('search_folders').values(id === null ? kept : { folder_id: id, ...kept }).onConflict((conflict) => conflict.column('folder_id').doUpdateSet(kept)));
  return findByGuid(db, folder.guid)!;
}

/** In the caller's transaction; nothing may stand in it. */
export const dropFolder = (db: Writable, id: number): void => void db.run(build.deleteFrom('search_folders').where('folder_id', '=', id));

/** A folder as the console of site `own` sees it. */
export function toFolder(row: StoredFolder, own: string): SearchFolder {
  const { name, parent, criteria, lookIn, sourceSite, fromCentral, moved } = decided(row);
  const locked = sourceSite !== own;
  return {
    id: row.folder_id, kind: criteria === null ? 'folder' : 'searchFolder', name, parent, criteria: [...(criteria ?? [])], lookIn, sourceSite, locked,
    movable: !locked || (fromCentral && !moved), changedAt: row.changed_at, changedBy: row.changed_by,
  };
}
