import { memo } from 'react';
import { mayOverflow, type GridColumn } from './columns.ts';

interface Props<Row> {
  id: string;
  row: Row | undefined;
  index: number;
  top: number;
  columns: readonly GridColumn<Row>[];
  /** As drawn, of each column. */
  widths: readonly number[];
  selected: boolean;
  focused: boolean;
  /** Column whose cell has the focus; null: the whole row has it. */
  cell: string | null;
  faded: boolean;
  draggable?: boolean;
}

/** Wide enough to be seen, different enough not to look like a table of equal words. */
const bar = (index: number, nth: number) => `${35 + ((index * 37 + nth * 23) % 50)}%`;

function Plain<Row>({ id, row, index, top, columns, widths, selected, focused, cell, faded, draggable }: Props<Row>) {
  const className = `grid-row${selected ? ' is-selected' : ''}${focused ? ' is-focused' : ''}${faded ? ' is-faded' : ''}`;
  return (
    // A row that is not here yet is no row for who cannot see it.
    <div role={row === undefined ? 'presentation' : 'row'} aria-hidden={row === undefined || undefined} id={id} aria-rowindex={index + 2} aria-selected={selected} className={className} draggable={draggable} data-index={index} style={{ top }}>
      {columns.map((column, nth) => {
        const content = row === undefined ? <span className="skeleton" style={{ width: bar(index, nth) }} /> : column.cell(row);
        // Clipping is what most of painting a row costs: only cells that may need it have it.
        const kind = content === null || content === '' ? '' : `grid-cell${column.align === 'end' ? ' is-end' : ''}${mayOverflow(content, column.needs, widths[nth] ?? 0) ? ' is-cut' : ''}`;
        return (
          <div key={column.id} role={row === undefined ? undefined : 'gridcell'} data-col={column.id} className={column.id === cell ? `${kind} is-here` : kind}>
            {content}
          </div>
        );
      })}
    </div>
  );
}

export const GridRow = memo(Plain) as typeof Plain;
