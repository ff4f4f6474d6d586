import type { Area, ChangedObject, Commanded, JournalEntry, JournalEntryDetails, ObjectRef, UndoPreview } from '../../contract/index.ts';
import type { Journal, Touched } from '../audit/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import { findRow, namedObjects, objectsOf, standing, toEntry, UNDO, undoesOf } from './history.ts';
import { createRegister, type Kinds, type Register, type Restoring } from './register.ts';

export interface Objects extends Register {
  /** Throws Failure NOT_FOUND. */
  entry(revision: number): JournalEntryDetails;
  /** Every object of a revision. Throws Failure NOT_FOUND. */
  changed(revision: number): ChangedObject[];
  /** What an undo would do; it changes nothing. Throws Failure NOT_FOUND. */
  undoPreview(revision: number): UndoPreview;
  /** The newest change of objects by an administrator that is not undone. */
  lastChange(by: string): JournalEntry | null;
  /** Takes a change back, as a command that can be undone itself. Throws Failure NOT_FOUND and REFUSED with what the preview says. */
  undo(call: Commanded, revision: number): { revision: number; value: { undone: number } };
}

const WHAT = 'Nothing was undone.';

const refused = (why: string, todo: string) => new Failure('REFUSED', { what: WHAT, why, todo });

type Changed = ReturnType<typeof objectsOf>[number];

/** Changes that `lastChange` looks back on. */
const LOOKED_BACK = 1000;
/** Objects of a change that are told with what differs. */
const TOLD = 200;

/** Who changed an object after a revision and was not undone, newest first; and what undid the revision itself. */
function laterChanges(db: Readable, { kind, id }: ObjectRef, revision: number) {
  const rows = db
    .prepare<{ revision: number; name: string; actor: string; input: string }>('SELECT j.revision, j.name, j.actor, j.input FROM journal_objects o JOIN journal j ON j.revision = o.revision WHERE o.kind = ? AND o.object_id = ? AND o.revision > ? ORDER BY o.revision DESC')
    .all(kind, id, revision);
  return standing(rows.map((row) => ({ ...row, undoes: undoesOf(row) })));
}

/** Refuses what is no newest change of its objects: an undo must not take anything else back than what it says. */
function checkNewest(db: Readable, revision: number, objects: readonly Changed[]): void {
  for (const one of objects) {
    const later = laterChanges(db, one, revision);
    const undo = later.undone.get(revision);
    if (undo !== undefined) throw refused(`It is undone already, by revision ${undo}.`, `Undo revision ${undo} to have it back.`);
    if (later.standing.length === 0) continue;
    const named = later.standing.slice(0, 5).map((row) => `revision ${row.revision} by ${row.actor}`).join(', ');
    throw refused(`“${one.name}” was changed again after it: ${named}. That would be lost.`, 'Undo the later changes first, the newest before the others.');
  }
}

function checkUndoable(kinds: Kinds, db: Readable, revision: number, objects: readonly Changed[]): void {
  const row = findRow(db, revision)!;
  if (row.kind === 'input') throw refused('It came from outside: nobody here decided it, and it would come again.', 'Change what you want to be otherwise.');
  if (objects.length === 0) throw refused('It started something or changed something that has no state to go back to.', 'Take the step that counters it.');
  const unknown = objects.find(({ kind }) => !kinds.find(kind));
  if (unknown) throw refused(`“${unknown.name}” is of a kind that this version does not keep.`, 'Change it by hand.');
  checkNewest(db, revision, objects);
  for (const one of objects) {
    if (JSON.stringify(kinds.find(one.kind)!.read(db, one.id)) === (one.after ?? undefined)) continue;
    throw refused(`“${one.name}” is not any more what this change made of it: something else than a command of an administrator changed it since.`, 'Change it by hand.');
  }
}

const parsed = (text: string | null): unknown => (text === null ? undefined : JSON.parse(text));

