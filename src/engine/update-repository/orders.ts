import type { ColumnId, RepositoryNode, Sort, View } from '../../contract/index.ts';
import type { Readable } from '../site-database/index.ts';
import { sortedBy, VISIBLE } from './columns.ts';
import { createFound } from './found.ts';
import { createKept } from './kept.ts';
import { marksOf, type Marks } from './marks.ts';

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
  const found = createFound(db);

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
      const by = [sortedBy(sort.column) ?? 'item_id', 'since_version', 'until_version', 'item_id'].map((name) => `${name} ${direction}`).join(', ');
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

  return {
    of: ({ node, sort, find }, version) => {
      const order = inNode(node, sort, version);
      if (!find || find.text === '') return order;
      const text = find.text.toLowerCase();
      return orders([version, sort, node, find], () => {
        const marks = matches([version, text, find.column], () => marksOf(found.rows(text, find.column, 'within', version)));
        return order.filter((row) => marks[row] === 1);
      });
    },
    ids: (version) => byRow('ci_id', version),
    startingWith: (order, startsWith, column, after, version) => {
      const text = startsWith.toLowerCase();
      const marks = matches([version, text, column, 'start'], () => marksOf(found.rows(text, column, 'start', version)));
      for (let i = 0; i < order.length; i++) {
        const at = (after + 1 + i) % order.length;
        if (marks[order[at]!] === 1) return at;
      }
      return -1;
    },
  };
}
