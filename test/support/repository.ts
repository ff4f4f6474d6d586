import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { columnId, type ColumnId, type View } from '../../src/contract/index.ts';
import { build, openReader, openSiteDatabase } from '../../src/engine/site-database/index.ts';
import { beginImport, createRepositoryReads, type ConfigurationItem, type CountsOf, type KnownCategory, type RepositoryReads } from '../../src/engine/update-repository/index.ts';
import { nameId } from './catalog.ts';

/** What a synchronization brings: each is one import, seen at once. */
export type Batch = readonly ConfigurationItem[];

export const category = (kind: KnownCategory['kind'], title: string, parent: string | null = null): KnownCategory => ({ id: nameId(`${kind} ${title}`), kind, title, parentId: parent });

const vendors = ['Microsoft', 'contoso', 'Ångström'].map((title) => category('company', title));
export const classifications = ['Security Updates', 'critical updates', 'Service Packs'].map((title) => category('classification', title));
const families = [category('productFamily', 'Windows', vendors[0]!.id)];
export const products = [
  ...vendors.flatMap((vendor) => ['office', 'Übung'].map((title) => category('product', `${title} of ${vendor.title}`, vendor.id))),
  ...['Windows XP', 'Windows 7'].map((title) => category('product', title, families[0]!.id)), ...families,
];
export const knownCategories = [...vendors, ...classifications, ...products];
const vendorOf = ({ parentId }: KnownCategory): string => (vendors.some((vendor) => vendor.id === parentId) ? parentId! : families.find((family) => family.id === parentId)!.parentId!);
const titleOf = (id: string) => knownCategories.find((one) => one.id === id)!.title;

const words = fc.constantFrom('Windows', 'windows', 'XP', 'Update', 'für', 'FÜR', 'KB', 'a,b', 'say "hi"', 'tab\tin', 'line\nin', 'É', 'é', '100%', '_', '');
const text = fc.array(words, { maxLength: 4 }).map((parts) => parts.join(' '));
const day = fc.integer({ min: 0, max: 5 }).map((n) => Date.UTC(2012, 10, 28) + n * 86_400_000 * 7);
const folders = fc.uniqueArray(fc.constantFrom(...products), { maxLength: 3 });

const facts = fc.record({
  n: fc.integer({ min: 1, max: 25 }), title: text, bulletin: fc.constantFrom('', 'MS12-001', 'ms12-001', 'MS13-002'), article: fc.constantFrom('', '1', '12', '123456', 'A'),
  severity: fc.integer({ min: 0, max: 4 }), released: day, revised: day, expired: fc.boolean(), deployable: fc.integer({ min: 0, max: 9 }).map((k) => k > 0),
  classification: fc.constantFrom(...classifications), products: folders, language: fc.constantFrom('All languages', 'de', 'en, fr'), supersedes: fc.uniqueArray(fc.integer({ min: 1, max: 25 }), { maxLength: 2 }), description: text, licence: fc.boolean(),
});

function itemOf(f: typeof facts extends fc.Arbitrary<infer T> ? T : never, revision: number): ConfigurationItem {
  return {
    updateId: nameId(`made ${f.n}`), revisionNumber: revision, bulletinId: f.bulletin, articleId: f.article, title: f.title, severity: f.severity, dateReleased: f.released, dateRevised: f.revised,
    expired: f.expired, deployable: f.deployable, classification: f.classification.title, product: f.products.map((p) => p.title).join(', '), language: f.language,
    sdmPackage: { description: f.description, vendor: '', products: [], languages: [], cves: [], maximumRunTime: 20, restart: 'NeverReboots', articleUrl: null, moreInfoUrls: [], licenceTerms: f.licence },
    contents: [], folders: f.products.map((p) => ({ classificationId: f.classification.id, vendorId: vendorOf(p), productId: p.id })),
    supersedes: f.supersedes.filter((n) => n !== f.n).map((n) => nameId(`made ${n}`)), bundles: [],
  };
}

/** One to three synchronizations; an update that comes again is a new revision of itself. */
export const catalogs: fc.Arbitrary<Batch[]> = fc
  .array(fc.uniqueArray(facts, { selector: (f) => f.n, maxLength: 20 }), { minLength: 1, maxLength: 3 })
  .map((batches) => batches.map((batch, i) => batch.map((f) => itemOf(f, 100 + i))));

