import { textOf, type GridColumn } from '../ui/index.ts';

export interface Find {
  text: string;
  /** Null: in all columns. */
  column: string | null;
}

interface Sort {
  column: string;
  descending: boolean;
}

/** Rows of which a displayed text holds what is looked for (D§1.3), in upper or lower case. */
export function found<Row>(rows: readonly Row[], columns: readonly GridColumn<Row>[], find: Find | null): readonly Row[] {
  if (!find) return rows;
  const text = find.text.toLowerCase();
  const searched = columns.filter((column) => find.column === null || column.id === find.column);
  return rows.filter((row) => searched.some((column) => textOf(column, row).toLowerCase().includes(text)));
}

/** Rows by a column: numbers as numbers, texts as people read them. Rows that are equal stay in their order. */
export function sorted<Row>(rows: readonly Row[], columns: readonly GridColumn<Row>[], sort: Sort): readonly Row[] {
  const column = columns.find((one) => one.id === sort.column);
  if (!column || column.sortable === false) return rows;
  const keyed = rows.map((row) => ({ row, key: column.order?.(row) ?? textOf(column, row) }));
  const sign = sort.descending ? -1 : 1;
  keyed.sort(({ key: a }, { key: b }) => sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true })));
  return keyed.map(({ row }) => row);
}

/** First row after `after`, round and round, whose text in a column begins with `text`; -1: none. */
export function startingWith<Row>(rows: readonly Row[], column: GridColumn<Row>, text: string, after: number): number {
  for (let n = 1; n <= rows.length; n++) {
    const at = (after + n) % rows.length;
    if (textOf(column, rows[at]!).toLowerCase().startsWith(text.toLowerCase())) return at;
  }
  return -1;
}
