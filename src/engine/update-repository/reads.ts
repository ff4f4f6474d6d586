import type { ColumnId, Find, RepositoryNode, RepositoryTree, Sort, UpdateRow, View } from '../../contract/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { displayed, foundColumns, headings } from './displayed.ts';
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

/** Orders kept at a time. */
const KEPT = 12;
/** Rows in one piece of an exported list. */
const PIECE = 500;

export interface RepositoryReads {
  tree(classifications: readonly string[]): RepositoryTree;
  rows(view: View, offset: number, limit: number): { total: number; rows: UpdateRow[] };
  ids(view: View, from: number, to: number): number[];
  position(view: View, of: { id: number } | { startsWith: string; column: ColumnId; after: number }): number;
  /** Up to 500 rows as text from row `from` on, with the headings before the first; `version` keeps later pieces of one export on the same catalog. */
  exportPiece(view: View, columns: readonly ColumnId[], separator: 'tab' | 'comma', from: number, version: number | null): { text: string; next: number | null; version: number };
}

const cell = (text: string, separator: 'tab' | 'comma') =>
  separator === 'tab' ? text.replace(/[\t\r\n]+/g, ' ') : /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/**
 * Console reads of the Update Repository on one connection. The order of a view is worked out once per catalog version
 * and kept; windows, selections and type-ahead are slices of it.
 */
export function createRepositoryReads(db: Readable): RepositoryReads {
  const kept = new Map<string, Int32Array>();
  const version = () => db.first(build.selectFrom('site').select('catalog_version'))!.catalog_version;

  const remember = (key: string, make: () => Int32Array): Int32Array => {
    const order = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, order);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return order;
  };

  const ordered = (v: number, node: RepositoryNode, sort: Sort): Int32Array =>
    remember(JSON.stringify([v, node, sort]), () => {
      const direction = sort.descending ? 'DESC' : 'ASC';
      const column = stored[sort.column] ?? 'item_id';
      const member = [
        ['classification_id', node.classification],
        ['vendor_id', node.vendor],
        ['product_id', node.product],
      ].filter((pair): pair is [string, string] => pair[1] !== null);
      const folder = member.length === 0 ? '' : `AND item_id IN (SELECT item_id FROM update_folders WHERE ${member.map(([name]) => `${name} = ?`).join(' AND ')})`;
      const by = [column, 'since_version', 'until_version', 'item_id'].map((name) => `${name} ${direction}`).join(', ');
      const statement = db.prepare<number>(`SELECT row_id FROM software_updates WHERE since_version <= ? AND until_version > ? ${folder} ORDER BY ${by}`);
      return Int32Array.from(statement.pluck().all(v, v, ...member.map(([, id]) => id)));
    });

  const foundIn = (v: number, find: Find): Set<number> => {
    const text = find.text.toLowerCase();
    if (find.column !== null && !foundColumns.includes(find.column)) {
      const column = find.column;
      const all = db.prepare<StoredRow>('SELECT * FROM software_updates WHERE since_version <= ? AND until_version > ?').iterate(v, v);
      const found = new Set<number>();
      for (const row of all) if (displayed(toRow(row), column).toLowerCase().includes(text)) found.add(row.row_id);
      return found;
    }
    const nth = find.column === null ? -1 : foundColumns.indexOf(find.column);
    const rows = db.prepare<{ row_id: number; find_text: string }>('SELECT row_id, find_text FROM software_updates WHERE since_version <= ? AND until_version > ? AND instr(find_text, ?) > 0').all(v, v, text);
    return new Set(rows.filter((row) => (nth < 0 ? true : row.find_text.split('\n')[nth]!.includes(text))).map((row) => row.row_id));
  };

  const orderOf = (view: View, v = version()): Int32Array => {
    const order = ordered(v, view.node, view.sort);
    const find = view.find;
    if (!find || find.text === '') return order;
    return remember(JSON.stringify([v, view.node, view.sort, find]), () => {
      const found = foundIn(v, find);
      return order.filter((id) => found.has(id));
    });
  };

  const byRowId = 'SELECT * FROM software_updates WHERE row_id = ?';
  const fetch = (order: Int32Array, from: number, to: number) => Array.from(order.subarray(from, to), (id) => db.prepare<StoredRow>(byRowId).get(id)!);

  return {
    tree: (classifications) => readTree(db, version(), classifications),
    rows: (view, offset, limit) => {
      const order = orderOf(view);
      return { total: order.length, rows: fetch(order, offset, offset + limit).map(toRow) };
    },
    ids: (view, from, to) => fetch(orderOf(view), from, to).map((row) => row.ci_id),
    position: (view, of) => {
      const order = orderOf(view);
      if ('id' in of) {
        const v = version();
        const row = db.prepare<number>('SELECT row_id FROM software_updates WHERE ci_id = ? AND since_version <= ? AND until_version > ?').pluck().get(of.id, v, v);
        return row === undefined ? -1 : order.indexOf(row);
      }
      const sought = of.startsWith.toLowerCase();
      for (let i = 0; i < order.length; i++) {
        const at = (of.after + 1 + i) % order.length;
        if (displayed(toRow(db.prepare<StoredRow>(byRowId).get(order[at])!), of.column).toLowerCase().startsWith(sought)) return at;
      }
      return -1;
    },
    exportPiece: (view, columns, separator, from, asOf) => {
      const v = asOf ?? version();
      const order = orderOf(view, v);
      const join = separator === 'tab' ? '\t' : ',';
      const line = (cells: string[]) => cells.map((text) => cell(text, separator)).join(join) + '\r\n';
      const head = from === 0 ? line(columns.map((column) => headings[column])) : '';
      const rows = fetch(order, from, from + PIECE).map(toRow);
      const text = head + rows.map((row) => line(columns.map((column) => displayed(row, column)))).join('');
      return { text, next: from + PIECE < order.length ? from + PIECE : null, version: v };
    },
  };
}