export const views: fc.Arbitrary<View> = fc.record({
  node: fc.oneof(
    fc.constant({ classification: null, vendor: null, product: null }),
    fc.constantFrom(...classifications).map((c) => ({ classification: c.id, vendor: null, product: null })),
    fc.record({ c: fc.constantFrom(...classifications), v: fc.constantFrom(...vendors) }).map(({ c, v }) => ({ classification: c.id, vendor: v.id, product: null })),
    fc.record({ c: fc.constantFrom(...classifications), p: fc.constantFrom(...products) }).map(({ c, p }) => ({ classification: c.id, vendor: vendorOf(p), product: p.id })),
  ),
  sort: fc.record({ column: fc.constantFrom(...columnId.options), descending: fc.boolean() }),
  find: fc.option(fc.record({ text: fc.constantFrom('', 'win', 'XP', 'ü', 'É', 'é', '12', '/2012', 'no', 'Yes', 'critical', 'normal', 'a,b', '%', '_', 'zzz', 'all l', '-'), column: fc.option(fc.constantFrom(...columnId.options), { nil: null }) }), { nil: null }),
});

export interface RepositoryStand {
  readonly reads: RepositoryReads;
  import(batch: Batch): void;
  close(): void;
}

let empty: Uint8Array | undefined;

/** The file of a new site; made once, since the migrations take longer than most of what is done with it. */
function newSiteFile(file: string): void {
  if (empty) return writeFileSync(file, empty);
  const database = openSiteDatabase(file);
  database.transaction((db) =>
    db.run(
      build.insertInto('site').values({
        id: 1, code: 'CEN', name: 'Central Site', server: 'CEN01', kind: 'central', parent: null, revision: 0, catalog_version: 0, content_version: 0,
        last_synchronized_at: null, next_retry_at: null, next_ci_id: 1, seed: 's', clock_kind: 'lab', clock_at: 0,
      }),
    ),
  );
  database.close();
  empty = readFileSync(file);
}

