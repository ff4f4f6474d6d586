import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSmallSite, type SmallSite } from '../../../test/support/small-site.ts';
import { createJournal, type Journal } from '../audit/index.ts';
import { Failure } from '../kernel/index.ts';
import { createHistoryReads, createObjects, differences, fieldsOf, setDifferences, type ConsoleObject, type Objects } from './index.ts';

interface Shelf {
  name: string;
  on: string | null;
}

let site: SmallSite;
let journal: Journal;
let objects: Objects;
let followed: string[];

const shelfObject: ConsoleObject<Shelf> = {
  kind: 'shelf', noun: 'Shelf', areas: ['site'],
  name: (value) => value.name,
  read: (db, id) => {
    const text = db.prepare<string>('SELECT settings FROM components WHERE name = ?').pluck().get(id);
    return text === undefined ? undefined : (JSON.parse(text) as Shelf);
  },
  restore: (db, id, value, { revision }) => {
    if (value && value.on !== null && !shelfObject.read(db, value.on)) throw new Failure('REFUSED', { what: '', why: `What ${value.name} stood on is gone.`, todo: 'Restore it first.' });
    db.prepare('DELETE FROM components WHERE name = ?').run(id);
    if (value) db.prepare('INSERT INTO components (name, settings, changed_revision) VALUES (?, ?, ?)').run(id, JSON.stringify(value), revision);
    return () => void followed.push(id);
  },
  compare: (_db, from, to) => differences(from && fieldsOf(from), to && fieldsOf(to)),
  referring: (db, to) => db.prepare<{ id: string; name: string }>("SELECT name AS id, json_extract(settings, '$.name') AS name FROM components WHERE json_extract(settings, '$.on') = ?").all(to.id),
};

const call = (actor = 'CORP\\a') => ({ site: 'CEN', actor, expectedRevision: journal.revision() });
const read = (id: string) => shelfObject.read(site.database, id);

/** One command that puts shelves; answers with its revision. */
const put = (shelves: Record<string, Shelf | undefined>, actor = 'CORP\\a') =>
  journal.command(call(actor), { name: 'shelves.put', input: {}, areas: ['site'] }, (db, revision) => {
    const done = Object.entries(shelves).map(([id, after]) => {
      const before = shelfObject.read(db, id);
      shelfObject.restore(db, id, after, { revision, at: 0, by: actor });
      return { kind: 'shelf', id, name: (after ?? before)!.name, before, after };
    });
    return { value: undefined, objects: done };
  }).revision;
const a: Shelf = { name: 'A', on: null };
const whyNot = (revision: number) => objects.undoPreview(revision).whyNot?.why;

beforeEach(() => {
  site = openSmallSite();
  journal = createJournal({ database: site.database, clock: site.clock, changes: site.changes });
  objects = createObjects({ database: site.database, journal, clock: site.clock });
  objects.register(shelfObject);
  followed = [];
});
afterEach(() => site.close());

