import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSmallSite, type SmallSite } from '../../../test/support/small-site.ts';
import { beginImport, type ConfigurationItem } from '../update-repository/index.ts';
import { createNumbers, type Numbers } from './numbers.ts';

let site: SmallSite;
let numbers: Numbers;
beforeEach(() => {
  site = openSmallSite();
  numbers = createNumbers(site.database);
});
afterEach(() => site.close());

const item = (updateId: string, revisionNumber = 100): ConfigurationItem => ({
  updateId, revisionNumber, bulletinId: '', articleId: updateId, title: updateId, severity: 0, dateReleased: 0, dateRevised: 0, expired: false, deployable: true, classification: '', product: '', language: '',
  sdmPackage: {} as ConfigurationItem['sdmPackage'], contents: [], folders: [], supersedes: [], bundles: [],
});
/** A synchronization that brings these: a catalog version and a content version more. */
function bring(...items: ConfigurationItem[]) {
  const staged = beginImport(site.database);
  staged.add(items);
  site.database.transaction((db) => {
    staged.commit(db, []);
    db.prepare('UPDATE site SET content_version = content_version + 1').run();
    db.prepare('INSERT INTO content_versions SELECT content_version, catalog_version, 0 FROM site').run();
  });
}
const learn = (...updates: [id: number, updateId: string, revision: number, since: number][]) =>
  site.database.transaction((db) => numbers.learn(db, 'PR1', updates.map(([id, updateId, revision, since]) => ({ id, updateId, revision, since }))));
const ownOf = (their: number, from = 'PR1') => site.database.transaction((db) => numbers.update(db, from, their));
const ciOf = (updateId: string) => site.database.prepare<number>('SELECT ci_id FROM software_updates WHERE update_id = ?').pluck().get(updateId);

describe('a parent’s numbers for what a child site numbers', () => {
  test('[SCAN-05] an update has the number it has here, whatever its number below', () => {
    bring(item('a'), item('b'));
    learn([9, 'a', 100, 1], [3, 'b', 100, 1]);
    expect([ownOf(9), ownOf(3)]).toEqual([ciOf('a'), ciOf('b')]);
  });

  test('[SCAN-05] one that is not known here keeps the number it got when it comes', () => {
    bring(item('a'));
    learn([7, 'later', 100, 1]);
    const own = ownOf(7);
    expect(own).not.toBe(ciOf('a'));
    bring(item('b'), item('later'));
    expect(ciOf('later')).toBe(own);
    expect(new Set([ciOf('a'), ciOf('b'), own]).size).toBe(3);
    // Never told of by name: a number nobody else has.
    expect([ownOf(50), ownOf(50)]).toEqual([ownOf(50), ownOf(50)]);
    expect([ciOf('a'), ciOf('b'), own]).not.toContain(ownOf(50));
  });

  test('[SCAN-06] a scan counts up to the first update that its catalog did not have, in that revision or a newer one', () => {
    bring(item('a'));
    bring(item('b'));
    bring(item('c'));
    expect(numbers.contentVersion('PR1', 1)).toBe(0);
    learn([1, 'a', 100, 1], [2, 'b', 100, 2], [3, 'c', 101, 2]);
    expect([0, 1, 2, 3].map((their) => numbers.contentVersion('PR1', their))).toEqual([0, 1, 3, 3]);
    expect(numbers.contentVersion('PR2', 2)).toBe(0);
    // Revised here: what was scanned there before does not answer for it.
    bring(item('b', 101));
    expect(numbers.contentVersion('PR1', 2)).toBe(3);
    learn([2, 'b', 101, 3]);
    expect([2, 3].map((their) => numbers.contentVersion('PR1', their))).toEqual([3, 4]);
    // Removed there.
    learn([1, 'a', -1, 0]);
    expect(numbers.contentVersion('PR1', 3)).toBe(0);
  });
});
