import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { columnId, type ColumnId, type View } from '../src/contract/index.ts';
import { category, ids, publish, update } from './support/catalog.ts';
import { openLab, type Lab } from './support/lab.ts';
import { randomized } from './support/random.ts';
import { catalogs, classifications, modelFolders, modelOf, modelView, openRepository, shown, views, type Batch, type Modelled, type RepositoryStand } from './support/repository.ts';

const everything: View['node'] = { classification: null, vendor: null, product: null };

function withRepository(batches: readonly Batch[], check: (at: RepositoryStand, rows: readonly Modelled[]) => void) {
  const at = openRepository();
  try {
    batches.forEach((batch) => at.import(batch));
    check(at, modelOf(batches));
  } finally {
    at.close();
  }
}

describe('the result pane against a plain list', () => {
  test('[REPO-03] every view has the rows, the order and the texts a plain list gives', async () => {
    const property = fc.property(catalogs, fc.array(views, { minLength: 1, maxLength: 8 }), (batches, asked) =>
      withRepository(batches, ({ reads }, model) => {
        for (const view of asked) {
          const expected = modelView(model, view);
          const { total, rows } = reads.rows(view, 0, 500);
          expect(total).toBe(expected.length);
          expect(rows.map((row) => row.id)).toEqual(expected.map((row) => row.id));
          rows.forEach((row, i) => expect(row).toMatchObject({ title: expected[i]!.item.title, superseded: expected[i]!.superseded, expired: expected[i]!.item.expired, dateRevised: expected[i]!.item.dateRevised }));
        }
      }),
    );
    await randomized('views of the repository', property);
  });

  test('[REPO-03] windows, stretches of ids and positions are slices of one order', async () => {
    const property = fc.property(catalogs, views, fc.nat(30), fc.nat(30), (batches, view, from, length) =>
      withRepository(batches, ({ reads }, model) => {
        const all = modelView(model, view).map((row) => row.id);
        expect(reads.rows(view, from, length).rows.map((row) => row.id)).toEqual(all.slice(from, from + length));
        expect(reads.ids(view, from, from + length)).toEqual(all.slice(from, from + length));
        for (const { id } of model) expect(reads.position(view, { id })).toBe(all.indexOf(id));
        expect(reads.position(view, { id: 9999 })).toBe(-1);
      }),
    );
    await randomized('windows of the repository', property);
  });

  test('[REPO-03] type-ahead goes to the next row that begins so, around the end', async () => {
    const property = fc.property(catalogs, views, fc.constantFrom('w', 'U', 'ms', 'M', '1', 'n', 'é', 'windows x', 'zz'), fc.constantFrom(...columnId.options), fc.integer({ min: -1, max: 25 }), (batches, view, startsWith, column, after) =>
      withRepository(batches, ({ reads }, model) => {
        const rows = modelView(model, view);
        const around = rows.map((_, i) => (after + 1 + i) % rows.length);
        const expected = around.find((at) => shown(rows[at]!, column).toLowerCase().startsWith(startsWith.toLowerCase())) ?? -1;
        expect(reads.position(view, { startsWith, column, after })).toBe(expected);
      }),
    );
    await randomized('type-ahead in the repository', property);
  });

  test('[REPO-03] Export List holds all rows of the view, quoted for its separator', async () => {
    const columns = fc.uniqueArray(fc.constantFrom(...columnId.options), { minLength: 1, maxLength: 6 });
    const property = fc.property(catalogs, views, columns, fc.constantFrom('tab' as const, 'comma' as const), (batches, view, chosen, separator) =>
      withRepository(batches, ({ reads }, model) => {
        const { text, next } = reads.exportPiece(view, chosen, separator, 0, null);
        expect(next).toBeNull();
        const cells = modelView(model, view).map((row) => chosen.map((column) => shown(row, column)));
        const [head, ...lines] = parse(text, separator);
        expect(head).toHaveLength(chosen.length);
        expect(lines).toEqual(separator === 'comma' ? cells : cells.map((line) => line.map((cell) => cell.replace(/[\t\r\n]+/g, ' '))));
      }),
    );
    await randomized('exported lists', property);
  });

  test('[REPO-01] folders hold what a recount finds, product under vendor under classification', async () => {
    const property = fc.property(catalogs, (batches) =>
      withRepository(batches, ({ reads }, model) => {
        const chosen = classifications.slice(0, 2);
        const tree = reads.tree(chosen.map((c) => c.id));
        expect(tree.updates).toBe(model.length);
        expect(tree.classifications.map((c) => c.title)).toEqual(['critical updates', 'Security Updates']);
        for (const folder of tree.classifications) {
          expect(folder.updates).toBe(model.filter((row) => row.item.folders.some((f) => f.classificationId === folder.id)).length);
          expect(folder.vendors.map((v) => [v.title, v.updates, v.products.map((p) => [p.title, p.updates])])).toEqual(modelFolders(model, folder.id));
        }
      }),
    );
    await randomized('folders of the repository', property);
  });
});

