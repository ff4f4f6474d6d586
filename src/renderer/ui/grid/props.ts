import type { ReactNode, Ref } from 'react';
import type { GridColumn } from './columns.ts';
import type { Selection } from './selection.ts';
import type { Layout } from './use-columns.ts';

export interface GridHandle {
  focus(): void;
  scrollTo(index: number): void;
  scrollBy(rows: number): void;
  /** Gives the selected rows, or the cell that has the focus, to `onCopy`. */
  copy(what: 'rows' | 'cell'): void;
}

export interface GridProps<Row extends object, K> {
  label: string;
  columns: readonly GridColumn<Row>[];
  layout: Layout;
  onLayout(change: Partial<Layout>): void;
  /** Null while the number of rows is not known yet. */
  total: number | null;
  row(index: number): Row | undefined;
  keyOf(row: Row): K;
  selection: Selection<K>;
  onSelection(selection: Selection<K>): void;
  /** Rows in sight, inclusive. */
  wanted?(from: number, to: number): void;
  /** Keys of rows `from`..`to` inclusive when some are not loaded. */
  keysBetween?(from: number, to: number): Promise<K[]>;
  /** Row whose text begins so, searched after row `after`; -1 when there is none. */
  typeAhead?(text: string, after: number): Promise<number>;
  onOpen?(row: Row): void;
  /** Every row in turn, for copying when some are not loaded. */
  all?(): AsyncIterable<readonly Row[]>;
  /** Ctrl+C: text of the displayed columns, tab separated, a line a row; Ctrl+Shift+C: of one cell. */
  onCopy?(text: Promise<string>, what: 'rows' | 'cell'): void;
  /** Chooses columns, from the menu of the headings. */
  onColumns?(): void;
  onMenu?(x: number, y: number, of: 'node' | 'selection'): void;
  /** Rows can be dragged: called with what is being dragged, and with null at the end. `name` is shown under the pointer. */
  drag?: { name(count: number): string; onDrag(dragged: Selection<K> | null): void };
  faded?(row: Row): boolean;
  /** In place of rows when there are none. */
  empty?: ReactNode;
  single?: boolean;
  ref?: Ref<GridHandle>;
}