describe('undo', () => {
  test('[INSIGHT-05] says first what would follow, changes nothing by that, then does exactly that as a command of its own', () => {
    put({ a });
    const renamed = put({ a: { ...a, name: 'B' } });
    put({ b: { name: 'On B', on: 'a' } });
    followed = [];
    const preview = objects.undoPreview(renamed);
    expect(preview.whyNot).toBeNull();
    expect(preview.changes).toEqual([{ kind: 'shelf', id: 'a', name: 'B', noun: 'Shelf', change: 'changed', differences: [{ field: 'Name', from: 'B', to: 'A' }], referredBy: [{ kind: 'shelf', id: 'b', noun: 'Shelf', name: 'On B' }] }]);
    expect(read('a')).toEqual({ name: 'B', on: null });
    expect(followed).toEqual([]);
    const done = objects.undo(call('CORP\\b'), renamed);
    expect(read('a')).toEqual(a);
    expect(followed).toEqual(['a']);
    expect(objects.entry(done.revision)).toMatchObject({ actor: 'CORP\\b', name: 'objects.undo', undoes: renamed, changes: [{ differences: [{ field: 'Name', from: 'B', to: 'A' }] }] });
    expect(objects.entry(renamed).undoneBy).toBe(done.revision);
  });

  test('[INSIGHT-05] of a thing that was made takes it away, of one that was deleted brings it back; an undo is undone like anything else', () => {
    const made = put({ a, b: { name: 'On A', on: 'a' } });
    const { revision: undo } = objects.undo(call(), made);
    expect([read('a'), read('b')]).toEqual([undefined, undefined]);
    const { revision: redo } = objects.undo(call(), undo);
    expect([read('a'), read('b')]).toEqual([a, { name: 'On A', on: 'a' }]);
    expect([made, undo, redo].map((revision) => objects.entry(revision).undoneBy)).toEqual([null, redo, null]);
    expect(objects.undoPreview(made).changes.map(({ id, change }) => [id, change])).toEqual([['a', 'deleted'], ['b', 'deleted']]);
    objects.undo(call(), made);
    expect(read('a')).toBeUndefined();
  });

  test('[INSIGHT-05] that would lose a later change of the same object is refused and names it; later changes that were undone are none', () => {
    const made = put({ a });
    const first = put({ a: { ...a, name: 'B' } });
    const second = put({ a: { ...a, name: 'C' } }, 'CORP\\b');
    expect(whyNot(first)).toBe(`“B” was changed again after it: revision ${second} by CORP\\b. That would be lost.`);
    expect(() => objects.undo(call(), first)).toThrow(expect.objectContaining({ code: 'REFUSED' }));
    expect(whyNot(made)).toContain(`revision ${second} by CORP\\b, revision ${first} by CORP\\a`);
    const { revision: undo } = objects.undo(call(), second);
    expect(whyNot(second)).toBe(`It is undone already, by revision ${undo}.`);
    objects.undo(call(), first);
    expect(read('a')).toEqual(a);
  });

  test('[INSIGHT-05] is refused when something else than a command changed the object, or when it cannot be as it was', () => {
    const made = put({ a, b: { name: 'On A', on: 'a' } });
    const gone = put({ b: undefined });
    site.database.transaction((db) => db.prepare("UPDATE components SET settings = '{}' WHERE name = 'a'").run());
    expect(whyNot(made)).toMatch(/changed again/);
    site.database.transaction((db) => db.prepare("DELETE FROM components WHERE name = 'a'").run());
    expect(whyNot(gone)).toBe('What On A stood on is gone.');
    objects.undoPreview(gone);
    expect(read('b')).toBeUndefined();
    put({ c: a });
    site.database.transaction((db) => db.prepare("UPDATE components SET settings = '{}' WHERE name = 'c'").run());
    expect(whyNot(journal.revision())).toMatch(/something else than a command/);
  });

  test('[INSIGHT-05] is refused of what came from outside and of what only started something; an unknown revision is not there', () => {
    journal.input({ name: 'clock.moved', actor: 'SYSTEM', input: {}, areas: [] }, () => 0);
    expect(whyNot(1)).toMatch(/came from outside/);
    journal.command(call(), { name: 'softwareUpdatePoint.runSynchronization', input: {}, areas: [] }, () => ({ value: 0 }));
    expect(whyNot(2)).toMatch(/started something/);
    expect(() => objects.undoPreview(9)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  test('[INSIGHT-05] the last change of an administrator is the newest of theirs that is not undone', () => {
    const first = put({ a });
    const theirs = put({ b: a }, 'CORP\\b');
    expect([objects.lastChange('CORP\\a')?.revision, objects.lastChange('CORP\\b')?.revision, objects.lastChange('CORP\\c')]).toEqual([first, theirs, null]);
    const { revision: undo } = objects.undo(call(), first);
    expect(objects.lastChange('CORP\\a')).toBeNull();
    objects.undo(call(), undo);
    expect(objects.lastChange('CORP\\a')?.revision).toBe(first);
  });

  test('[INSIGHT-05] whatever is changed and undone, taking everything back newest first ends where it began', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('x', 'y', 'z'), fc.option(fc.string({ maxLength: 3 }), { nil: undefined })), { minLength: 1, maxLength: 12 }), (steps) => {
        const start = ['x', 'y', 'z'].map(read);
        const from = journal.revision();
        for (const [id, name] of steps) if (name !== undefined || read(id)) put({ [id]: name === undefined ? undefined : { name, on: null } });
        for (let last = objects.lastChange('CORP\\a'); last && last.revision > from; last = objects.lastChange('CORP\\a')) objects.undo(call(), last.revision);
        expect(['x', 'y', 'z'].map(read)).toEqual(start);
      }),
      { numRuns: 25 },
    );
  });
});

describe('history', () => {
  test('[INSIGHT-05] lists commands newest first, inputs when they are asked for, by a text in who, what or the name of an object', () => {
    const reads = createHistoryReads(site.database);
    const asked = { find: '', inputs: false, of: null, offset: 0, limit: 50 };
    put({ a });
    journal.input({ name: 'clock.moved', actor: 'SYSTEM', input: {}, areas: [] }, () => 0);
    put({ b: { name: 'Needle', on: null } }, 'CORP\\b');
    expect(reads.list(asked).rows.map((row) => row.revision)).toEqual([3, 1]);
    expect(reads.list({ ...asked, inputs: true })).toMatchObject({ total: 3, rows: [{ revision: 3 }, { revision: 2, kind: 'input' }, { revision: 1 }] });
    expect(reads.list({ ...asked, inputs: true, offset: 1, limit: 1 }).rows.map((row) => row.revision)).toEqual([2]);
    for (const find of ['needle', 'CORP\\B']) expect(reads.list({ ...asked, find })).toMatchObject({ total: 1, rows: [{ revision: 3, objects: [{ kind: 'shelf', id: 'b', name: 'Needle', change: 'made' }] }] });
    expect(reads.list({ ...asked, of: { kind: 'shelf', id: 'a' } }).rows.map((row) => row.revision)).toEqual([1]);
  });

  test('[INSIGHT-05] differences are told in words, of sets what went and what came', () => {
    expect(fieldsOf({ general: { sslPort: 8531, ssl: true }, languages: ['en', 'de'] })).toEqual({ 'General: ssl port': '8531', 'General: ssl': 'Yes', Languages: 'en, de' });
    expect(differences({ Name: 'A', Comment: '' }, { Name: 'B', Comment: '' })).toEqual([{ field: 'Name', from: 'A', to: 'B' }]);
    expect(differences(undefined, { Name: 'B', Comment: '' })).toEqual([{ field: 'Name', from: null, to: 'B' }]);
    expect(setDifferences('Products', [1, 2, 3], [2, 4], String)).toEqual([{ field: 'Products taken out', from: '1, 3', to: null }, { field: 'Products put in', from: null, to: '4' }]);
    expect(setDifferences('Products', [], Array.from({ length: 25 }, (_, i) => i), String)[0]!.to).toMatch(/^0, .*, 19 and 5 more$/);
  });
});
