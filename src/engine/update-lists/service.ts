import type { Area, Commanded, Referring, UpdateListDraft, UpdateListOutcome } from '../../contract/index.ts';
import { packSet, unpack, type Journal, type Touched, type Changed } from '../audit/index.ts';
import type { Hierarchy } from '../hierarchy/index.ts';
import { Failure, type Clock, type Ids } from '../kernel/index.ts';
import type { Register } from '../objects/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import { keepNumber, MOST_TOLD, toldOf } from '../update-repository/index.ts';
import { KIND, listObject } from './console-object.ts';
import { createReplication } from './replication.ts';
import { deleteList, findList, putList, putOn, takeOff, touchList, updatesOn, wholeList, type StoredList, type WholeList } from './store.ts';

export interface UpdateLists {
  /** Throws Failure INVALID_SETTINGS and REFUSED. */
  create(call: Commanded, draft: UpdateListDraft, updates: readonly number[]): { revision: number; value: UpdateListOutcome };
  /** Takes nothing back from anybody, so it is not refused because the list has changed meanwhile. Throws Failure NOT_FOUND and REFUSED. */
  add(call: Commanded, id: number, updates: readonly number[]): { revision: number; value: UpdateListOutcome };
  /** As `add`. */
  remove(call: Commanded, id: number, updates: readonly number[]): { revision: number; value: { removed: number } };
  /** Throws Failure NOT_FOUND, INVALID_SETTINGS, REFUSED and REVISION_CONFLICT. */
  change(call: Commanded, id: number, draft: UpdateListDraft): { revision: number; value: { id: number } };
  /** What a deletion would take along. Throws Failure NOT_FOUND. */
  deletion(id: number): { updates: number; referredBy: Referring[]; childSites: string[] };
  /** Throws Failure NOT_FOUND, REFUSED and REVISION_CONFLICT. */
  delete(call: Commanded, id: number): { revision: number; value: { updates: number } };
}

export interface UpdateListsParts {
  code: string;
  database: SiteDatabase;
  clock: Clock;
  ids: Ids;
  journal: Journal;
  objects: Register;
  hierarchy: Hierarchy;
  touched: (...areas: Area[]) => void;
}

const areas: Area[] = ['updateLists'];

function found(db: Readable, id: number, what: string): StoredList {
  const row = findList(db, id);
  if (!row) throw new Failure('NOT_FOUND', { what, why: 'There is no such update list any more.', todo: 'Press F5 to refresh the tree.' });
  return row;
}

function checkName(db: Readable, name: string, own: number | null): void {
  const other = db.prepare<number>('SELECT list_id FROM update_lists WHERE name = ? AND list_id IS NOT ?').pluck().get(name, own);
  if (other === undefined) return;
  const message = 'Another update list has this name.';
  throw new Failure('INVALID_SETTINGS', { what: 'The update list was not saved.', why: message, todo: 'Choose another name.', fields: [{ path: 'name', message }] });
}

/** Which of these updates are in the repository now, numbered for good; and how each of them is told of. */
function resolved(db: Writable, updates: readonly number[]): ReadonlySet<number> {
  const v = db.prepare<number>('SELECT catalog_version FROM site').pluck().get()!;
  const rows = db.prepare<{ ci_id: number; update_id: string }>('SELECT u.ci_id, u.update_id FROM json_each(?) j JOIN software_updates u ON u.ci_id = j.value AND u.since_version <= ? AND u.until_version > ?').all(JSON.stringify(updates), v, v);
  for (const { ci_id: ci, update_id: id } of rows) keepNumber(db, ci, id);
  return new Set(rows.map((row) => row.ci_id));
}

