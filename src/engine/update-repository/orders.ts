import type { ColumnId, Released, Sort, View } from '../../contract/index.ts';
import type { Readable } from '../site-database/index.ts';
import { sortedBy, VISIBLE } from './columns.ts';
import { createCriteria, type Criteria, type Evaluated } from './criteria.ts';
import { createFound } from './found.ts';
import { createKept } from './kept.ts';
import { COUNT_TEXT, displayedCount } from './displayed.ts';
import { downloadedRows } from './downloaded.ts';
import { marksOf, type Marks } from './marks.ts';
import { editionOf } from './settings.ts';
import { countColumns, countedOf, type CountColumn, type RowCounts } from './row.ts';

/** Rows of software_updates by row_id, in the order of a view at one catalog version. */
export interface Orders {
  of(view: View, over: Evaluated): Int32Array;
  readonly criteria: Criteria;
  /** Does a little of what will be asked next; false: nothing is left to do. */
  ahead(version: number): boolean;
  /** CI_IDs by row_id. */
  ids(version: number): Int32Array;
  /** The first row from `after` + 1 on, around the end, whose text in `column` begins with `text`; -1: none. */
  startingWith(order: Int32Array, text: string, column: ColumnId, after: number, version: number): number;
}

type Listed = (id: number) => { key: number; updates: readonly number[] };
/** CI_IDs of an update list and of a deployment; `key` is another one whenever they may be others. */
export type ListedUpdates = Readonly<Record<'list' | 'deployment', Listed>>;

/**
 * The order of a view is worked out once per catalog version and kept; windows, selections and type-ahead are slices of
 * it. Rows are ordered by covering indexes; membership and found text are sets of numbers, so that no row is made into
 * an object before it is shown.
 */