/** Those that were made go first, the last of them before the others; then those that were deleted come back in their order. */
function restoreAll(kinds: Kinds, db: Writable, objects: readonly Changed[], as: Restoring): { touched: Touched[]; after: (() => void)[] } {
  const after: (() => void)[] = [];
  const restore = (one: Changed) => {
    const follows = kinds.find(one.kind)!.restore(db, one.id, parsed(one.before), as);
    if (follows) after.push(follows);
  };
  objects.filter((one) => one.before === null).toReversed().forEach(restore);
  objects.filter((one) => one.before !== null).forEach(restore);
  const touched = objects.map((one) => ({ kind: one.kind, id: one.id, name: one.name, before: parsed(one.after), after: kinds.find(one.kind)!.read(db, one.id) }));
  return { touched, after };
}

/** Thrown to take a preview's transaction back. */
const previewed = new Error('The preview is done.');

export function createObjects({ database, journal, clock }: { database: SiteDatabase; journal: Journal; clock: Clock }): Objects {
  const kinds = createRegister(database);
  const found = (revision: number) => {
    const row = findRow(database, revision);
    if (!row) throw new Failure('NOT_FOUND', { what: WHAT, why: `The journal has no revision ${revision}.`, todo: 'Press F5 to refresh the list.' });
    return row;
  };
  const compared = (one: Changed, from: unknown, to: unknown) => {
    const kind = kinds.find(one.kind);
    return { kind: one.kind, id: one.id, name: one.name, noun: kind?.noun ?? one.kind, differences: kind?.compare(database, from, to) ?? [] };
  };
  /** Why an undo cannot be, found by trying it and taking it back. */
  const whyNot = (revision: number, objects: readonly Changed[]): Failure | null => {
    try {
      database.transaction((db) => {
        checkUndoable(kinds, db, revision, objects);
        restoreAll(kinds, db, objects, { revision: journal.revision() + 1, at: clock.now(), by: '' });
        throw previewed;
      });
    } catch (error) {
      if (error instanceof Failure) return error;
      if (error !== previewed) throw error;
    }
    return null;
  };
  const undone = { made: 'deleted', changed: 'changed', deleted: 'made' } as const;

  return {
    register: kinds.register,
    references: kinds.references,
    nameOf: kinds.nameOf,
    changed: (revision) => {
      found(revision);
      return namedObjects(database, revision);
    },
    entry: (revision) => {
      const row = found(revision);
      const objects = objectsOf(database, revision);
      const changes = objects.slice(0, TOLD).map((one) => ({ ...compared(one, parsed(one.before), parsed(one.after)), change: one.change }));
      return { ...toEntry(database, row), changes, more: objects.length - changes.length, input: row.input, before: row.before, after: row.after };
    },
    undoPreview: (revision) => {
      const row = found(revision);
      const objects = objectsOf(database, revision);
      const refusal = whyNot(revision, objects);
      const changes = objects.slice(0, TOLD).map((one) => ({ ...compared(one, parsed(one.after), parsed(one.before)), change: undone[one.change], referredBy: kinds.references(one) }));
      return { entry: toEntry(database, row), whyNot: refusal && { why: refusal.explained.why, todo: refusal.explained.todo }, changes, more: objects.length - changes.length };
    },
    lastChange: (by) => {
      const rows = database
        .prepare<{ revision: number; name: string; actor: string; input: string }>(`SELECT revision, name, actor, iif(name = '${UNDO}', input, '') AS input FROM journal WHERE revision IN (SELECT revision FROM journal_objects) ORDER BY revision DESC LIMIT ?`)
        .all(LOOKED_BACK);
      const last = standing(rows.map((row) => ({ ...row, undoes: undoesOf(row) }))).standing.find((row) => row.actor === by);
      return last ? toEntry(database, found(last.revision)) : null;
    },
    undo: (call, revision) => {
      found(revision);
      const objects = objectsOf(database, revision);
      const areas = [...new Set(objects.flatMap(({ kind }) => kinds.find(kind)?.areas ?? []))] as Area[];
      let follow: (() => void)[] = [];
      const done = journal.command(call, { name: UNDO, input: { revision }, areas }, (db, next) => {
        checkUndoable(kinds, db, revision, objects);
        const { touched, after } = restoreAll(kinds, db, objects, { revision: next, at: clock.now(), by: call.actor });
        follow = after;
        return { value: { undone: revision }, objects: touched };
      });
      follow.forEach((run) => run());
      return done;
    },
  };
}
