import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchProperties, type SearchCriterion, type SearchProperty, type View } from '../src/contract/index.ts';
import type { RepositoryReads, RowCounts } from '../src/engine/update-repository/index.ts';
import { randomized } from './support/random.ts';
import { catalogs, classifications, knownCategories, modelOf, modelView, openRepository, products, shown, views, type Modelled } from './support/repository.ts';

const DATE = 'SearchFolderDateDescriptionItem';
const RAW = 'SearchFolderRawDescriptionItem';
const item = (property: SearchProperty, type: string | null, ...values: string[]): SearchCriterion => ({ property, type, uiProperty: null, values });

const kinds = Object.keys(searchProperties) as SearchProperty[];
const of = (kind: string) => kinds.filter((property) => searchProperties[property] === kind);
const oneOf = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const made = (properties: SearchProperty[], type: string | null, values: fc.Arbitrary<string[]>) => fc.record({ property: fc.constantFrom(...properties), values }).map(({ property, values: v }) => item(property, type, ...v));
const vendorIds = knownCategories.filter((one) => one.kind === 'company').map((one) => `'Company:${one.id}'`);

const criterion: fc.Arbitrary<SearchCriterion> = fc.oneof(
  made(of('text'), null, oneOf('win', 'XP', 'für', 'FÜR', 'é', '1', 'ms12', '%', '_', 'zzz', '-', 'a', ' ')),
  made(of('yesNo'), null, oneOf('true', 'false', 'True')),
  made(of('date'), DATE, oneOf('0:0:1:0', '0:1:0:0', '1:0:0:0', '0:0:0:1', '0:0:40:12', '0:0:0:0', '0:14:0:0')),
  made(of('number'), RAW, oneOf('>=1', '=0', '<=2', '=3', '>=50', '<=33.3', '=100', '>=999999')),
  made(of('severity'), null, oneOf('Critical', 'None', 'Low', 'Important')),
  made(of('language'), null, oneOf('de', 'en', 'fr', 'all', 'ja')),
  made(['_UpdateClassification'], RAW, oneOf(...classifications.map((one) => `'UpdateClassification:${one.id}'`))),
  made(['_Product'], RAW, oneOf(...products.map((one) => `'Product:${one.id}'`), `Product:${products[0]!.id.toUpperCase()}`)),
  made(['_Company'], RAW, oneOf(...vendorIds)),
  // From elsewhere: kept, and without a say.
  fc.constantFrom(item('Severity' as SearchProperty, null, '10'), item('DatePosted', null, '0:1:0:0'), item('ArticleID', RAW, "LIKE '%9%'"), item('NumMissing', RAW, 'many'), item('_Product', RAW), item('IsExpired', null, 'perhaps')),
);

/** Counts of ten computers. */
const someCounts = fc.array(fc.record({ installed: fc.nat(4), required: fc.nat(3), unknown: fc.nat(3) }), { minLength: 30, maxLength: 30 }).map((rows): RowCounts => ({
  key: 1, total: 10, installed: Uint32Array.from(rows, (row) => row.installed), required: Uint32Array.from(rows, (row) => row.required), unknown: Uint32Array.from(rows, (row) => row.unknown),
}));

function monthsBefore(now: number, months: number): number {
  const d = new Date(now);
  const day = d.getUTCDate();
  d.setUTCDate(1);
  d.setUTCMonth(d.getUTCMonth() - months);
  const days = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0)).getUTCDate();
  d.setUTCDate(Math.min(day, days));
  return d.getTime();
}

/** One update against one value, said once more in plain words; null: not a value of this product. */
function meets(row: Modelled, property: string, type: string | null, value: string, counts: RowCounts | null, now: number): boolean | null {
  const contains = (text: string) => (type === null && value.trim() !== '' ? text.toLowerCase().includes(value.toLowerCase()) : null);
  const isYes = (yes: boolean) => (/^(true|false)$/i.test(value) ? yes === (value.toLowerCase() === 'true') : null);
  const within = (at: number) => {
    if (type !== DATE) return null;
    const [years, months, days, hours] = value.split(':').map(Number) as [number, number, number, number];
    const from = monthsBefore(now, years * 12 + months) - days * 86_400_000 - hours * 3_600_000;
    return from <= at && at <= now;
  };
  const compares = (have: (c: RowCounts) => number) => {
    const [, operator, number] = /^(=|>=|<=)([\d.]+)$/.exec(value) ?? [];
    if (operator === undefined) return null;
    if (counts === null) return false;
    const n = have(counts);
    return operator === '=' ? n === Number(number) : operator === '>=' ? n >= Number(number) : n <= Number(number);
  };
  const rest = (c: RowCounts) => c.total - c.installed[row.id]! - c.required[row.id]! - c.unknown[row.id]!;
  const id = /[0-9a-f-]{36}/i.exec(value)?.[0].toLowerCase();
  const { item: update } = row;
  const among = (ids: (string | undefined)[]) => (id === undefined ? null : ids.includes(id));
  switch (property) {
    case 'ArticleID': return contains(update.articleId);
    case 'BulletinID': return contains(update.bulletinId);
    case 'LocalizedDisplayName': return contains(update.title);
    case 'LocalizedDescription': return contains(update.sdmPackage.description);
    case 'CI_UniqueID': return contains(update.updateId);
    case 'IsExpired': return isYes(update.expired);
    case 'IsSuperseded': return isYes(row.superseded);
    case 'EULAExists': return isYes(update.sdmPackage.licenceTerms);
    case 'IsDeployed': case 'IsContentProvisioned': case 'IsQuarantined': case 'IsLegacyEnabled': return isYes(false);
    case 'DatePosted': return within(update.dateReleased);
    case 'DateRevised': return within(update.dateRevised);
    case 'SeverityName': return shown(row, 'severity') === value;
    case 'CustomSeverityName': return value === 'None';
    case 'UpdateLocales': return value === 'all' ? update.language === 'All languages' : update.language.split(', ').includes(value);
    case 'NumMissing': return compares((c) => c.required[row.id]!);
    case 'NumPresent': return compares((c) => c.installed[row.id]!);
    case 'NumUnknown': return compares((c) => c.unknown[row.id]!);
    case 'NumNotApplicable': return compares(rest);
    case 'PercentCompliant': return compares((c) => Math.round(((c.installed[row.id]! + rest(c)) * 1000) / c.total) / 10);
    case '_UpdateClassification': return among(update.folders.map((f) => f.classificationId));
    case '_Company': return among(update.folders.map((f) => f.vendorId));
    case '_Product': return among(update.folders.flatMap((f) => [f.productId, products.find((one) => one.id === f.productId)?.parentId ?? undefined]));
    default: return null;
  }
}