export function createOrders(db: Readable, listed: ListedUpdates): Orders {
  /** Orders by a count are other ones when the counts are, those by what administrators set when that is. */
  const keyOf = (sort: Sort, counts: RowCounts | null) => (countColumns.some((column) => column === sort.column) ? (counts?.key ?? 0) : editionOf(db, sort.column));
  const orders = createKept<Int32Array>(16);
  const matches = createKept<Marks>(8);
  const found = createFound(db);

  const byRow = (column: 'item_id' | 'ci_id', version: number) =>
    orders([column, version], () => {
      const pairs = db.prepare<[number, number]>(`SELECT row_id, ${column} FROM software_updates ORDER BY row_id`).raw().all() as unknown as [number, number][];
      const values = new Int32Array((pairs.at(-1)?.[0] ?? 0) + 1);
      for (const [row, value] of pairs) values[row] = value;
      return values;
    });

  const criteria = createCriteria(db);

  const stored = (sort: Sort, version: number) =>
    orders([version, sort, keyOf(sort, null)], () => {
      const direction = sort.descending ? 'DESC' : 'ASC';
      const by = [sortedBy(sort.column) ?? 'item_id', 'since_version', 'until_version', 'item_id'].map((name) => `${name} ${direction}`).join(', ');
      return Int32Array.from(db.prepare<number>(`SELECT row_id FROM software_updates WHERE ${VISIBLE} ORDER BY ${by}`).pluck().all(version, version));
    });

  /** Rows by a live count: worked out anew with the counts, rows of equal counts in the order of their titles. */
  const byCount = (order: Int32Array, column: CountColumn, descending: boolean, version: number, counts: RowCounts) => {
    const idOf = byRow('ci_id', version);
    const values = Float64Array.from(order, (row) => countedOf(counts, idOf[row]!)[column] ?? 0);
    const places = Uint32Array.from(order.keys()).sort((a, b) => (descending ? values[b]! - values[a]! : values[a]! - values[b]!) || a - b);
    return Int32Array.from(places, (place) => order[place]!);
  };

  /** Downloaded stands beside the rows: those that are come after the others, each in the order of their titles. */
  const byDownloaded = (order: Int32Array, descending: boolean) => {
    const there = downloadedRows(db);
    const [yes, no] = [order.filter((row) => there[row] === 1), order.filter((row) => there[row] !== 1)];
    return Int32Array.from(descending ? [...yes, ...no] : [...no, ...yes]);
  };

  const sorted = (sort: Sort, version: number, counts: RowCounts | null): Int32Array => {
    if (sort.column === 'downloaded') return orders([version, sort, keyOf(sort, counts)], () => byDownloaded(stored({ column: 'title', descending: false }, version), sort.descending));
    const column = countColumns.find((one) => one === sort.column);
    if (column === undefined || counts === null) return stored(sort, version);
    return orders([version, sort, counts.key], () => byCount(stored({ column: 'title', descending: false }, version), column, sort.descending, version, counts));
  };

  const releasedWithin = ({ from, to }: Released, version: number) =>
    matches([version, from, to], () => marksOf(db.prepare<number>(`SELECT row_id FROM software_updates WHERE ${VISIBLE} AND date_released >= ? AND date_released < ?`).pluck().all(version, version, from, to)));

  /** The node, and the list or deployment with what is in it now, so that an order is kept as long as that. */
  const placeOf = ({ node: { classification, vendor, product }, list, deployment }: View) => {
    const [kind, id] = deployment ? (['deployment', deployment] as const) : (['list', list] as const);
    return { classification, vendor, product, within: id ? { kind, id, key: listed[kind](id).key } : null };
  };
  type Place = ReturnType<typeof placeOf>;

  const inSet = (node: Place, sort: Sort, version: number, counts: RowCounts | null) =>
    orders([version, sort, node, keyOf(sort, counts)], () => {
      const { kind, id } = node.within!;
      const members = marksOf(listed[kind](id).updates);
      const idOf = byRow('ci_id', version);
      return sorted(sort, version, counts).filter((row) => members[idOf[row]!] === 1);
    });

  const inNode = (node: Place, sort: Sort, version: number, counts: RowCounts | null) => {
    if (node.within) return inSet(node, sort, version, counts);
    const member = Object.entries({ classification_id: node.classification, vendor_id: node.vendor, product_id: node.product }).filter((pair): pair is [string, string] => pair[1] !== null);
    if (member.length === 0) return sorted(sort, version, counts);
    return orders([version, sort, node, keyOf(sort, counts)], () => {
      const items = db.prepare<number>(`SELECT item_id FROM update_folders WHERE ${member.map(([name]) => `${name} = ?`).join(' AND ')}`).pluck();
      const members = marksOf(items.all(...member.map(([, id]) => id)));
      const itemOf = byRow('item_id', version);
      return sorted(sort, version, counts).filter((row) => members[itemOf[row]!] === 1);
    });
  };

  /** What a view shows before anything is looked for. */
  const narrowed = (node: Place, { sort, released, criteria: asked }: View, over: Evaluated) => {
    const { version, counts } = over;
    const all = inNode(node, sort, version, counts);
    const order = released ? orders([version, sort, node, released, keyOf(sort, counts)], () => all.filter((row) => releasedWithin(released, version)[row] === 1)) : all;
    if (!asked || asked.length === 0) return order;
    return orders([version, sort, node, released ?? null, keyOf(sort, counts), criteria.key(asked, over)], () => criteria.filter(order, asked, over));
  };

  return {
    criteria,
    ahead: found.ahead,
    of: (view, over) => {
      const { sort, find, released } = view;
      const { version, counts } = over;
      const node = placeOf(view);
      const order = narrowed(node, view, over);
      if (!find || find.text === '') return order;
      const text = find.text.toLowerCase();
      const counted = countColumns.filter((column) => find.column === null || find.column === column);
      return orders([version, sort, node, find, released ?? null, counts?.key ?? 0, editionOf(db, find.column ?? null), criteria.key(view.criteria ?? [], over)], () => {
        const marks = matches([version, text, find.column, editionOf(db, find.column)], () => marksOf(found.rows(text, find.column, 'within', version)));
        if (counts === null || counted.length === 0 || !COUNT_TEXT.test(text)) return order.filter((row) => marks[row] === 1);
        const idOf = byRow('ci_id', version);
        const showsCount = (row: number) => {
          const shown = countedOf(counts, idOf[row]!);
          return counted.some((column) => displayedCount(column, shown[column]).includes(text));
        };
        return order.filter((row) => marks[row] === 1 || showsCount(row));
      });
    },
    ids: (version) => byRow('ci_id', version),
    startingWith: (order, startsWith, column, after, version) => {
      const text = startsWith.toLowerCase();
      const marks = matches([version, text, column, 'start', editionOf(db, column)], () => marksOf(found.rows(text, column, 'start', version)));
      for (let i = 0; i < order.length; i++) {
        const at = (after + 1 + i) % order.length;
        if (marks[order[at]!] === 1) return at;
      }
      return -1;
    },
  };
}
