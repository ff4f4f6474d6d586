import type { Area, Collection, CollectionDetails, CollectionDraft, Commanded, MaintenanceWindow, Referring } from '../../contract/index.ts';
import type { Journal, Touched } from '../audit/index.ts';
import { Failure } from '../kernel/index.ts';
import type { Register } from '../objects/index.ts';
import type { Readable } from '../site-database/index.ts';
import { checkName, collectionObject, KIND } from './console-object.ts';
import {
  allCollections, changeCollection, decided, deleteCollections, findCollection, insertCollection, keepWindows, toCollection, toDetails, withSubcollections, type StoredCollection,
} from './store.ts';
import { createUpdates, type UpdatesParts } from './updates.ts';

export interface Collections {
  /** By name. */
  list(): Collection[];
  /** Throws Failure NOT_FOUND. */
  details(id: number): CollectionDetails;
  /** Throws Failure NOT_FOUND of the parent, INVALID_SETTINGS and REFUSED. */
  create(call: Commanded, parent: number | null, draft: CollectionDraft): { revision: number; value: CollectionDetails };
  /** Throws Failure NOT_FOUND, INVALID_SETTINGS, REFUSED of what the product brings, and REVISION_CONFLICT. */
  change(call: Commanded, id: number, draft: CollectionDraft): { revision: number; value: CollectionDetails };
  setMaintenanceWindows(call: Commanded, id: number, windows: readonly MaintenanceWindow[]): { revision: number; value: CollectionDetails };
  /** The collection and all below it: what `delete` takes away; and what else refers to them. */
  deletion(id: number): { collections: { id: number; name: string; members: number; windows: number }[]; referredBy: Referring[] };
  delete(call: Commanded, id: number): { revision: number; value: { deleted: number } };
  /** Finds the members anew, soon. */
  updateMembership(call: Commanded, id: number, subcollections: boolean): { revision: number; value: { updating: number } };
  /** Resolves when nothing waits to be updated. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface CollectionsParts extends UpdatesParts {
  code: string;
  secondary: boolean;
  journal: Journal;
  objects: Register;
}

const areas: Area[] = ['collections'];

function found(db: Readable, id: number, what: string): StoredCollection {
  const row = findCollection(db, id);
  if (!row) throw new Failure('NOT_FOUND', { what, why: 'There is no such collection any more.', todo: 'Press F5 to refresh the list.' });
  return row;
}

function checkChangeable(row: StoredCollection, what: string): void {
  if (row.built_in === 1) throw new Failure('REFUSED', { what, why: `“${row.name}” is one of the collections the product brings.`, todo: 'Make a collection of your own.' });
}

export function createCollections(parts: CollectionsParts): Collections {
  const { code, database, clock, journal } = parts;
  const updates = createUpdates(parts);
  const saved = (row: StoredCollection): CollectionDetails => toDetails(database, row, code, updates.waits(row.collection_id));
  const refuse = (what: string): void => {
    if (parts.secondary) throw new Failure('REFUSED', { what, why: 'A secondary site has no site database to keep it in.', todo: 'Connect to a central or primary site.' });
  };
  const noted = (call: Commanded, revision: number) => ({ revision, at: clock.now(), by: call.actor });
  const touched = (before: StoredCollection | undefined, after: StoredCollection | undefined): Touched => {
    const row = (after ?? before)!;
    return { kind: KIND, id: String(row.collection_id), name: row.name, before: before && decided(before), after: after && decided(after) };
  };
  /** Whatever refers to these collections, each once, beside themselves. */
  const referring = (ids: readonly number[]): Referring[] => {
    const all = ids.flatMap((id) => parts.objects.references({ kind: KIND, id: String(id) })).filter((one) => one.kind !== KIND);
    return [...new Map(all.map((one) => [`${one.kind} ${one.id}`, one])).values()];
  };
  parts.objects.register(collectionObject({ request: updates.request, areas: ['collections', 'compliance'] }));

  return {
    list: () => allCollections(database).map((row) => toCollection(row, code, updates.waits(row.collection_id))),
    details: (id) => saved(found(database, id, 'The collection cannot be shown.')),
    create: (call, parent, draft) => {
      const what = 'The collection was not made.';
      refuse(what);
      return journal.command(call, { name: 'collections.create', input: { parent, draft }, areas }, (db, revision) => {
        if (parent !== null) found(db, parent, what);
        checkName(db, draft.name, null);
        const id = insertCollection(db, parent, draft, noted(call, revision));
        updates.request([id]);
        const row = found(db, id, what);
        return { value: saved(row), objects: [touched(undefined, row)] };
      });
    },
    change: (call, id, draft) => {
      const what = 'The collection was not changed.';
      return journal.command(call, { name: 'collections.change', input: { id, draft }, areas, changedRevision: (db) => findCollection(db, id)?.changed_revision ?? 0 }, (db, revision) => {
        const before = found(db, id, what);
        checkChangeable(before, what);
        checkName(db, draft.name, id);
        changeCollection(db, id, draft, noted(call, revision));
        updates.request([id]);
        const after = found(db, id, what);
        return { value: saved(after), objects: [touched(before, after)] };
      });
    },
    setMaintenanceWindows: (call, id, windows) => {
      const what = 'The maintenance windows were not changed.';
      refuse(what);
      return journal.command(call, { name: 'collections.setMaintenanceWindows', input: { id, windows }, areas, changedRevision: (db) => findCollection(db, id)?.changed_revision ?? 0 }, (db, revision) => {
        const before = found(db, id, what);
        keepWindows(db, id, windows, noted(call, revision));
        // A membership that is being found would be thrown away with the change: it is asked for again.
        if (updates.waits(id)) updates.request([id]);
        const after = found(db, id, what);
        return { value: saved(after), objects: [touched(before, after)] };
      });
    },
    deletion: (id) => {
      found(database, id, 'The collection cannot be deleted.');
      const gone = withSubcollections(allCollections(database), id).map((row) => toCollection(row, code, false));
      return { collections: gone.map(({ id: one, name, members, windows }) => ({ id: one, name, members, windows })), referredBy: referring(gone.map((one) => one.id)) };
    },
    delete: (call, id) => {
      const what = 'The collection was not deleted.';
      return journal.command(call, { name: 'collections.delete', input: { id }, areas: ['collections', 'compliance'], changedRevision: (db) => findCollection(db, id)?.changed_revision ?? 0 }, (db) => {
        checkChangeable(found(db, id, what), what);
        const gone = withSubcollections(allCollections(db), id);
        deleteCollections(db, gone.map((row) => row.collection_id));
        return { value: { deleted: gone.length }, objects: gone.map((row) => touched(row, undefined)) };
      });
    },
    updateMembership: (call, id, subcollections) =>
      journal.command(call, { name: 'collections.updateMembership', input: { id, subcollections }, areas }, (db) => {
        const row = found(db, id, 'The membership was not updated.');
        const ids = (subcollections ? withSubcollections(allCollections(db), id) : [row]).map((one) => one.collection_id);
        updates.request(ids);
        return { value: { updating: ids.length } };
      }),
    settled: updates.settled,
    close: updates.close,
  };
}

