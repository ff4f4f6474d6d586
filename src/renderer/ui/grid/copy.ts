import type { GridColumn } from './columns.ts';
import type { GridProps } from './props.ts';
import { lineOf, textOf } from './text.ts';

/** The selected rows in the order of the list; those that are not loaded are read. */
async function selectedRows<Row extends object, K extends string | number>({ total, row, keyOf, selection, all }: GridProps<Row, K>): Promise<Row[]> {
  const rows: Row[] = [];
  const { keys } = selection;
  if ('but' in keys) {
    if (all) for await (const page of all()) rows.push(...page.filter((one) => keys.has(keyOf(one))));
    return rows;
  }
  const left = new Set(keys);
  const take = (one: Row | undefined) => void (one !== undefined && left.delete(keyOf(one)) && rows.push(one));
  for (let i = 0; i < (total ?? 0) && left.size > 0; i++) take(row(i));
  if (left.size === 0 || !all) return rows;
  rows.length = 0;
  keys.forEach((key) => left.add(key));
  for await (const page of all()) {
    page.forEach(take);
    if (left.size === 0) break;
  }
  return rows;
}

/** Selected rows as text of the displayed columns: a line a row, cells separated by tabs. */
export async function textOfRows<Row extends object, K extends string | number>(props: GridProps<Row, K>, shown: readonly GridColumn<Row>[]): Promise<string> {
  const columns = shown.filter((column) => !column.fixed);
  return (await selectedRows(props)).map((row) => lineOf(columns.map((column) => textOf(column, row)), 'tab')).join('\r\n');
}
