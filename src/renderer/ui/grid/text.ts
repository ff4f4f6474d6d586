import { isValidElement, type ReactNode } from 'react';
import type { GridColumn } from './columns.ts';

/** The text that content shows. What a component draws is not known here: its column gives `text`. */
function plain(content: ReactNode): string {
  if (typeof content === 'string' || typeof content === 'number' || typeof content === 'bigint') return String(content);
  if (Array.isArray(content)) return content.map(plain).join('');
  if (!isValidElement<{ children?: ReactNode }>(content) || typeof content.type === 'function') return '';
  return plain(content.props.children);
}

/** What a cell shows as text: what is found, exported and copied. */
export const textOf = <Row>(column: GridColumn<Row>, row: Row): string => column.text?.(row) ?? plain(column.cell(row));

/** One row of text in a list's own format; a separator inside a cell cannot end it. */
export function lineOf(cells: readonly string[], separator: 'tab' | 'comma'): string {
  if (separator === 'tab') return cells.map((text) => text.replace(/[\t\r\n]+/g, ' ')).join('\t');
  return cells.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
}