interface Folder {
  id: string;
  title: string;
  updates: number;
}

const byTitle = (a: Folder, b: Folder) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1);

function readTree(db: Readable, version: number, classifications: readonly string[]): RepositoryTree {
  const visible = 'u.since_version <= ? AND u.until_version > ?';
  const titles = new Map(db.all(build.selectFrom('categories').select(['category_id', 'title'])).map((row) => [row.category_id, row.title]));
  const total = db.prepare<number>(`SELECT count(*) FROM software_updates u WHERE ${visible}`).pluck().get(version, version)!;
  const counted = (columns: string) =>
    db
      .prepare<{ classification_id: string; vendor_id: string; product_id: string; n: number }>(
        `SELECT ${columns}, count(DISTINCT f.item_id) AS n FROM update_folders f JOIN software_updates u ON u.item_id = f.item_id AND ${visible} GROUP BY ${columns}`,
      )
      .all(version, version);
  const perProduct = counted('classification_id, vendor_id, product_id');
  const perVendor = counted('classification_id, vendor_id');
  const perClassification = new Map(counted('classification_id').map((row) => [row.classification_id, row.n]));
  const folder = (id: string, updates: number): Folder => ({ id, title: titles.get(id) ?? id, updates });
  return {
    updates: total,
    classifications: classifications
      .filter((id) => titles.has(id))
      .map((id) => ({
        ...folder(id, perClassification.get(id) ?? 0),
        vendors: perVendor
          .filter((row) => row.classification_id === id && row.vendor_id !== '')
          .map((vendor) => ({
            ...folder(vendor.vendor_id, vendor.n),
            products: perProduct
              .filter((row) => row.classification_id === id && row.vendor_id === vendor.vendor_id)
              .map((row) => folder(row.product_id, row.n))
              .sort(byTitle),
          }))
          .sort(byTitle),
      }))
      .sort(byTitle),
  };
}
