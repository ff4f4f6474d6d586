import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSmallSite, START, type SmallSite } from '../../../test/support/small-site.ts';
import type { Change } from '../../contract/index.ts';
import { build } from '../site-database/index.ts';
import { createJournal, type Journal } from './index.ts';

let site: SmallSite;
let journal: Journal;
let told: Change[];
beforeEach(() => {
  site = openSmallSite();
  journal = createJournal({ database: site.database, clock: site.clock, changes: site.changes });
  told = [];
  site.changes.listen((change) => told.push(change));
});
afterEach(() => site.close());

const rows = () => site.database.all(build.selectFrom('journal').selectAll().orderBy('revision'));
const call = (expectedRevision = journal.revision()) => ({ site: 'CEN', actor: 'CORP\\a', expectedRevision });

test('[SYNC-01] a command and its journal row are one transaction; the answer carries the revision it made', async () => {
  await site.clock.advanceTo(START + 60_000);
  const answer = journal.command(call(), { name: 'area.verb', input: { a: 1 }, areas: ['site'] }, (db, revision) => {
    db.run(build.updateTable('site').set({ content_version: 5 }));
    return { value: revision, before: { v: 0 }, after: { v: 5 } };
  });
  expect(answer).toEqual({ revision: 1, value: 1 });
  expect(rows()).toEqual([{ revision: 1, at: START + 60_000, actor: 'CORP\\a', kind: 'command', name: 'area.verb', input: '{"a":1}', before: '{"v":0}', after: '{"v":5}' }]);
  expect(told).toEqual([{ revision: 1, at: START + 60_000, areas: ['site'] }]);
  expect(site.database.first(build.selectFrom('site').select(['revision', 'clock_at', 'content_version']))).toEqual({ revision: 1, clock_at: START + 60_000, content_version: 5 });
});

test('[SYNC-01] a command that fails leaves no row, no revision, no event and no change', () => {
  const failing = () =>
    journal.command(call(), { name: 'area.verb', input: {}, areas: ['site'] }, (db) => {
      db.run(build.updateTable('site').set({ content_version: 5 }));
      throw new Error('half-way');
    });
  expect(failing).toThrow('half-way');
  expect(rows()).toEqual([]);
  expect(told).toEqual([]);
  expect(site.database.first(build.selectFrom('site').select(['revision', 'content_version']))).toEqual({ revision: 0, content_version: 0 });
});

test('[SYNC-01] is refused when the object changed after the caller saw it, and only then', () => {
  const at = (changed: number, expected: number) => journal.command(call(expected), { name: 'area.verb', input: {}, areas: [], changedRevision: () => changed }, () => ({ value: 0 }));
  expect(at(3, 3).revision).toBe(1);
  expect(at(2, 3).revision).toBe(2);
  expect(() => at(4, 3)).toThrow(expect.objectContaining({ code: 'REVISION_CONFLICT', explained: expect.objectContaining({ actual: 4 }) }));
  expect(rows()).toHaveLength(2);
});

test('[SYNC-05] inputs are journaled beside commands, in one row of revisions', () => {
  journal.input({ name: 'clock.moved', actor: 'SYSTEM', input: { to: 5 }, areas: ['site'] }, () => 0);
  journal.command(call(), { name: 'area.verb', input: {}, areas: [] }, () => ({ value: 0 }));
  expect(rows().map((row) => [row.revision, row.kind, row.before, row.after])).toEqual([[1, 'input', null, null], [2, 'command', null, null]]);
  expect(journal.revision()).toBe(2);
});
