import { useMemo, useRef, useState, type Dispatch, type RefObject, type SetStateAction } from 'react';
import { useGridLayout, type GridLayout, type PageFacts } from '../state/index.ts';
import { counted, nothingSelected, type GridColumn, type GridHandle, type Selection } from '../ui/index.ts';
import { found, sorted, startingWith, type Find } from './rows.ts';

/** Rows of a list, in memory or in windows (`useRows`). */
export interface ListRows<Row> {
  total: number | null;
  row(index: number): Row | undefined;
  all(): AsyncGenerator<readonly Row[]>;
  wanted?(from: number, to: number): void;
  typeAhead?(text: string, after: number): Promise<number>;
}

export interface ListState<Row, K> {
  /** Of the node's grid. */
  id: string;
  columns: readonly GridColumn<Row>[];
  initial: GridLayout;
  layout: GridLayout;
  setLayout(change: Partial<GridLayout>): void;
  find: Find | null;
  setFind(find: Find | null): void;
  selection: Selection<K>;
  setSelection: Dispatch<SetStateAction<Selection<K>>>;
  dialog: 'columns' | 'export' | null;
  setDialog(dialog: 'columns' | 'export' | null): void;
  grid: RefObject<GridHandle | null>;
  input: RefObject<HTMLInputElement | null>;
}

interface Options {
  /** Displayed at first; left out: every column. */
  order?: readonly string[];
  /** At first; left out: by the first column. */
  sort?: { column: string; descending: boolean };
}

/** What a list keeps: columns, order, widths and sort of its node for this user; what is looked for and selected while it is open. `id` names the node's grid. */
export function useList<Row extends object, K extends string | number>(id: string, columns: readonly GridColumn<Row>[], { order, sort }: Options = {}): ListState<Row, K> {
  const known = columns.map((column) => column.id);
  const initial: GridLayout = { order: [...(order ?? known)], widths: {}, sort: sort ?? { column: known[0]!, descending: false } };
  const [layout, keepLayout] = useGridLayout(id, initial, known);
  const [find, look] = useState<Find | null>(null);
  const [selection, setSelection] = useState<Selection<K>>(nothingSelected);
  const [dialog, setDialog] = useState<ListState<Row, K>['dialog']>(null);
  // The page of another node may go on with this list: what was looked for and selected belonged to the one before.
  const [of, setOf] = useState(id);
  if (of !== id) {
    setOf(id);
    look(null);
    setSelection(nothingSelected());
    setDialog(null);
  }
  const setFind = (next: Find | null) => {
    look(next);
    setSelection((before) => ({ ...before, keys: new Set<K>() }));
  };
  const setLayout = (change: Partial<GridLayout>) => {
    keepLayout(change);
    // What is not displayed is not searched.
    if (change.order && find !== null && find.column !== null && !change.order.includes(find.column)) setFind(null);
  };
  return { id, columns, initial, layout, setLayout, find, setFind, selection, setSelection, dialog, setDialog, grid: useRef<GridHandle>(null), input: useRef<HTMLInputElement>(null) };
}

interface Given<Row> {
  /** Rows stay in the order they come in until the user sorts. */
  asGiven?: boolean;
  /** Rows that stand before the others, whatever the order. */
  first?(row: Row): boolean;
}

/** A list that is in memory, found and sorted here. */
export function useRowsInMemory<Row extends object, K>({ columns, layout, find, initial }: ListState<Row, K>, rows: readonly Row[] | null, { asGiven = false, first }: Given<Row> = {}): ListRows<Row> & { rows: readonly Row[] } {
  const { sort, order } = layout;
  const untouched = asGiven && sort.column === initial.sort.column && sort.descending === initial.sort.descending;
  return useMemo(() => {
    const displayed = columns.filter((column) => order.includes(column.id));
    const matching = found(rows ?? [], displayed, find);
    const inOrder = untouched ? matching : sorted(matching, columns, sort);
    const shown = first ? [...inOrder.filter(first), ...inOrder.filter((row) => !first(row))] : inOrder;
    const byLetter = displayed.find((column) => column.id === sort.column) ?? displayed[0];
    return {
      rows: shown,
      total: rows === null ? null : shown.length,
      row: (index) => shown[index],
      all: async function* () {
        yield shown;
      },
      typeAhead: async (text, after) => (byLetter ? startingWith(shown, byLetter, text, after) : -1),
    };
  }, [columns, order, sort, find, rows, untouched, first]);
}

/** What a list tells the frame: counts of the status line, and the verbs every list has. `noun` is one row's word. */
export function listFacts<Row, K>({ selection, setDialog, grid, input }: ListState<Row, K>, { total }: Pick<ListRows<Row>, 'total'>, noun = 'item') {
  return {
    items: total === null ? null : counted(total, noun),
    selected: selection.keys.size,
    find: () => input.current?.focus(),
    columns: () => setDialog('columns'),
    exportList: () => setDialog('export'),
    copy: (what) => grid.current?.copy(what),
  } satisfies Partial<PageFacts>;
}
