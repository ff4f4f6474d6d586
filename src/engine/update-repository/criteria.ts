import { knownCriterion, searchValues, type ColumnId, type KnownCriterion, type SearchCriterion, type SearchProperty, type UpdateDetails } from '../../contract/index.ts';
import type { Readable } from '../site-database/index.ts';
import { downloadedRows } from './downloaded.ts';
import { displayed, displayedCount, displayedDate } from './displayed.ts';
import { createKept } from './kept.ts';
import { marksOf } from './marks.ts';
import { severities } from './model.ts';
import { countedOf, type CountColumn, type RowCounts } from './row.ts';
import { editionOf } from './settings.ts';
import { createSearchColumns, type Coded, type SearchedText } from './search-columns.ts';

/** How a property is evaluated, and the column that shows it. */
type By =
  /** The text contains a value. */
  | { by: 'text'; text: SearchedText; column: ColumnId }
  /** True or false. */
  | { by: 'mark'; mark: 'expired' | 'superseded'; column: ColumnId }
  /** True of no update of this version of the product. */
  | { by: 'never'; column: ColumnId }
  | { by: 'severity' }
  | { by: 'customSeverity' }
  /** A deployment has it. */
  | { by: 'deployed' }
  /** Its files are in packages. */
  | { by: 'downloaded' }
  /** One of its languages is a value. */
  | { by: 'language' }
  /** The moment lies within a span back from now. */
  | { by: 'span'; moment: 'dateReleased' | 'dateRevised' }
  /** A live count compares so; what is not counted yet never does. */
  | { by: 'count'; column: CountColumn }
  /** It lies in a folder of a category. */
  | { by: 'category'; category: 'classification' | 'vendor' | 'product' }
  /** What only the SDM package holds. */
  | { by: 'description' }
  | { by: 'licenceTerms' };

/** The properties of D§4.3 and where an update has them. */
const properties: Record<SearchProperty, By> = {
  ArticleID: { by: 'text', text: 'article_id', column: 'articleId' }, BulletinID: { by: 'text', text: 'bulletin_id', column: 'bulletinId' },
  LocalizedDisplayName: { by: 'text', text: 'title', column: 'title' }, CI_UniqueID: { by: 'text', text: 'update_id', column: 'updateId' },
  LocalizedDescription: { by: 'description' }, EULAExists: { by: 'licenceTerms' }, UpdateLocales: { by: 'language' }, SeverityName: { by: 'severity' }, CustomSeverityName: { by: 'customSeverity' },
  IsExpired: { by: 'mark', mark: 'expired', column: 'expired' }, IsSuperseded: { by: 'mark', mark: 'superseded', column: 'superseded' },
  IsDeployed: { by: 'deployed' }, IsContentProvisioned: { by: 'downloaded' }, IsQuarantined: { by: 'never', column: 'napEvaluation' }, IsLegacyEnabled: { by: 'never', column: 'deployableToSms2003' },
  DatePosted: { by: 'span', moment: 'dateReleased' }, DateRevised: { by: 'span', moment: 'dateRevised' },
  NumMissing: { by: 'count', column: 'required' }, NumPresent: { by: 'count', column: 'installed' }, NumNotApplicable: { by: 'count', column: 'notRequired' }, NumUnknown: { by: 'count', column: 'unknown' },
  PercentCompliant: { by: 'count', column: 'percentCompliant' },
  _UpdateClassification: { by: 'category', category: 'classification' }, _Company: { by: 'category', category: 'vendor' }, _Product: { by: 'category', category: 'product' },
};

