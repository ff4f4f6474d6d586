import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { updateListDraft, type UpdateListDraft, type View } from '../src/contract/index.ts';
import { build } from '../src/engine/site-database/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { HOUR, setFleet } from './support/fleet.ts';
import { openHierarchy, type LabHierarchy } from './support/hierarchy.ts';
import { ACTOR, openLab, type Lab } from './support/lab.ts';

const xp = (kb: string, more = {}) => update({ kb, windows: '5.1', product: ids.windowsXp, classification: ids.security, ...more });
const draft = (name: string, description = ''): UpdateListDraft => ({ name, description });
const view = (list: number | null, find: View['find'] = null): View => ({ node: { classification: null, vendor: null, product: null }, list, sort: { column: 'articleId', descending: false }, find });
type AnySite = Lab['site'];
const rowsOn = async (site: AnySite, list: number | null, find: View['find'] = null) => (await site.read('rows', { view: view(list, find), offset: 0, limit: 500 })).value.rows;
const articles = async (site: AnySite, list: number) => (await rowsOn(site, list)).map((row) => row.articleId);
const lists = async (site: AnySite) => (await site.read('updateLists', {})).value;
const idsOf = async (site: AnySite, ...kbs: string[]) => (await rowsOn(site, null)).filter((row) => kbs.includes(row.articleId)).map((row) => row.id);

