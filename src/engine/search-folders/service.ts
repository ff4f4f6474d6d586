import type { Area, Commanded, SearchFolder, SearchFolderDraft } from '../../contract/index.ts';
import type { Journal, Touched } from '../audit/index.ts';
import type { Hierarchy } from '../hierarchy/index.ts';
import { Failure, type Clock, type Ids } from '../kernel/index.ts';
import type { Register } from '../objects/index.ts';
import type { SiteDatabase, Writable } from '../site-database/index.ts';
import { KIND, searchFolderObject } from './console-object.ts';
import { readDocument, writeDocument } from './document.ts';
import { createReplication } from './replication.ts';
import { checkMove, checkName, checkOwn, checkPlace, checkRoom, deletionOf, found } from './rules.ts';
import { allFolders, decided, dropFolder, findFolder, putFolder, toFolder, type Decided, type StoredFolder } from './store.ts';

type Reply<T> = { revision: number; value: T };

/** Changes throw Failure NOT_FOUND, INVALID_SETTINGS for a name, REVISION_CONFLICT, and REFUSED for what a parent site made. */
export interface SearchFolders {
  /** Standard folders first, each kind by name. */
  list(): SearchFolder[];
  create(call: Commanded, parent: number | null, draft: SearchFolderDraft): Reply<SearchFolder>;
  createFolder(call: Commanded, parent: number | null, name: string): Reply<SearchFolder>;
  change(call: Commanded, id: number, draft: SearchFolderDraft): Reply<SearchFolder>;
  rename(call: Commanded, id: number, name: string): Reply<SearchFolder>;
  move(call: Commanded, id: number, parent: number | null): Reply<SearchFolder>;
  deletion(id: number): { gone: SearchFolder[]; returned: SearchFolder[] };
  delete(call: Commanded, id: number): Reply<{ deleted: number }>;
  /** As XML (D§4.2). Throws Failure REFUSED for a standard folder. */
  exportXml(id: number): string;
  /** Throws Failure REFUSED for what is no search folder of software updates. */
  readXml(xml: string, name: string): SearchFolderDraft;
}

interface Parts {
  code: string;
  kind: 'central' | 'primary' | 'secondary';
  database: SiteDatabase;
  clock: Clock;
  ids: Ids;
  journal: Journal;
  objects: Register;
  hierarchy: Hierarchy;
  touched: (...areas: Area[]) => void;
}

const areas: Area[] = ['searchFolders'];
const NOT_MADE = 'The folder was not made.';
const NOT_CHANGED = 'The folder was not changed.';
const NOT_DELETED = 'The folder was not deleted.';

export function createSearchFolders({ code, kind, database, clock, ids, journal, objects, hierarchy, touched: tell }: Parts): SearchFolders {
  const replication = createReplication({ hierarchy, touched: tell });
  objects.register(searchFolderObject(replication));

  const touched = (before: StoredFolder | undefined, after: StoredFolder | undefined): Touched => {
    const row = (after ?? before)!;
    return { kind: KIND, id: String(row.folder_id), name: row.name, before: before && decided(before), after: after && decided(after) };
  };
  const put = (db: Writable, call: Commanded, revision: number, id: number | null, folder: Decided): StoredFolder => {
    const row = putFolder(db, id, folder, { revision, at: clock.now(), by: call.actor });
    replication.handDown(db, row);
    return row;
  };
  const made = (call: Commanded, name: string, input: unknown, parent: number | null, folder: Pick<Decided, 'name' | 'criteria' | 'lookIn'>) => {
    hierarchy.checkKeeps(NOT_MADE);
    return journal.command(call, { name, input, areas }, (db, revision) => {
      checkPlace(db, parent, code, NOT_MADE);
      checkName(db, folder.name, parent, null, NOT_MADE);
      checkRoom(db, NOT_MADE);
      const row = put(db, call, revision, null, { ...folder, parent, guid: ids.guid(), sourceSite: code, fromCentral: kind === 'central', moved: false });
      return { value: toFolder(row, code), objects: [touched(undefined, row)] };
    });
  };
  /** A command on one folder: `decide` says what becomes of it, or throws. */
  const changed = (call: Commanded, name: string, input: { id: number }, decide: (db: Writable, row: StoredFolder) => Decided) =>
    journal.command(call, { name, input, areas, changedRevision: (db) => findFolder(db, input.id)?.changed_revision ?? 0 }, (db, revision) => {
      const before = found(db, input.id, NOT_CHANGED);
      const after = put(db, call, revision, input.id, decide(db, before));
      return { value: toFolder(after, code), objects: [touched(before, after)] };
    });
  const searchFolder = (row: StoredFolder, what: string) => {
    const folder = decided(row);
    if (folder.criteria === null) throw new Failure('REFUSED', { what, why: `“${row.name}” is a standard folder and has no criteria.`, todo: 'Choose a search folder.' });
    return { ...folder, criteria: folder.criteria };
  };

  return {
    list: () => allFolders(database).map((row) => toFolder(row, code)),
    create: (call, parent, draft) => made(call, 'searchFolders.create', { parent, draft }, parent, draft),
    createFolder: (call, parent, name) => made(call, 'searchFolders.createFolder', { parent, name }, parent, { name, criteria: null, lookIn: null }),
    change: (call, id, draft) =>
      changed(call, 'searchFolders.change', { id, draft } as { id: number }, (db, row) => {
        const before = searchFolder(row, NOT_CHANGED);
        checkOwn(row, code, NOT_CHANGED);
        checkName(db, draft.name, row.parent_id, id, NOT_CHANGED);
        return { ...before, ...draft };
      }),
    rename: (call, id, name) =>
      changed(call, 'searchFolders.rename', { id, name } as { id: number }, (db, row) => {
        checkOwn(row, code, NOT_CHANGED);
        checkName(db, name, row.parent_id, id, NOT_CHANGED);
        return { ...decided(row), name };
      }),
    move: (call, id, parent) =>
      changed(call, 'searchFolders.move', { id, parent } as { id: number }, (db, row) => {
        checkMove(db, row, parent, code);
        checkName(db, row.name, parent, id, NOT_CHANGED);
        return { ...decided(row), parent, moved: row.source_site !== code };
      }),
    deletion: (id) => {
      const { gone, returned } = deletionOf(database, found(database, id, NOT_DELETED));
      return { gone: gone.map((row) => toFolder(row, code)), returned: returned.map((row) => toFolder(row, code)) };
    },
    delete: (call, id) =>
      journal.command(call, { name: 'searchFolders.delete', input: { id }, areas, changedRevision: (db) => findFolder(db, id)?.changed_revision ?? 0 }, (db, revision) => {
        const row = found(db, id, NOT_DELETED);
        checkOwn(row, code, NOT_DELETED);
        const { gone, returned } = deletionOf(db, row);
        const back = returned.map((before) => touched(before, putFolder(db, before.folder_id, { ...decided(before), parent: null }, { revision, at: clock.now(), by: call.actor })));
        for (const { folder_id, guid } of gone.toReversed()) {
          dropFolder(db, folder_id);
          replication.handDownDeletion(db, guid);
        }
        return { value: { deleted: gone.length }, objects: [...gone.map((one) => touched(one, undefined)), ...back] };
      }),
    exportXml: (id) => {
      const what = 'The search folder was not exported.';
      return writeDocument(searchFolder(found(database, id, what), what));
    },
    readXml: readDocument,
  };
}