/** The moment a span ago, by the calendar in UTC: a day that a month does not have becomes its last. */
function backFrom(now: number, span: string): number {
  const [years, months, days, hours] = searchValues.date.exec(span)!.slice(1).map(Number) as [number, number, number, number];
  const d = new Date(now);
  const month = d.getUTCMonth() - months - years * 12;
  const last = new Date(Date.UTC(d.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const at = Date.UTC(d.getUTCFullYear(), month, Math.min(d.getUTCDate(), last), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds());
  return at - (days * 24 + hours) * 3_600_000;
}

const comparisons: Record<string, (have: number, want: number) => boolean> = { '=': (have, want) => have === want, '>=': (have, want) => have >= want, '<=': (have, want) => have <= want };

/** What criteria are evaluated over. */
export interface Evaluated {
  readonly version: number;
  readonly counts: RowCounts | null;
  /** The site's moment. */
  readonly now: number;
}

/** Whether a row (row_id) meets a criterion: by the code it has in a column of few values, or row by row. The cheap ones go first. */
type Test = { codes: Uint32Array; passes: Uint8Array } | { cost: number; passes(row: number): boolean };

/** Search folders' criteria over the rows of software_updates. */
export interface Criteria {
  /** Of an order those rows that meet all that can be evaluated. */
  filter(order: Int32Array, criteria: readonly SearchCriterion[], over: Evaluated): Int32Array;
  /** Whether a row meets one; null: it is not evaluated. */
  meets(row: number, criterion: SearchCriterion, over: Evaluated): boolean | null;
  /** What a filtered order depends on beside the catalog version. */
  key(criteria: readonly SearchCriterion[], over: Evaluated): unknown;
}

const known = (criterion: SearchCriterion): KnownCriterion | null => knownCriterion.safeParse(criterion).data ?? null;

const costOf = (test: Test) => ('codes' in test ? 0 : test.cost);

/** Loops of their own: a call of the array's filter for each row would take three times as long. */
function passing(order: Int32Array, test: Test): Int32Array {
  const left = new Int32Array(order.length);
  let n = 0;
  if ('codes' in test) {
    const { codes, passes } = test;
    for (const row of order) if (passes[codes[row]!] === 1) left[n++] = row;
  } else {
    for (const row of order) if (test.passes(row)) left[n++] = row;
  }
  return left.subarray(0, n);
}

const coded = <T>({ codes, values }: Coded<T>, passes: (value: T) => boolean): Test => ({ codes, passes: Uint8Array.from(values, (value) => (passes(value) ? 1 : 0)) });

const always = (passes: boolean): Test => ({ cost: 0, passes: () => passes });

const isYes = (value: string) => value.toLowerCase() === 'true';

function withinSpan(at: Float64Array, values: readonly string[], now: number): Test {
  const from = Math.min(...values.map((span) => backFrom(now, span)));
  return { cost: 1, passes: (row) => at[row]! >= from && at[row]! <= now };
}

function counted(ciId: Int32Array, column: CountColumn, values: readonly string[], counts: RowCounts | null): Test {
  if (counts === null) return always(false);
  const tests = values.map((value) => {
    const [, operator, number] = searchValues.number.exec(value)!;
    return { holds: comparisons[operator!]!, want: Number(number) };
  });
  return {
    cost: 2,
    passes: (row) => {
      const have = countedOf(counts, ciId[row]!)[column];
      return have !== null && tests.some(({ holds, want }) => holds(have, want));
    },
  };
}

function ofLanguages(languages: Coded<string>, values: readonly string[]): Test {
  const wanted = new Set(values.map((value) => (value.toLowerCase() === 'all' ? 'all languages' : value.toLowerCase())));
  return coded(languages, (text) => text.split(', ').some((one) => wanted.has(one)));
}

function containing(texts: readonly string[], values: readonly string[]): Test {
  const sought = values.map((value) => value.toLowerCase());
  return { cost: 3, passes: (row) => sought.some((one) => texts[row]!.includes(one)) };
}

/**
 * A criterion becomes a test of a row over columns of numbers and texts that are read once per catalog version; an order
 * passes one test after the other. What only the SDM package holds is looked up in the file and kept.
 */
export function createCriteria(db: Readable): Criteria {
  const columnsOf = createSearchColumns(db);
  const items = createKept<Uint8Array>(8);

  // SQLite folds ASCII letters only, hence here; one package at a time, since together they are hundreds of megabytes.
  const described = (values: readonly string[], version: number) =>
    items(['description', version, values], () => {
      const texts = values.map((value) => value.toLowerCase());
      const found: number[] = [];
      for (const [item, text] of db.prepare("SELECT item_id, sdm_package ->> '$.description' FROM configuration_items").raw().iterate() as Iterable<[number, string]>) {
        const lower = text.toLowerCase();
        if (texts.some((one) => lower.includes(one))) found.push(item);
      }
      return marksOf(found);
    });
  const downloaded = (edition: number | string) => items(['downloaded', edition], () => downloadedRows(db));
  const licensed = (version: number) => items(['licenceTerms', version], () => marksOf(db.prepare<number>("SELECT item_id FROM configuration_items WHERE sdm_package ->> '$.licenceTerms'").pluck().all()));
  /** A product family stands for its products, too. */
  const withProducts = (ids: string[]) => db.prepare<string>('SELECT value FROM json_each(?) UNION SELECT category_id FROM categories WHERE parent_id IN (SELECT value FROM json_each(?))').pluck().all(JSON.stringify(ids), JSON.stringify(ids));

  const testOf = ({ property, values }: KnownCriterion, { version, counts, now }: Evaluated): Test => {
    const how = properties[property];
    const columns = columnsOf(version);
    const { itemId, ciId, marks } = columns.rows;
    switch (how.by) {
      case 'text':
        return containing(columns.text(how.text), values);
      case 'mark':
        return coded(marks, (row) => values.some((value) => isYes(value) === row[how.mark]));
      case 'severity':
        return coded(marks, ({ severity }) => values.includes(severities[severity] ?? ''));
      case 'never':
        return always(!values.every(isYes));
      case 'customSeverity':
        return coded(columns.settable('custom_severity', editionOf(db, 'customSeverity')), (severity) => values.includes(severities[severity] ?? ''));
      case 'deployed':
        return coded(columns.settable('deployed', editionOf(db, 'deployed')), (deployed) => values.some((value) => isYes(value) === (deployed === 1)));
      case 'downloaded': {
        const there = downloaded(editionOf(db, 'downloaded'));
        const asked = values.map(isYes);
        return { cost: 0, passes: (row) => asked.includes(there[row] === 1) };
      }
      case 'language':
        return ofLanguages(columns.languages, values);
      case 'span':
        return withinSpan(columns.rows[how.moment], values, now);
      case 'count':
        return counted(ciId, how.column, values, counts);
      case 'category': {
        const named = values.map((value) => /[0-9a-f-]{36}/i.exec(value)![0].toLowerCase());
        const ids = new Set(how.category === 'product' ? withProducts(named) : named);
        return coded(columns.folders, (folders) => folders.some((folder) => ids.has(folder[how.category])));
      }
      case 'description': {
        const found = described(values, version);
        return { cost: 1, passes: (row) => found[itemId[row]!] === 1 };
      }
      case 'licenceTerms': {
        const found = licensed(version);
        const asked = values.map(isYes);
        return { cost: 1, passes: (row) => asked.includes(found[itemId[row]!] === 1) };
      }
    }
  };

  return {
    filter: (order, criteria, over) => {
      const tests = criteria.flatMap((criterion) => {
        const mine = known(criterion);
        return mine ? [testOf(mine, over)] : [];
      });
      return tests.toSorted((a, b) => costOf(a) - costOf(b)).reduce(passing, order);
    },
    meets: (row, criterion, over) => {
      const mine = known(criterion);
      return mine && passing(Int32Array.of(row), testOf(mine, over)).length === 1;
    },
    key: (criteria, { counts, now }) => criteria.map((criterion) => {
      const by = properties[criterion.property as SearchProperty]?.by;
      return [criterion, by === 'span' ? now : by === 'count' ? (counts?.key ?? 0) : editionOf(db, by ?? null)];
    }),
  };
}

/** What an update shows where a criterion looks, as text; '' for what is not evaluated. */
export function shownFor(criterion: SearchCriterion, update: Omit<UpdateDetails, 'xml'>, counts: RowCounts | null): string {
  const mine = known(criterion);
  const how = mine && properties[mine.property];
  switch (how?.by) {
    case 'text':
    case 'mark':
    case 'never':
      return displayed(update, how.column);
    case 'severity':
    case 'customSeverity':
      return update[how.by];
    case 'deployed':
    case 'downloaded':
      return displayed(update, how.by);
    case 'language':
      return update.language;
    case 'span':
      return displayedDate(update[how.moment]);
    case 'count':
      return displayedCount(how.column, countedOf(counts, update.id)[how.column]) || 'not counted yet';
    case 'category':
      return update[how.category];
    case 'description':
      return update.description;
    case 'licenceTerms':
      return update.licenceTerms === 'none' ? 'No' : 'Yes';
    default:
      return '';
  }
}