/** Reads back a list as a spreadsheet would. */
function parse(text: string, separator: 'tab' | 'comma'): string[][] {
  if (separator === 'tab') return text.split('\r\n').slice(0, -1).map((line) => line.split('\t'));
  const lines: string[][] = [];
  let cells: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    cells.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    lines.push(cells);
    cells = [];
  }
  return lines;
}

describe('the repository of a site', () => {
  let lab: Lab;
  afterEach(() => lab.close());
  const xp = (kb: string, more: Partial<Parameters<typeof update>[0]> = {}) => update({ kb, product: ids.windowsXp, classification: ids.security, ...more });

  test('[REPO-01] has folders for the chosen classifications and WSUS Infrastructure Updates, once they are synchronized', async () => {
    lab = await openLab();
    const tree = async () => (await lab.site.read('tree', {})).value;
    expect(await tree()).toEqual({ updates: 0, classifications: [] });
    publish(lab.upstream, [xp('1'), xp('2', { classification: ids.critical }), update({ kb: '3', product: ids.office2007, classification: ids.security }), xp('4', { classification: ids.definitions }), xp('5', { classification: ids.infrastructure })]);
    await lab.synchronize();
    const { updates, classifications: folders } = await tree();
    expect(updates).toBe(4);
    expect(folders.map((c) => [c.title, c.updates])).toEqual([['Critical Updates', 1], ['Security Updates', 2], ['Service Packs', 0], ['Update Rollups', 0], ['WSUS Infrastructure Updates', 1]]);
    expect(folders[1]!.vendors).toEqual([{ id: ids.microsoft, title: 'Microsoft', updates: 2, products: [{ id: ids.office2007, title: 'Office 2007', updates: 1 }, { id: ids.windowsXp, title: 'Windows XP', updates: 1 }] }]);
    const { settings } = lab.site.softwareUpdatePoint.settings();
    lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, classifications: [ids.critical, ids.definitions] });
    expect((await tree()).classifications.map((c) => c.title)).toEqual(['Critical Updates', 'Definition Updates', 'WSUS Infrastructure Updates']);
  });

  test('[REPO-03] a list exported while a synchronization ends is that of its beginning, whole', async () => {
    lab = await openLab();
    const kb = (i: number) => String(600_000 + i);
    publish(lab.upstream, Array.from({ length: 1200 }, (_, i) => xp(kb(i))));
    await lab.synchronize();
    const columns: ColumnId[] = ['articleId', 'superseded'];
    const pieces = lab.site.exportList({ view: { node: everything, sort: { column: 'articleId', descending: false }, find: null }, columns, separator: 'comma' });
    let text = (await pieces.next()).value as string;
    publish(lab.upstream, [xp('500000', { supersedes: Array.from({ length: 1200 }, (_, i) => kb(i)) })], lab.clock.now());
    await lab.clock.advanceTo(lab.clock.now() + 86_400_000);
    await lab.synchronize();
    for await (const piece of pieces) text += piece;
    expect(text.split('\r\n').slice(1, -1)).toEqual(Array.from({ length: 1200 }, (_, i) => `${kb(i)},No`));
    const { value } = await lab.site.read('rows', { view: { node: everything, sort: { column: 'superseded', descending: true }, find: { text: 'yes', column: 'superseded' } }, offset: 0, limit: 10 });
    expect(value.total).toBe(1200);
  });

  test('[REPO-03] a member of a bundle is a configuration item, not a row', async () => {
    lab = await openLab();
    const product = category('99999999-0000-4000-8000-000000000001', 'Windows 8', 'Product', ids.windows);
    publish(lab.upstream, [product, xp('1', { bundles: ['2'] }), xp('2', { deployable: false })]);
    await lab.synchronize();
    const { value } = await lab.site.read('rows', { view: { node: everything, sort: { column: 'articleId', descending: false }, find: null }, offset: 0, limit: 10 });
    expect(value.rows.map((row) => row.articleId)).toEqual(['1']);
    expect((await lab.site.updateDetails(value.rows[0]!.id)).value.bundled).toEqual([expect.objectContaining({ id: null })]);
    expect(lab.database.prepare('SELECT count(*) AS n FROM configuration_items').get()).toEqual({ n: 2 });
  });
});
