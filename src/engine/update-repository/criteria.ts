import { knownCriterion, searchValues, type ColumnId, type KnownCriterion, type SearchCriterion, type SearchProperty, type UpdateDetails } from '../../contract/index.ts';
import type { Readable } from '../site-database/index.ts';
import { VISIBLE } from './columns.ts';
import { displayed, displayedCount, displayedDate } from './displayed.ts';
import type { Found } from './found.ts';
import { createKept } from './kept.ts';
import { marksOf, type Marks } from './marks.ts';
import { countedOf, type CountColumn, type RowCounts } from './row.ts';

/** How a property is evaluated. */
type By =
  /** The text of a column contains a value. */
  | { by: 'text'; column: ColumnId }
  /** The text of a column is a value; yes and no are meant by true and false. */
  | { by: 'shown'; column: ColumnId }
  /** One of the column's languages is a value. */
  | { by: 'language' }
  /** The moment lies within a span back from now. */
  | { by: 'span'; column: 'date_released' | 'date_revised' }
  /** A live count compares so; what is not counted yet never does. */
  | { by: 'count'; column: CountColumn }
  /** It lies in a folder of a category. */
  | { by: 'category'; column: 'classification_id' | 'vendor_id' | 'product_id' }
  /** What only the SDM package holds. */
  | { by: 'description' }
  | { by: 'licenceTerms' };

/** The properties of D§4.3 and where an update has them. */
const properties: Record<SearchProperty, By> = {
  ArticleID: { by: 'text', column: 'articleId' }, BulletinID: { by: 'text', column: 'bulletinId' }, LocalizedDisplayName: { by: 'text', column: 'title' }, CI_UniqueID: { by: 'text', column: 'updateId' },
  LocalizedDescription: { by: 'description' }, EULAExists: { by: 'licenceTerms' }, UpdateLocales: { by: 'language' },
  SeverityName: { by: 'shown', column: 'severity' }, CustomSeverityName: { by: 'shown', column: 'customSeverity' },
  IsDeployed: { by: 'shown', column: 'deployed' }, IsContentProvisioned: { by: 'shown', column: 'downloaded' }, IsExpired: { by: 'shown', column: 'expired' }, IsSuperseded: { by: 'shown', column: 'superseded' },
  IsQuarantined: { by: 'shown', column: 'napEvaluation' }, IsLegacyEnabled: { by: 'shown', column: 'deployableToSms2003' },
  DatePosted: { by: 'span', column: 'date_released' }, DateRevised: { by: 'span', column: 'date_revised' },
  NumMissing: { by: 'count', column: 'required' }, NumPresent: { by: 'count', column: 'installed' }, NumNotApplicable: { by: 'count', column: 'notRequired' }, NumUnknown: { by: 'count', column: 'unknown' },
  PercentCompliant: { by: 'count', column: 'percentCompliant' },
  _UpdateClassification: { by: 'category', column: 'classification_id' }, _Company: { by: 'category', column: 'vendor_id' }, _Product: { by: 'category', column: 'product_id' },
};