/** OR within; null: not evaluated. */
function meetsOne(row: Modelled, { property, type, values }: SearchCriterion, counts: RowCounts | null, now: number): boolean | null {
  const each = values.map((value) => meets(row, property, type, value, counts, now));
  return each.length === 0 || each.includes(null) ? null : each.includes(true);
}

/** A search folder and a few explanations against the plain list. */
function check(reads: RepositoryReads, model: readonly Modelled[], criteria: SearchCriterion[], node: View['node'], counts: RowCounts | null, now: number) {
  const sort = { column: 'title' as const, descending: false };
  const scoped = modelView(model, { node, sort, find: null });
  const expected = scoped.filter((row) => criteria.every((one) => meetsOne(row, one, counts, now) !== false));
  const { total, rows } = reads.rows({ node, sort, find: null, criteria }, 0, 500);
  expect(total).toBe(expected.length);
  expect(rows.map((row) => row.id)).toEqual(expected.map((row) => row.id));
  for (const row of model.slice(0, 5)) {
    const why = reads.explain({ update: row.id, criteria, lookIn: node })!;
    expect(why.criteria.map((one) => one.matched)).toEqual(criteria.map((one) => meetsOne(row, one, counts, now)));
    expect(why.inFolder).toBe(scoped.includes(row));
    expect(why.matches).toBe(expected.includes(row));
  }
}

describe('criteria against a plain list', () => {
  test('[REPO-04] AND between criteria, OR within one, what is from elsewhere left out; and why each update is in or out', async () => {
    const property = fc.property(catalogs, fc.array(fc.record({ criteria: fc.array(criterion, { maxLength: 4 }), view: views }), { minLength: 1, maxLength: 12 }), fc.option(someCounts, { nil: null }), fc.integer({ min: 0, max: 60 }), (batches, asked, counts, days) => {
      const now = Date.UTC(2012, 10, 30, 5) + days * 86_400_000;
      const at = openRepository(() => ({ counts, state: { computers: counts?.total ?? null, asOf: null } }), () => now);
      try {
        batches.forEach((batch) => at.import(batch));
        const model = modelOf(batches);
        for (const { criteria, view } of asked) check(at.reads, model, criteria, view.node, counts, now);
      } finally {
        at.close();
      }
    });
    await randomized('criteria of search folders', property, 5);
  });

  test('[REPO-04] what is looked for in a search folder is looked for among its updates', async () => {
    const property = fc.property(catalogs, criterion, views, (batches, one, view) => {
      const now = Date.UTC(2013, 0, 7);
      const at = openRepository(undefined, () => now);
      try {
        batches.forEach((batch) => at.import(batch));
        const asked = { ...view, criteria: [one] };
        const { rows } = at.reads.rows(asked, 0, 500);
        expect(rows.map((row) => row.id)).toEqual(modelView(modelOf(batches), view).filter((row) => meetsOne(row, one, null, now) !== false).map((row) => row.id));
        expect(at.reads.ids(asked, 0, 500)).toEqual(rows.map((row) => row.id));
      } finally {
        at.close();
      }
    });
    await randomized('finding in search folders', property, 5);
  });

  test('[REPO-04] a span counts back from the moment it is asked, by the calendar', async () => {
    let now = 0;
    const at = openRepository(undefined, () => now);
    const [batch] = fc.sample(catalogs, { numRuns: 1, seed: 1 })[0]!;
    at.import([{ ...batch![0]!, deployable: true, dateReleased: Date.UTC(2013, 1, 28, 12) }]);
    const count = (span: string) => at.reads.rows({ node: { classification: null, vendor: null, product: null }, sort: { column: 'title', descending: false }, find: null, criteria: [item('DatePosted', DATE, span)] }, 0, 1).total;
    now = Date.UTC(2013, 1, 28, 11);
    expect(count('0:1:0:0')).toBe(0);
    now = Date.UTC(2013, 2, 31, 12);
    expect(count('0:1:0:0')).toBe(1);
    now += 3_600_000;
    expect(count('0:1:0:0')).toBe(0);
    expect(count('0:1:0:1')).toBe(1);
    at.close();
  });
});
