import { memo } from 'react';
import { mayOverflow, type GridColumn } from './columns.ts';

interface Props<Row> {
  id: string;
  row: Row;
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

function Plain<Row>({ id, row, index, top, columns, widths, selected, focused, cell, faded, draggable }: Props<Row>) {
  const className = `grid-row${selected ? ' is-selected' : ''}${focused ? ' is-focused' : ''}${faded ? ' is-faded' : ''}`;
  return (
    <div role="row" id={id} aria-rowindex={index + 2} aria-selected={selected} className={className} draggable={draggable} data-index={index} style={{ top }}>
      {columns.map((column, nth) => {
        const content = column.cell(row);
        // Clipping is what most of painting a row costs: only cells that may need it have it.
        const kind = content === null || content === '' ? '' : `grid-cell${column.align === 'end' ? ' is-end' : ''}${mayOverflow(content, column.needs, widths[nth] ?? 0) ? ' is-cut' : ''}`;
        return (
          <div key={column.id} role="gridcell" data-col={column.id} className={column.id === cell ? `${kind} is-here` : kind}>
            {content}
          </div>
        );
      })}
    </div>
  );
}

export const GridRow = memo(Plain) as typeof Plain;