/** A site database in a temporary folder, its writer and a reader. */
export function openRepository(countsOf?: CountsOf, now?: () => number): RepositoryStand {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
  const file = join(folder, 'site.db');
  newSiteFile(file);
  const database = openSiteDatabase(file);
  const reader = openReader(file);
  return {
    reads: createRepositoryReads(reader, countsOf, now),
    import: (batch) => {
      const staged = beginImport(database);
      staged.add(batch);
      while (staged.markSuperseded());
      database.transaction((db) => staged.commit(db, knownCategories));
    },
    close: () => {
      reader.close();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a user sees of one update, kept the plain way. */
export interface Modelled {
  item: ConfigurationItem;
  id: number;
  superseded: boolean;
  /** Changes of the catalog that made the row as it is, and its place among those. */
  since: number;
  itemOrder: number;
}

/** The repository by brute force: a list of updates, filtered and sorted anew for each question. */
export function modelOf(batches: readonly Batch[]): Modelled[] {
  const current = new Map<string, Modelled>();
  const ids = new Map<string, number>();
  let order = 0;
  batches.forEach((batch, i) => {
    const before = new Map([...current].map(([id, row]) => [id, row.superseded]));
    for (const item of batch) {
      order++;
      if (!ids.has(item.updateId)) ids.set(item.updateId, ids.size + 1);
      if (item.deployable) current.set(item.updateId, { item, id: ids.get(item.updateId)!, superseded: false, since: i + 1, itemOrder: order });
      else current.delete(item.updateId);
    }
    const named = new Set([...current.values()].flatMap((row) => row.item.supersedes));
    for (const row of current.values()) {
      row.superseded = named.has(row.item.updateId);
      if (before.has(row.item.updateId) && before.get(row.item.updateId) !== row.superseded) row.since = i + 1;
    }
  });
  return [...current.values()];
}

const severities = ['None', 'Low', 'Moderate', 'Important', 'Critical'];
const date = (at: number) => `${new Date(at).getUTCMonth() + 1}/${new Date(at).getUTCDate()}/${new Date(at).getUTCFullYear()}`;
const iconOf = (row: Modelled) => (row.item.expired ? 'expired' : row.superseded ? 'superseded' : 'normal');

/** The text in a cell, said once more in plain words. */
export function shown(row: Modelled, column: ColumnId): string {
  const { item } = row;
  const texts: Partial<Record<ColumnId, string>> = {
    icon: { normal: 'Normal', superseded: 'Superseded', expired: 'Expired' }[iconOf(row)], bulletinId: item.bulletinId, articleId: item.articleId, title: item.title, severity: severities[item.severity]!,
    dateReleased: date(item.dateReleased), dateRevised: date(item.dateRevised), downloaded: 'No', deployed: 'No', expired: item.expired ? 'Yes' : 'No', superseded: row.superseded ? 'Yes' : 'No',
    classification: item.classification, product: item.product, language: item.language, customSeverity: 'None', napEvaluation: 'No', deployableToSms2003: 'No', updateId: item.updateId,
  };
  return texts[column] ?? '';
}

/** ASCII letters alike, everything else by its bytes. */
function compareText(a: string, b: string): number {
  const fold = (s: string) => Buffer.from(s.replace(/[A-Z]/g, (c) => c.toLowerCase()));
  return Buffer.compare(fold(a), fold(b));
}

function compare(a: Modelled, b: Modelled, column: ColumnId): number {
  const number: Partial<Record<ColumnId, (row: Modelled) => number>> = {
    icon: (row) => ['normal', 'superseded', 'expired'].indexOf(iconOf(row)), severity: (row) => row.item.severity, dateReleased: (row) => row.item.dateReleased, dateRevised: (row) => row.item.dateRevised,
    expired: (row) => Number(row.item.expired), superseded: (row) => Number(row.superseded),
  };
  const of = number[column];
  if (of) return of(a) - of(b);
  return ['bulletinId', 'articleId', 'title', 'classification', 'product', 'language', 'updateId'].includes(column) ? compareText(shown(a, column), shown(b, column)) : 0;
}

const inAll: ColumnId[] = ['bulletinId', 'articleId', 'title', 'severity', 'dateReleased', 'dateRevised', 'classification', 'product', 'language', 'updateId'];

export function modelView(rows: readonly Modelled[], { node, sort, find }: View): Modelled[] {
  const sought = find?.text.toLowerCase() ?? '';
  const constant = !['icon', 'expired', 'superseded', 'customSeverity', 'deployed', ...inAll].includes(sort.column);
  return rows
    .filter((row) => node.classification === null || row.item.folders.some((f) => f.classificationId === node.classification && (node.vendor === null || f.vendorId === node.vendor) && (node.product === null || f.productId === node.product)))
    .filter((row) => sought === '' || (find!.column === null ? inAll : [find!.column]).some((column) => shown(row, column).toLowerCase().includes(sought)))
    // Nothing is downloaded here, and rows that are alike in that stand by title.
    .sort((a, b) => sort.column === 'downloaded' ? compare(a, b, 'title') || a.since - b.since || a.itemOrder - b.itemOrder : (sort.descending ? -1 : 1) * (compare(a, b, sort.column) || (constant ? a.itemOrder - b.itemOrder : 0) || a.since - b.since || a.itemOrder - b.itemOrder));
}

/** Folders of a classification by recount: [vendor, updates, [[product, updates]]] in the order of their titles. */
export function modelFolders(rows: readonly Modelled[], classification: string): unknown[] {
  const mine = rows.map((row) => row.item.folders.filter((f) => f.classificationId === classification)).filter((f) => f.length > 0);
  const byTitle = (a: string, b: string) => (titleOf(a).toLowerCase() < titleOf(b).toLowerCase() ? -1 : 1);
  const having = (test: (f: { vendorId: string; productId: string }) => boolean) => mine.filter((all) => all.some(test)).length;
  const vendorIds = [...new Set(mine.flat().map((f) => f.vendorId))].sort(byTitle);
  return vendorIds.map((vendorId) => {
    const productIds = [...new Set(mine.flat().filter((f) => f.vendorId === vendorId).map((f) => f.productId))].sort(byTitle);
    return [titleOf(vendorId), having((f) => f.vendorId === vendorId), productIds.map((productId) => [titleOf(productId), having((f) => f.productId === productId)])];
  });
}
