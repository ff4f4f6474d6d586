import type { ColumnId, CountsState, RepositoryNode, RepositoryTree, SearchCriterion, SearchExplanation, UpdateRow, View } from '../../contract/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { shownFor } from './criteria.ts';
import { readDetails } from './details.ts';
import { displayed, headings } from './displayed.ts';
import { createOrders, type ListedUpdates } from './orders.ts';
import { toRow, WITH_LICENCE, type RowCounts, type StoredRow } from './row.ts';
import { readTree } from './tree.ts';

/** The counts of a view's computers as they are now, and what they stand for. */
export type CountsOf = (collection: number | null, version: number) => { counts: RowCounts | null; state: CountsState };

const nobody: CountsOf = () => ({ counts: null, state: { computers: null, asOf: null } });

/** Rows in one piece of an exported list. */
const PIECE = 500;

export interface RepositoryReads {
  /** Once rows were asked for, does a little of what a search will need; false: nothing is left to do. */
  ahead(): boolean;
  tree(classifications: readonly string[]): RepositoryTree;
  rows(view: View, offset: number, limit: number): { total: number; rows: UpdateRow[]; counts: CountsState };
  ids(view: View, from: number, to: number): number[];
  position(view: View, of: { id: number } | { startsWith: string; column: ColumnId; after: number }): number;
  /** Up to 500 rows as text from row `from` on, with the headings before the first; `version` keeps later pieces of one export on the same catalog. */
  exportPiece(view: View, columns: readonly ColumnId[], separator: 'tab' | 'comma', from: number, version: number | null): { text: string; next: number | null; version: number };
  /** Why an update (CI_ID) meets criteria or not; null: it is not there any more. */
  explain(asked: { update: number; criteria: readonly SearchCriterion[]; lookIn: RepositoryNode | null }): SearchExplanation | null;
}

const cell = (text: string, separator: 'tab' | 'comma') =>
  separator === 'tab' ? text.replace(/[\t\r\n]+/g, ' ') : /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const nothing = () => ({ key: 0, updates: [] });
const noList: ListedUpdates = { list: nothing, deployment: nothing };
const everything: RepositoryNode = { classification: null, vendor: null, product: null };

/**
 * Console reads of the Update Repository on one connection, at the catalog version that is current when they are asked.
 * @param now the site's moment, which spans of criteria count back from
 */
export function createRepositoryReads(db: Readable, countsOf: CountsOf = nobody, now: () => number = () => 0, listed: ListedUpdates = noList): RepositoryReads {
  const orders = createOrders(db, listed);
  const version = () => db.first(build.selectFrom('site').select('catalog_version'))!.catalog_version;

  const byRowId = `${WITH_LICENCE} WHERE u.row_id = ?`;
  const fetch = (order: Int32Array, from: number, to: number) => Array.from(order.subarray(from, to), (id) => db.prepare<StoredRow>(byRowId).get(id)!);

  const ordered = (view: View, v: number) => orders.of(view, { version: v, counts: countsOf(view.collection ?? null, v).counts, now: now() });
  const rowOf = (id: number, v: number) => db.prepare<number>('SELECT row_id FROM software_updates WHERE ci_id = ? AND since_version <= ? AND until_version > ?').pluck().get(id, v, v);

  /** The catalog version that somebody looks at the rows of; 0: nobody does. */
  let lookedAt = 0;
  return {
    ahead: () => lookedAt > 0 && orders.ahead(lookedAt),
    tree: (classifications) => readTree(db, version(), classifications),
    rows: (view, offset, limit) => {
      const v = (lookedAt = version());
      const { counts, state } = countsOf(view.collection ?? null, v);
      const order = orders.of(view, { version: v, counts, now: now() });
      return { total: order.length, rows: fetch(order, offset, offset + limit).map((row) => toRow(row, counts)), counts: state };
    },
    ids: (view, from, to) => {
      const v = version();
      const ids = orders.ids(v);
      return Array.from(ordered(view, v).subarray(from, to), (row) => ids[row]!);
    },
    position: (view, of) => {
      const v = version();
      const order = ordered(view, v);
      if ('startsWith' in of) return orders.startingWith(order, of.startsWith, of.column, of.after, v);
      const row = rowOf(of.id, v);
      return row === undefined ? -1 : order.indexOf(row);
    },
    exportPiece: (view, columns, separator, from, asOf) => {
      const v = asOf ?? version();
      const { counts } = countsOf(view.collection ?? null, v);
      const order = orders.of(view, { version: v, counts, now: now() });
      const join = separator === 'tab' ? '\t' : ',';
      const line = (cells: string[]) => cells.map((text) => cell(text, separator)).join(join) + '\r\n';
      const head = from === 0 ? line(columns.map((column) => headings[column])) : '';
      const rows = fetch(order, from, from + PIECE).map((row) => toRow(row, counts));
      const text = head + rows.map((row) => line(columns.map((column) => displayed(row, column)))).join('');
      return { text, next: from + PIECE < order.length ? from + PIECE : null, version: v };
    },
    explain: ({ update, criteria, lookIn }) => {
      const v = version();
      const row = rowOf(update, v);
      if (row === undefined) return null;
      const details = readDetails(db, update);
      const { counts } = countsOf(null, v);
      const over = { version: v, counts, now: now() };
      const explained = criteria.map((criterion) => ({ matched: orders.criteria.meets(row, criterion, over), value: shownFor(criterion, details, counts) }));
      const inFolder = ordered({ node: lookIn ?? everything, sort: { column: 'title', descending: false }, find: null }, v).includes(row);
      return { matches: inFolder && explained.every((one) => one.matched !== false), inFolder, criteria: explained };
    },
  };
}
