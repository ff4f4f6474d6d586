import type { ColumnId, RepositoryNode, Sort, View } from '../../contract/index.ts';
import type { Readable } from '../site-database/index.ts';
import { displayed, foundColumns, SEPARATOR } from './displayed.ts';
import { createKept } from './kept.ts';
import { toRow, type StoredRow } from './row.ts';

/** Columns the site database keeps in order; the others are equal for all rows until there are clients and deployments. */
const stored: Partial<Record<ColumnId, string>> = {
  icon: 'icon',
  bulletinId: 'bulletin_id COLLATE NOCASE',
  articleId: 'article_id COLLATE NOCASE',
  title: 'title COLLATE NOCASE',
  severity: 'severity',
  dateReleased: 'date_released',
  dateRevised: 'date_revised',
  expired: 'expired',
  superseded: 'superseded',
  classification: 'classification COLLATE NOCASE',
  product: 'product COLLATE NOCASE',
  language: 'language COLLATE NOCASE',
  updateId: 'update_id COLLATE NOCASE',
};

const VISIBLE = 'since_version <= ? AND until_version > ?';

/** A set of small numbers: 1 where the number is in it. */
type Marks = Uint8Array;

function marksOf(numbers: readonly number[]): Marks {
  let largest = 0;
  for (const n of numbers) if (n > largest) largest = n;
  const marks = new Uint8Array(largest + 1);
  for (const n of numbers) marks[n] = 1;
  return marks;
}

/** Rows of software_updates by row_id, in the order of a view at one catalog version. */
export interface Orders {
  of(view: View, version: number): Int32Array;
  /** CI_IDs by row_id. */
  ids(version: number): Int32Array;
  /** The first row from `after` + 1 on, around the end, whose text in `column` begins with `text`; -1: none. */
  startingWith(order: Int32Array, text: string, column: ColumnId, after: number, version: number): number;
}

/**
 * The order of a view is worked out once per catalog version and kept; windows, selections and type-ahead are slices of
 * it. Rows are ordered by covering indexes; membership and found text are sets of numbers, so that no row is made into
 * an object before it is shown.
 */
export function createOrders(db: Readable): Orders {
  const orders = createKept<Int32Array>(16);
  const matches = createKept<Marks>(8);

  const byRow = (column: 'item_id' | 'ci_id', version: number) =>
    orders([column, version], () => {
      const pairs = db.prepare<[number, number]>(`SELECT row_id, ${column} FROM software_updates ORDER BY row_id`).raw().all() as unknown as [number, number][];
      const values = new Int32Array((pairs.at(-1)?.[0] ?? 0) + 1);
      for (const [row, value] of pairs) values[row] = value;
      return values;
    });

  const sorted = (sort: Sort, version: number) =>
    orders([version, sort], () => {
      const direction = sort.descending ? 'DESC' : 'ASC';
      const by = [stored[sort.column] ?? 'item_id', 'since_version', 'until_version', 'item_id'].map((name) => `${name} ${direction}`).join(', ');
      return Int32Array.from(db.prepare<number>(`SELECT row_id FROM software_updates WHERE ${VISIBLE} ORDER BY ${by}`).pluck().all(version, version));
    });

  const inNode = (node: RepositoryNode, sort: Sort, version: number) => {
    const member = Object.entries({ classification_id: node.classification, vendor_id: node.vendor, product_id: node.product }).filter((pair): pair is [string, string] => pair[1] !== null);
    if (member.length === 0) return sorted(sort, version);
    return orders([version, sort, node], () => {
      const items = db.prepare<number>(`SELECT item_id FROM update_folders WHERE ${member.map(([name]) => `${name} = ?`).join(' AND ')}`).pluck();
      const members = marksOf(items.all(...member.map(([, id]) => id)));
      const itemOf = byRow('item_id', version);
      return sorted(sort, version).filter((row) => members[itemOf[row]!] === 1);
    });
  };

  /** Rows whose text in `column` (null: in any) passes; `text` in lower case is in what passes. */
  const matching = (text: string, column: ColumnId | null, passes: (shown: string) => boolean, version: number): Marks => {
    if (column !== null && !foundColumns.includes(column)) return alike(db, column, passes, version);
    if (column === null) return marksOf(db.prepare<number>(`SELECT row_id FROM software_updates WHERE ${VISIBLE} AND instr(find_text, ?) > 0`).pluck().all(version, version, text));
    const nth = foundColumns.indexOf(column);
    const rows = db.prepare(`SELECT row_id, find_text FROM software_updates WHERE ${VISIBLE} AND instr(find_text, ?) > 0`).raw().all(version, version, text) as [number, string][];
    return marksOf(rows.filter(([, found]) => passes(found.split(SEPARATOR, nth + 1)[nth]!)).map(([row]) => row));
  };

  return {
    of: ({ node, sort, find }, version) => {
      const order = inNode(node, sort, version);
      if (!find || find.text === '') return order;
      const text = find.text.toLowerCase();
      return orders([version, sort, node, find], () => {
        const found = matches([version, text, find.column], () => matching(text, find.column, (shown) => shown.includes(text), version));
        return order.filter((row) => found[row] === 1);
      });
    },
    ids: (version) => byRow('ci_id', version),
    startingWith: (order, startsWith, column, after, version) => {
      const text = startsWith.toLowerCase();
      const found = matches([version, text, column, 'start'], () => matching(text, column, (shown) => shown.startsWith(text), version));
      for (let i = 0; i < order.length; i++) {
        const at = (after + 1 + i) % order.length;
        if (found[order[at]!] === 1) return at;
      }
      return -1;
    },
  };
}

/** Columns outside of find_text show one of a few texts: rows alike in icon, expired and superseded show the same. */
function alike(db: Readable, column: ColumnId, passes: (shown: string) => boolean, version: number): Marks {
  const kinds = db.prepare<StoredRow>(`SELECT * FROM software_updates WHERE row_id IN (SELECT max(row_id) FROM software_updates WHERE ${VISIBLE} GROUP BY icon, expired, superseded)`).all(version, version);
  const rows = db.prepare<number>(`SELECT row_id FROM software_updates WHERE ${VISIBLE} AND icon = ? AND expired = ? AND superseded = ?`).pluck();
  const passing = kinds.filter((kind) => passes(displayed(toRow(kind), column).toLowerCase()));
  return marksOf(passing.flatMap((kind) => rows.all(version, version, kind.icon, kind.expired, kind.superseded)));
}