/** The moment a span ago, by the calendar in UTC: a day that a month does not have becomes its last. */
export function backFrom(now: number, span: string): number {
  const [years, months, days, hours] = searchValues.date.exec(span)!.slice(1).map(Number) as [number, number, number, number];
  const d = new Date(now);
  const month = d.getUTCMonth() - months - years * 12;
  const last = new Date(Date.UTC(d.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const at = Date.UTC(d.getUTCFullYear(), month, Math.min(d.getUTCDate(), last), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds());
  return at - (days * 24 + hours) * 3_600_000;
}

const comparisons: Record<string, (have: number, want: number) => boolean> = { '=': (have, want) => have === want, '>=': (have, want) => have >= want, '<=': (have, want) => have <= want };

const textOf = (value: string) => ({ true: 'yes', false: 'no' })[value.toLowerCase()] ?? value.toLowerCase();

/** What criteria are evaluated over. */
export interface Evaluated {
  readonly version: number;
  readonly counts: RowCounts | null;
  /** The site's moment. */
  readonly now: number;
}

/** Search folders' criteria over the rows of software_updates, as marks by row_id. */
export interface Criteria {
  /** Rows that meet all that can be evaluated; null: nothing can, every row does. */
  all(criteria: readonly SearchCriterion[], over: Evaluated): Marks | null;
  /** Rows that meet one; null: it is not evaluated. */
  one(criterion: SearchCriterion, over: Evaluated): Marks | null;
  /** What the marks of these criteria depend on beside the catalog version. */
  key(criteria: readonly SearchCriterion[], over: Evaluated): unknown;
}

const known = (criterion: SearchCriterion): KnownCriterion | null => knownCriterion.safeParse(criterion).data ?? null;

/**
 * Each criterion is answered on its own, from the covering index of its column or from a column of numbers, and kept per
 * catalog version; all together are an AND of marks. So a search folder that was open before opens by that alone, and a
 * criterion that is changed in the dialog costs itself.
 * @param byRow item_ids or CI_IDs by row_id
 */
export function createCriteria(db: Readable, found: Found, byRow: (column: 'item_id' | 'ci_id', version: number) => Int32Array): Criteria {
  const kept = createKept<Marks>(64);
  const columns = createKept<Float64Array>(4);
  const rowsWhere = (condition: string, version: number, ...values: unknown[]) => marksOf(db.prepare<number>(`SELECT row_id FROM software_updates WHERE ${VISIBLE} AND ${condition}`).pluck().all(version, version, ...values));

  /** Marks of item_ids as marks of rows. */
  const rowsOf = (items: readonly number[], version: number) => {
    const marks = marksOf(items);
    return Uint8Array.from(byRow('item_id', version), (item) => marks[item] ?? 0);
  };
  const moments = (column: 'date_released' | 'date_revised', version: number) =>
    columns([column, version], () => {
      const pairs = db.prepare(`SELECT row_id, ${column} FROM software_updates WHERE ${VISIBLE}`).raw().all(version, version) as [number, number][];
      const values = new Float64Array(byRow('item_id', version).length).fill(Number.NaN);
      for (const [row, at] of pairs) values[row] = at;
      return values;
    });

  const spans = (column: 'date_released' | 'date_revised', values: readonly string[], { version, now }: Evaluated) => {
    const from = Math.min(...values.map((span) => backFrom(now, span)));
    return Uint8Array.from(moments(column, version), (at) => (at >= from && at <= now ? 1 : 0));
  };
  const counted = (column: CountColumn, values: readonly string[], { version, counts }: Evaluated) => {
    const tests = values.map((value) => {
      const [, operator, number] = searchValues.number.exec(value)!;
      return { holds: comparisons[operator!]!, want: Number(number) };
    });
    return Uint8Array.from(byRow('ci_id', version), (id) => {
      const have = countedOf(counts, id)[column];
      return have !== null && tests.some(({ holds, want }) => holds(have, want)) ? 1 : 0;
    });
  };
  const inCategories = (column: 'classification_id' | 'vendor_id' | 'product_id', ids: readonly string[], version: number) => {
    const list = JSON.stringify(ids);
    // A product family stands for its products, too.
    const all = db.prepare<string>('SELECT value FROM json_each(?) UNION SELECT category_id FROM categories WHERE parent_id IN (SELECT value FROM json_each(?))').pluck().all(list, column === 'product_id' ? list : '[]');
    return rowsOf(db.prepare<number>(`SELECT DISTINCT item_id FROM update_folders WHERE ${column} IN (SELECT value FROM json_each(?))`).pluck().all(JSON.stringify(all)), version);
  };
  const withLanguages = (values: readonly string[], version: number) => {
    const wanted = new Set(values.map((value) => (value.toLowerCase() === 'all' ? 'all languages' : value.toLowerCase())));
    const shown = db.prepare<string>(`SELECT DISTINCT language FROM software_updates WHERE ${VISIBLE}`).pluck().all(version, version);
    const passing = shown.filter((languages) => languages.toLowerCase().split(', ').some((one) => wanted.has(one)));
    return rowsWhere('language IN (SELECT value FROM json_each(?))', version, JSON.stringify(passing));
  };
  const described = (values: readonly string[], version: number) => {
    // SQLite folds ASCII letters only, hence here; one package at a time, since together they are hundreds of megabytes.
    const texts = values.map((value) => value.toLowerCase());
    const items: number[] = [];
    for (const [item, text] of db.prepare("SELECT item_id, sdm_package ->> '$.description' FROM configuration_items").raw().iterate() as Iterable<[number, string]>) {
      const lower = text.toLowerCase();
      if (texts.some((one) => lower.includes(one))) items.push(item);
    }
    return rowsOf(items, version);
  };
  const licensed = (values: readonly string[], version: number) => {
    const wanted = JSON.stringify([...new Set(values.map((value) => (value.toLowerCase() === 'true' ? 1 : 0)))]);
    return rowsOf(db.prepare<number>("SELECT item_id FROM configuration_items WHERE (sdm_package ->> '$.licenceTerms') IN (SELECT value FROM json_each(?))").pluck().all(wanted), version);
  };

  const evaluate = ({ property, values }: KnownCriterion, over: Evaluated): Marks => {
    const how = properties[property];
    const { version } = over;
    switch (how.by) {
      case 'text':
      case 'shown':
        return marksOf(values.flatMap((value) => found.rows(how.by === 'text' ? value.toLowerCase() : textOf(value), how.column, 'within', version)));
      case 'language':
        return withLanguages(values, version);
      case 'span':
        return spans(how.column, values, over);
      case 'count':
        return counted(how.column, values, over);
      case 'category':
        return inCategories(how.column, values.map((value) => /[0-9a-f-]{36}/i.exec(value)![0].toLowerCase()), version);
      case 'description':
        return described(values, version);
      case 'licenceTerms':
        return licensed(values, version);
    }
  };
  /** Beside the catalog version. */
  const dependsOn = ({ property }: KnownCriterion, { counts, now }: Evaluated) => {
    const { by } = properties[property];
    return by === 'span' ? now : by === 'count' ? (counts?.key ?? 0) : 0;
  };

  const one: Criteria['one'] = (criterion, over) => {
    const mine = known(criterion);
    if (!mine) return null;
    // A span is of this moment alone and costs a pass over numbers.
    if (properties[mine.property].by === 'span') return evaluate(mine, over);
    return kept([mine.property, mine.values, over.version, dependsOn(mine, over)], () => evaluate(mine, over));
  };
  return {
    one,
    all: (criteria, over) => {
      let all: Marks | null = null;
      for (const criterion of criteria) {
        const marks = one(criterion, over);
        if (marks && all === null) all = marks.slice();
        else if (marks && all) for (let row = 0; row < all.length; row++) all[row]! &= marks[row] ?? 0;
      }
      return all;
    },
    key: (criteria, over) => criteria.map((criterion) => {
      const mine = known(criterion);
      return mine && [mine.property, mine.values, dependsOn(mine, over)];
    }),
  };
}

/** What an update shows where a criterion looks, as text; '' for what is not evaluated. */
export function shownFor(criterion: SearchCriterion, update: Omit<UpdateDetails, 'xml'>, counts: RowCounts | null): string {
  const mine = known(criterion);
  const how = mine && properties[mine.property];
  switch (how?.by) {
    case 'text':
    case 'shown':
      return displayed(update, how.column);
    case 'language':
      return update.language;
    case 'span':
      return displayedDate(how.column === 'date_released' ? update.dateReleased : update.dateRevised);
    case 'count':
      return displayedCount(how.column, countedOf(counts, update.id)[how.column]) || 'not counted yet';
    case 'category':
      return { classification_id: update.classification, vendor_id: update.vendor, product_id: update.product }[how.column];
    case 'description':
      return update.description;
    case 'licenceTerms':
      return update.licenceTerms ? 'Yes' : 'No';
    default:
      return '';
  }
}
