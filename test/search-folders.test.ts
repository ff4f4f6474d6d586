import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { searchFolderDraft, objectName, type SearchCriterion, type SearchFolderDraft } from '../src/contract/index.ts';
import type { Site } from '../src/engine/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { openHierarchy, type LabHierarchy } from './support/hierarchy.ts';
import { openLab, type Lab } from './support/lab.ts';

const DAY = 86_400_000;
const item = (property: string, type: string | null, ...values: string[]): SearchCriterion => ({ property, type, uiProperty: null, values });
const lastMonth = item('DatePosted', 'SearchFolderDateDescriptionItem', '0:1:0:0');
const draft = (name: string, more: Partial<SearchFolderDraft> = {}): SearchFolderDraft => ({ name, criteria: [lastMonth], lookIn: null, ...more });
const failing = (code: string, why: RegExp) => expect.objectContaining({ code, explained: expect.objectContaining({ why: expect.stringMatching(why) }) });
const placed = (site: Site) => {
  const all = site.searchFolders.list();
  const path = (id: number | null): string => (id === null ? '' : `${path(all.find((one) => one.id === id)!.parent)}/${all.find((one) => one.id === id)!.name}`);
  return all.map((one) => path(one.id));
};

describe('folders of one site', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await openLab();
  });
  afterEach(() => lab.close());
  const make = (name: string, parent: number | null = null) => lab.site.searchFolders.create(lab.command(), parent, draft(name)).value.id;
  const folder = (name: string, parent: number | null = null) => lab.site.searchFolders.createFolder(lab.command(), parent, name).value.id;

  test('[REPO-04] a search folder has what matches at the moment it is opened', async () => {
    const now = lab.clock.now();
    const xp = (kb: string, more = {}) => update({ kb, product: ids.windowsXp, classification: ids.security, releasedAt: now - 10 * DAY, ...more });
    publish(lab.upstream, [xp('100001', { severity: 'Critical' }), xp('100002', { severity: 'Low' }), xp('100003', { releasedAt: now - 25 * DAY, severity: 'Critical' }), xp('100004', { product: ids.office2007, severity: 'Important' })]);
    await lab.synchronize();
    const criteria = [lastMonth, item('SeverityName', null, 'Critical', 'Important'), item('IsSuperseded', null, 'false'), item('_Product', 'SearchFolderRawDescriptionItem', `'Product:${ids.windows}'`, `'Product:${ids.office2007}'`)];
    lab.site.searchFolders.create(lab.command(), null, draft('October', { criteria }));
    const opened = async () => {
      const [kept] = lab.site.searchFolders.list();
      const view = { node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId' as const, descending: false }, find: null, criteria: kept!.criteria };
      return (await lab.site.read('rows', { view, offset: 0, limit: 10 })).value.rows.map((row) => row.articleId);
    };
    expect(await opened()).toEqual(['100001', '100003', '100004']);
    await lab.clock.advanceTo(now + 10 * DAY);
    expect(await opened()).toEqual(['100001', '100004']);
    publish(lab.upstream, [xp('100005', { supersedes: ['100001'], severity: 'Low' })], lab.clock.now());
    await lab.synchronize();
    expect(await opened()).toEqual(['100004']);
  });

  test('[REPO-04] an update says per criterion why it is in or out', async () => {
    publish(lab.upstream, [update({ kb: '100001', product: ids.windowsXp, classification: ids.security, severity: 'Low' })]);
    await lab.synchronize();
    const criteria = [item('SeverityName', null, 'Critical'), item('ArticleID', null, '1000'), item('NumMissing', 'SearchFolderRawDescriptionItem', '>=1'), item('MaxExecutionTime', null, '20')];
    const { value } = await lab.site.explainSearch({ update: 1, criteria, lookIn: null });
    expect(value).toEqual({ matches: false, inFolder: true, criteria: [{ matched: false, value: 'Low' }, { matched: true, value: '100001' }, { matched: false, value: 'not counted yet' }, { matched: null, value: '' }] });
    const elsewhere = { classification: ids.critical, vendor: null, product: null };
    expect((await lab.site.explainSearch({ update: 1, criteria: [], lookIn: elsewhere })).value).toEqual({ matches: false, inFolder: false, criteria: [] });
    await expect(lab.site.explainSearch({ update: 99, criteria, lookIn: null })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('[REPO-04] names are 1 to 126 characters without those a folder cannot have, and told apart within a folder', () => {
    for (const name of ['', '   ', 'a'.repeat(127), ...[...'/|\\:*?"<>'].map((one) => `a${one}b`), 'two\nlines']) expect(objectName.safeParse(name).success, name).toBe(false);
    for (const name of ['a', 'a'.repeat(126), 'Säge & Co. (2013)', '漢字']) expect(objectName.safeParse(name).success, name).toBe(true);
    const inside = folder('Monthly');
    make('Required');
    expect(() => make('required')).toThrow(failing('INVALID_SETTINGS', /has this name/));
    make('Required', inside);
    const other = make('Other', inside);
    expect(() => lab.site.searchFolders.rename(lab.command(), other, 'REQUIRED')).toThrow(failing('INVALID_SETTINGS', /has this name/));
    expect(() => lab.site.searchFolders.move(lab.command(), lab.site.searchFolders.list().find((one) => one.name === 'Required' && one.parent === inside)!.id, null)).toThrow(failing('INVALID_SETTINGS', /has this name/));
    expect(lab.site.searchFolders.rename(lab.command(), other, 'Last month').value.name).toBe('Last month');
    expect(searchFolderDraft.safeParse(draft('Big', { criteria: [item('_Product', null, ...Array.from({ length: 900 }, () => 'x'.repeat(200)))] })).success).toBe(false);
  });

  test('[REPO-04] folders are arranged, never into themselves or a search folder, and there again after a restart', async () => {
    const [a, b] = [folder('A'), folder('B')];
    const inner = folder('Inner', a);
    const search = make('Search', inner);
    expect(() => lab.site.searchFolders.move(lab.command(), a, inner)).toThrow(failing('REFUSED', /in itself/));
    expect(() => lab.site.searchFolders.move(lab.command(), a, a)).toThrow(failing('REFUSED', /in itself/));
    expect(() => lab.site.searchFolders.move(lab.command(), b, search)).toThrow(failing('REFUSED', /holds nothing/));
    expect(() => lab.site.searchFolders.move(lab.command(), b, null)).toThrow(failing('REFUSED', /already/));
    expect(() => lab.site.searchFolders.createFolder(lab.command(), search, 'x')).toThrow(failing('REFUSED', /holds nothing/));
    expect(() => lab.site.searchFolders.exportXml(a)).toThrow(failing('REFUSED', /standard folder/));
    lab.site.searchFolders.move(lab.command(), inner, b);
    expect(placed(lab.site)).toEqual(['/A', '/B', '/B/Inner', '/B/Inner/Search']);
    const before = lab.site.searchFolders.list();
    lab = await lab.reopen();
    expect(lab.site.searchFolders.list()).toEqual(before);
  });

  test('[REPO-04] deleting names what is inside; an undo brings all of it back under its ids', () => {
    const top = folder('Top');
    const inner = folder('Inner', top);
    make('One', top);
    make('Two', inner);
    const before = lab.site.searchFolders.list();
    expect(lab.site.searchFolders.deletion(top)).toMatchObject({ gone: [{ name: 'Top' }, { name: 'Inner' }, { name: 'Two' }, { name: 'One' }], returned: [] });
    const { revision, value } = lab.site.searchFolders.delete(lab.command(), top);
    expect(value).toEqual({ deleted: 4 });
    expect(lab.site.searchFolders.list()).toEqual([]);
    const facts = ({ id, name, parent, kind }: (typeof before)[number]) => ({ id, name, parent, kind });
    lab.site.objects.undo(lab.command(), revision);
    expect(lab.site.searchFolders.list().map(facts)).toEqual(before.map(facts));
    const renamed = lab.site.searchFolders.rename(lab.command(), top, 'Other');
    expect(lab.site.objects.undoPreview(renamed.revision).changes).toMatchObject([{ noun: 'Search folder', name: 'Other', differences: [{ field: 'Name', from: 'Other', to: 'Top' }] }]);
    lab.site.objects.undo(lab.command(), renamed.revision);
    expect(placed(lab.site)).toContain('/Top');
  });

  test('[REPO-04] of two windows that edit one search folder the second is told, and nothing is overwritten', () => {
    const id = make('Both');
    const opened = lab.command();
    lab.site.searchFolders.change(lab.command(), id, draft('Both', { criteria: [item('IsExpired', null, 'false')] }));
    expect(() => lab.site.searchFolders.change(opened, id, draft('Mine'))).toThrow(failing('REVISION_CONFLICT', /Someone else/));
    expect(lab.site.searchFolders.list()).toMatchObject([{ name: 'Both', criteria: [{ property: 'IsExpired' }] }]);
    expect(() => lab.site.searchFolders.delete(opened, id)).toThrow(failing('REVISION_CONFLICT', /Someone else/));
    lab.site.searchFolders.delete(lab.command(), id);
    expect(() => lab.site.searchFolders.change(lab.command(), id, draft('Both'))).toThrow(failing('NOT_FOUND', /no such folder/));
  });
});

describe('folders of a hierarchy', () => {
  let lab: LabHierarchy;
  beforeEach(() => {
    lab = openHierarchy();
  });
  afterEach(async () => {
    await lab.close();
    rmSync(lab.folder, { recursive: true, force: true });
  });
  const folders = (code: string) => lab.site(code).searchFolders;

  test('[REPO-04] those of a parent come down locked, follow its changes and go with its deletions', async () => {
    const monthly = folders('CEN').createFolder(lab.command('CEN'), null, 'Monthly').value.id;
    const early = folders('CEN').create(lab.command('CEN'), monthly, draft('Early')).value.id;
    lab.add('CEN', { code: 'PR1', kind: 'primary' });
    lab.add('PR1', { code: 'PR2', kind: 'primary' });
    lab.add('PR1', { code: 'SEC', kind: 'secondary' });
    await lab.quiet();
    const own = folders('PR1').createFolder(lab.command('PR1'), null, 'Chicago').value.id;
    folders('PR1').create(lab.command('PR1'), own, draft('Only here'));
    await lab.quiet();
    expect(placed(lab.site('PR1'))).toEqual(['/Chicago', '/Monthly', '/Monthly/Early', '/Chicago/Only here']);
    expect(placed(lab.site('PR2'))).toEqual(placed(lab.site('PR1')));
    expect(placed(lab.site('CEN'))).toEqual(['/Monthly', '/Monthly/Early']);
    expect(folders('SEC').list()).toEqual([]);
    expect(() => folders('SEC').createFolder(lab.command('SEC'), null, 'x')).toThrow(failing('REFUSED', /secondary site/));

    const at = (code: string, name: string) => folders(code).list().find((one) => one.name === name)!;
    expect(at('PR1', 'Early')).toMatchObject({ locked: true, movable: true, sourceSite: 'CEN' });
    expect(at('PR2', 'Only here')).toMatchObject({ locked: true, movable: false, sourceSite: 'PR1' });
    for (const act of [
      () => folders('PR1').rename(lab.command('PR1'), at('PR1', 'Early').id, 'Mine'), () => folders('PR1').delete(lab.command('PR1'), at('PR1', 'Monthly').id),
      () => folders('PR1').change(lab.command('PR1'), at('PR1', 'Early').id, draft('Mine')), () => folders('PR1').create(lab.command('PR1'), at('PR1', 'Monthly').id, draft('Mine')),
      () => folders('PR2').move(lab.command('PR2'), at('PR2', 'Only here').id, null),
    ]) expect(act).toThrow(failing('REFUSED', /read-only here/));

    folders('CEN').change(lab.command('CEN'), early, draft('Late', { criteria: [item('IsExpired', null, 'true')] }));
    await lab.quiet();
    expect(at('PR2', 'Late')).toMatchObject({ criteria: [{ property: 'IsExpired' }], locked: true });
    folders('CEN').delete(lab.command('CEN'), monthly);
    await lab.quiet();
    expect(placed(lab.site('PR2'))).toEqual(['/Chicago', '/Chicago/Only here']);
  });

  test('[REPO-04] a folder of the central site is moved once at a child and stays there', async () => {
    const shared = folders('CEN').create(lab.command('CEN'), null, draft('Shared')).value.id;
    lab.add('CEN', { code: 'PR1', kind: 'primary' });
    await lab.quiet();
    const own = folders('PR1').createFolder(lab.command('PR1'), null, 'Own').value.id;
    const here = folders('PR1').list().find((one) => one.name === 'Shared')!.id;
    folders('PR1').move(lab.command('PR1'), here, own);
    expect(() => folders('PR1').move(lab.command('PR1'), here, null)).toThrow(failing('REFUSED', /can be done once/));
    folders('CEN').rename(lab.command('CEN'), shared, 'Shared by all');
    await lab.quiet();
    expect(placed(lab.site('PR1'))).toEqual(['/Own', '/Own/Shared by all']);
    expect(folders('PR1').deletion(own)).toMatchObject({ gone: [{ name: 'Own' }], returned: [{ name: 'Shared by all' }] });
    const { revision } = folders('PR1').delete(lab.command('PR1'), own);
    expect(placed(lab.site('PR1'))).toEqual(['/Shared by all']);
    lab.site('PR1').objects.undo(lab.command('PR1'), revision);
    expect(placed(lab.site('PR1'))).toEqual(['/Own', '/Own/Shared by all']);
  });

  test('[REPO-04] an undo at the parent is an undo below', async () => {
    lab.add('CEN', { code: 'PR1', kind: 'primary' });
    const { revision, value } = folders('CEN').create(lab.command('CEN'), null, draft('Shared'));
    await lab.quiet();
    expect(placed(lab.site('PR1'))).toEqual(['/Shared']);
    lab.site('CEN').objects.undo(lab.command('CEN'), revision);
    await lab.quiet();
    expect(placed(lab.site('PR1'))).toEqual([]);
    expect(() => folders('CEN').rename(lab.command('CEN'), value.id, 'x')).toThrow(failing('NOT_FOUND', /no such folder/));
  });
});