describe('update lists', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await openLab();
    publish(lab.upstream, ['100001', '100002', '100003', '100004'].map((kb) => xp(kb)));
    await lab.synchronize();
  });
  afterEach(() => lab.close());

  test('[REPO-06] one is made from selected updates, filled, shown as the repository shows updates, and there again after a restart', async () => {
    const made = lab.site.updateLists.create(lab.command(), draft('January', 'Desktops'), await idsOf(lab.site, '100001', '100003'));
    expect(made.value).toMatchObject({ name: 'January', added: 2, already: 0, gone: 0 });
    expect(made.value.results.map((one) => [one.articleId, one.result])).toEqual([['100001', 'added'], ['100003', 'added']]);
    const more = lab.site.updateLists.add(lab.command(), made.value.id, [...(await idsOf(lab.site, '100003', '100004')), 987_654]);
    expect(more.value).toMatchObject({ added: 1, already: 1, gone: 1 });
    expect(more.value.results.map((one) => [one.articleId, one.result])).toEqual([['', 'gone'], ['100003', 'already'], ['100004', 'added']]);
    expect(await articles(lab.site, made.value.id)).toEqual(['100001', '100003', '100004']);
    expect((await rowsOn(lab.site, made.value.id, { text: '100004', column: null })).length).toBe(1);
    lab.site.updateLists.remove(lab.command(), made.value.id, await idsOf(lab.site, '100001'));
    lab = await lab.reopen();
    expect(await articles(lab.site, made.value.id)).toEqual(['100003', '100004']);
    expect(await lists(lab.site)).toMatchObject([{ name: 'January', description: 'Desktops', updates: 2, expired: 0, missing: 0, sourceSite: 'CEN', locked: false, createdBy: ACTOR, modifiedBy: ACTOR, uniqueId: expect.stringMatching(/^AuthList_[0-9A-F-]{36}$/) as string }]);
  });

  test('[REPO-06] an update that expires stays and is counted, one that vanishes while a wizard is open is told of', async () => {
    const chosen = await idsOf(lab.site, '100001', '100002');
    const { value } = lab.site.updateLists.create(lab.command(), draft('January'), chosen);
    publish(lab.upstream, [xp('100002', { revision: 201, expired: true })]);
    const { settings } = lab.site.softwareUpdatePoint.settings();
    lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, syncSchedule: { ...settings.syncSchedule, enabled: true, kind: 'simple', simple: { every: 1, unit: 'days' } } });
    await lab.clock.advanceTo(lab.clock.now() + 25 * HOUR);
    expect(await lists(lab.site)).toMatchObject([{ updates: 2, expired: 1, missing: 0 }]);
    await lab.clock.advanceTo(lab.clock.now() + 9 * 24 * HOUR);
    expect(await lists(lab.site)).toMatchObject([{ updates: 2, expired: 0, missing: 1 }]);
    expect(await articles(lab.site, value.id)).toEqual(['100001']);
    expect(lab.site.updateLists.create(lab.command(), draft('February'), chosen).value).toMatchObject({ added: 1, gone: 1, results: [{ articleId: '100002', icon: 'expired', result: 'gone' }, { articleId: '100001', result: 'added' }] });
  });

  test('[REPO-06] names follow the rules of the console, are there once, and a list that changed is not overwritten', async () => {
    for (const name of ['', '  ', 'a/b', 'a|b', 'a\\b', 'a:b', 'a*b', 'a?b', 'a"b', 'a<b', 'a>b', 'a\nb', 'x'.repeat(127)]) expect(updateListDraft.safeParse(draft(name)).success, name).toBe(false);
    for (const name of ['x'.repeat(126), ' Januar – Größe (1) ']) expect(updateListDraft.safeParse(draft(name)).success, name).toBe(true);
    const chosen = await idsOf(lab.site, '100001');
    const { value } = lab.site.updateLists.create(lab.command(), draft('January'), chosen);
    expect(() => lab.site.updateLists.create(lab.command(), draft('JANUARY'), chosen)).toThrow(expect.objectContaining({ code: 'INVALID_SETTINGS' }));
    const opened = lab.command();
    lab.site.updateLists.change(lab.command(), value.id, draft('January 2013'));
    for (const second of [() => lab.site.updateLists.change(opened, value.id, draft('Mine')), () => lab.site.updateLists.delete(opened, value.id)]) expect(second).toThrow(expect.objectContaining({ code: 'REVISION_CONFLICT' }));
    expect(await lists(lab.site)).toMatchObject([{ name: 'January 2013' }]);
    // Adding overwrites nothing.
    expect(lab.site.updateLists.add(opened, value.id, await idsOf(lab.site, '100002')).value.added).toBe(1);
    lab.site.updateLists.delete(lab.command(), value.id);
    expect(() => lab.site.updateLists.add(lab.command(), value.id, chosen)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  test('[INSIGHT-05] every change of a list can be undone: made, filled, emptied, renamed, deleted', async () => {
    const all = await idsOf(lab.site, '100001', '100002', '100003');
    const steps = [
      () => lab.site.updateLists.create(lab.command(), draft('January'), all.slice(0, 2)).revision,
      () => lab.site.updateLists.add(lab.command(), 1, all.slice(2)).revision,
      () => lab.site.updateLists.remove(lab.command(), 1, all.slice(0, 1)).revision,
      () => lab.site.updateLists.change(lab.command(), 1, draft('February', 'Servers')).revision,
      () => lab.site.updateLists.delete(lab.command(), 1).revision,
    ];
    const state = async () => JSON.stringify([(await lists(lab.site)).map(({ modifiedAt: _at, ...list }) => list), await articles(lab.site, 1)]);
    const states = [await state()];
    const revisions: number[] = [];
    for (const step of steps) {
      revisions.push(step());
      states.push(await state());
    }
    for (const [i, revision] of revisions.entries().toArray().toReversed()) {
      expect(lab.site.objects.undoPreview(revision).whyNot).toBeNull();
      expect(await state()).toBe(states[i + 1]);
      lab.site.objects.undo(lab.command(), revision);
      expect(await state()).toBe(states[i]);
    }
    expect(lab.site.objects.entry(revisions[2]!).changes).toMatchObject([{ noun: 'Update list', name: 'January', differences: [{ field: 'Updates', from: '3', to: '2' }, { field: 'Updates taken out', from: 'KB100001', to: null }] }]);
  });

  test('[REPO-06] a list of ten thousand updates is made in a moment and its journal stays small', async () => {
    const many = 10_000;
    lab.database.transaction((db) => {
      const item = db.prepare("INSERT INTO configuration_items (item_id, ci_id, update_id, revision_number, sdm_package, since_version, expired) VALUES (?, ?, ?, 100, '{}', 1, 0)");
      const row = db.prepare(`INSERT INTO software_updates (item_id, ci_id, update_id, revision_number, bulletin_id, article_id, title, severity, date_released, date_revised, expired, superseded, classification, product, language, icon, find_text, since_version, until_version)
        VALUES (?, ?, ?, 100, '', ?, 'An update', 0, 0, 0, 0, 0, '', '', '', 0, '', 1, 9007199254740991)`);
      for (let i = 0; i < many; i++) {
        const id = `00000000-0000-0000-0000-${String(i).padStart(12, '0')}`;
        item.run(50_000 + i, 50_000 + i * 3, id);
        row.run(50_000 + i, 50_000 + i * 3, id, `9${i}`);
      }
    });
    const chosen = Array.from({ length: many }, (_, i) => 50_000 + i * 3);
    const made = lab.site.updateLists.create(lab.command(), draft('Everything'), chosen);
    expect(made.value).toMatchObject({ added: many, results: { length: 500 } });
    expect(await lists(lab.site)).toMatchObject([{ updates: many, missing: 0 }]);
    expect((await lab.site.read('rows', { view: view(made.value.id), offset: 9990, limit: 500 })).value).toMatchObject({ total: many, rows: { length: 10 } });
    const removed = lab.site.updateLists.remove(lab.command(), made.value.id, chosen.slice(0, 5000));
    const { before } = lab.database.first(build.selectFrom('journal_objects').selectAll().where('revision', '=', removed.revision))!;
    expect(before!.length).toBeLessThan(25_000);
    lab.site.objects.undo(lab.command(), removed.revision);
    expect(await lists(lab.site)).toMatchObject([{ updates: many }]);
  });

  test('[REPO-06] computers are compliant with a list when nothing of it is required on them', async () => {
    const { value } = lab.site.updateLists.create(lab.command(), draft('January'), await idsOf(lab.site, '100001', '100002'));
    await setFleet(lab, 120);
    const compliance = async () => (await lab.site.read('listCompliance', { id: value.id, collection: null })).value;
    expect(await compliance()).toMatchObject({ total: 120, unknown: 120 });
    await lab.clock.advanceTo(lab.clock.now() + 6 * HOUR);
    const expected = { compliant: 0, notCompliant: 0, unknown: 0 };
    const clients = (await lab.site.read('clients', { find: '', sort: { column: 'name', descending: false }, collection: null, offset: 0, limit: 500 })).value.rows;
    for (const { id } of clients) {
      const on = async (state: 'required' | 'unknown') => (await lab.site.read('clientUpdates', { id, state, find: '', offset: 0, limit: 500 })).value.rows.filter((row) => ['100001', '100002'].includes(row.articleId)).length;
      expected[(await on('required')) > 0 ? 'notCompliant' : (await on('unknown')) > 0 ? 'unknown' : 'compliant']++;
    }
    expect(await compliance()).toMatchObject({ total: 120, ...expected });
    expect(expected.notCompliant * expected.compliant).toBeGreaterThan(0);
  });
});

describe('update lists in a hierarchy', () => {
  let lab: LabHierarchy;
  beforeEach(async () => {
    lab = openHierarchy();
    publish(lab.upstream, [xp('100001'), xp('100002')]);
    lab.add('CEN', { code: 'PR1', kind: 'primary' });
    lab.add('PR1', { code: 'PR2', kind: 'primary' });
    lab.add('PR1', { code: 'SEC', kind: 'secondary' });
    await lab.quiet();
  });
  afterEach(async () => {
    await lab.close();
    rmSync(lab.folder, { recursive: true, force: true });
  });
  const cen = () => lab.site('CEN');

  test('[REPO-06] those of a parent travel down, are read-only there, follow every change and go when they are deleted', async () => {
    await lab.synchronize();
    const made = cen().updateLists.create(lab.command('CEN'), draft('January'), await idsOf(cen(), '100001', '100002'));
    await lab.quiet();
    const [own] = await lists(cen());
    for (const code of ['PR1', 'PR2']) {
      const [there] = await lists(lab.site(code));
      expect(there).toEqual({ ...own, id: there!.id, locked: true });
      expect(await articles(lab.site(code), there!.id)).toEqual(['100001', '100002']);
      for (const refused of [
        () => lab.site(code).updateLists.change(lab.command(code), there!.id, draft('Mine')), () => lab.site(code).updateLists.delete(lab.command(code), there!.id),
        () => lab.site(code).updateLists.remove(lab.command(code), there!.id, [1]), () => lab.site(code).updateLists.add(lab.command(code), there!.id, [1]),
      ]) expect(refused).toThrow(expect.objectContaining({ code: 'REFUSED', explained: expect.objectContaining({ why: '“January” came from site CEN: it is read-only here.' }) as object }));
    }
    expect(() => lab.site('SEC').updateLists.create(lab.command('SEC'), draft('Mine'), [1])).toThrow(expect.objectContaining({ code: 'REFUSED' }));
    expect(cen().updateLists.deletion(made.value.id)).toMatchObject({ updates: 2, childSites: ['PR1', 'PR2'] });

    const [first] = await idsOf(cen(), '100001');
    cen().updateLists.remove(lab.command('CEN'), made.value.id, [first!]);
    const { revision } = cen().updateLists.change(lab.command('CEN'), made.value.id, draft('February', 'Servers'));
    await lab.quiet();
    expect(await lists(lab.site('PR2'))).toMatchObject([{ name: 'February', description: 'Servers', updates: 1 }]);
    cen().objects.undo(lab.command('CEN'), revision);
    await lab.quiet();
    expect(await lists(lab.site('PR2'))).toMatchObject([{ name: 'January', description: '' }]);
    const deleted = cen().updateLists.delete(lab.command('CEN'), made.value.id);
    await lab.quiet();
    expect(await lists(lab.site('PR2'))).toEqual([]);
    cen().objects.undo(lab.command('CEN'), deleted.revision);
    await lab.quiet();
    expect(await lists(lab.site('PR2'))).toMatchObject([{ name: 'January', updates: 1, locked: true }]);
  });

  test('[REPO-06] a list that is there before its updates shows them when they come, also at a site that joins later', async () => {
    for (const code of ['PR1']) lab.site('CEN').hierarchy.holdLink(lab.command('CEN'), code, true);
    await lab.synchronize();
    const { value } = cen().updateLists.create(lab.command('CEN'), draft('January'), await idsOf(cen(), '100001', '100002'));
    lab.add('CEN', { code: 'PR3', kind: 'primary' });
    await lab.quiet();
    expect(await lists(lab.site('PR1'))).toEqual([]);
    expect(value.added).toBe(2);
    const [late] = await lists(lab.site('PR3'));
    expect(late).toMatchObject({ name: 'January', updates: 2, locked: true });
    await lab.synchronize();
    expect(await articles(lab.site('PR3'), late!.id)).toEqual(['100001', '100002']);
    // Holding the link is undone like anything else.
    const held = (await cen().read('history', { find: 'link with PR1', inputs: false, of: null, offset: 0, limit: 9 })).value.rows[0]!;
    expect(cen().objects.undoPreview(held.revision).changes).toMatchObject([{ noun: 'Link', differences: [{ field: 'Held', from: 'Yes', to: 'No' }] }]);
    cen().objects.undo(lab.command('CEN'), held.revision);
    await lab.quiet();
    expect(await lists(lab.site('PR2'))).toMatchObject([{ name: 'January', updates: 2, missing: 0 }]);
  });
});