export function createUpdateLists(parts: UpdateListsParts): UpdateLists {
  const { code, database, clock, journal, hierarchy, objects } = parts;
  const replication = createReplication({ hierarchy, told: () => parts.touched(...areas) });
  const noted = (call: Commanded, revision: number): Changed => ({ revision, at: clock.now(), by: call.actor });
  const changedRevision = (id: number) => (db: Readable) => findList(db, id)?.changed_revision ?? 0;

  /** Asked before anything is written, by a command and by the undo of one: here stands who may change which list. */
  const checkAllowed = (object: { name: string; sourceSite: string }, what: string) => hierarchy.checkOwn(object, what, 'make a list of your own');
  const allowed = (db: Readable, id: number, what: string): { row: StoredList; whole: WholeList } => {
    const row = found(db, id, what);
    checkAllowed({ name: row.name, sourceSite: row.source_site }, what);
    return { row, whole: wholeList(db, row) };
  };
  /** Ends every change of a list: the sites below are told, and the journal gets the object whole. */
  const changed = (db: Writable, id: number, before: WholeList | undefined, as: Changed): Touched[] => {
    const row = findList(db, id);
    const after = row && wholeList(db, row);
    replication.tell(db, before, after && { ...after, at: as.at, by: as.by });
    return [{ kind: KIND, id: String(id), name: (after ?? before)!.name, before, after }];
  };
  const put = (db: Writable, id: number, updates: readonly number[]): UpdateListOutcome => {
    const there = resolved(db, updates);
    const before = new Set(updatesOn(db, id));
    const [gone, already] = [updates.filter((ci) => !there.has(ci)), updates.filter((ci) => there.has(ci) && before.has(ci))];
    const added = [...new Set(updates)].filter((ci) => there.has(ci) && !before.has(ci));
    putOn(db, id, added);
    const results = [...toldOf(db, gone, 'gone'), ...toldOf(db, already, 'already'), ...toldOf(db, added, 'added')].slice(0, MOST_TOLD);
    return { id, name: findList(db, id)!.name, added: added.length, already: already.length, gone: gone.length, results };
  };

  objects.register(
    listObject((db, text, value, as) => {
      const id = Number(text);
      const row = findList(db, id);
      const before = row && wholeList(db, row);
      checkAllowed((value ?? before)!, 'The update list was not restored.');
      if (value) {
        checkName(db, value.name, id);
        putList(db, id, value, as);
      } else deleteList(db, id);
      changed(db, id, before, as);
    }),
  );

  return {
    create: (call, draft, updates) => {
      checkAllowed({ name: draft.name, sourceSite: code }, 'The update list was not made.');
      return journal.command(call, { name: 'updateLists.create', input: { draft, updates: packSet(updates) }, areas }, (db, revision) => {
        checkName(db, draft.name, null);
        const as = noted(call, revision);
        const uniqueId = `AuthList_${parts.ids.guid().toUpperCase()}`;
        const id = putList(db, null, { uniqueId, ...draft, sourceSite: code, createdAt: as.at, createdBy: as.by, updates: '' }, as);
        return { value: put(db, id, updates), objects: changed(db, id, undefined, as) };
      });
    },
    add: (call, id, updates) =>
      journal.command(call, { name: 'updateLists.add', input: { id, updates: packSet(updates) }, areas }, (db, revision) => {
        const { whole } = allowed(db, id, 'No update was added.');
        const as = noted(call, revision);
        const value = put(db, id, updates);
        touchList(db, id, {}, as);
        return { value, objects: changed(db, id, whole, as) };
      }),
    remove: (call, id, updates) =>
      journal.command(call, { name: 'updateLists.remove', input: { id, updates: packSet(updates) }, areas }, (db, revision) => {
        const { whole } = allowed(db, id, 'No update was removed.');
        const as = noted(call, revision);
        const value = { removed: takeOff(db, id, updates) };
        touchList(db, id, {}, as);
        return { value, objects: changed(db, id, whole, as) };
      }),
    change: (call, id, draft) =>
      journal.command(call, { name: 'updateLists.change', input: { id, draft }, areas, changedRevision: changedRevision(id) }, (db, revision) => {
        const { whole } = allowed(db, id, 'The update list was not changed.');
        checkName(db, draft.name, id);
        const as = noted(call, revision);
        touchList(db, id, draft, as);
        return { value: { id }, objects: changed(db, id, whole, as) };
      }),
    deletion: (id) => {
      found(database, id, 'The update list cannot be deleted.');
      return { updates: updatesOn(database, id).length, referredBy: objects.references({ kind: KIND, id: String(id) }), childSites: hierarchy.primaries() };
    },
    delete: (call, id) =>
      journal.command(call, { name: 'updateLists.delete', input: { id }, areas, changedRevision: changedRevision(id) }, (db, revision) => {
        const { whole } = allowed(db, id, 'The update list was not deleted.');
        deleteList(db, id);
        return { value: { updates: unpack(whole.updates).length }, objects: changed(db, id, whole, noted(call, revision)) };
      }),
  };
}
