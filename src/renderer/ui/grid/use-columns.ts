import { columnOrderingFeature, columnSizingFeature, columnVisibilityFeature, functionalUpdate, rowSortingFeature, tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { GridColumn } from './columns.ts';

const features = tableFeatures({ columnOrderingFeature, columnVisibilityFeature, columnSizingFeature, rowSortingFeature });

export interface Layout {
  /** Displayed columns in their order. */
  order: string[];
  widths: Record<string, number>;
  sort: { column: string; descending: boolean };
}

const none: never[] = [];

/** The column model of a grid: order, visibility, sizes and sort live in `layout`; rows are not the table's business (manual modes). */
export function useColumns<Row extends object>(columns: readonly GridColumn<Row>[], layout: Layout, onLayout: (change: Partial<Layout>) => void) {
  const defs = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          header: column.header,
          size: column.width,
          minSize: 28,
          maxSize: 1600,
          enableSorting: column.sortable !== false,
          sortDescFirst: false,
        }),
      ),
    [columns],
  );
  const visibility = useMemo(() => Object.fromEntries(columns.map((c) => [c.id, layout.order.includes(c.id)])), [columns, layout.order]);
  const sorting = useMemo(() => [{ id: layout.sort.column, desc: layout.sort.descending }], [layout.sort.column, layout.sort.descending]);
  return useTable({
    features,
    columns: defs,
    data: none as Row[],
    manualSorting: true,
    enableSortingRemoval: false,
    state: { columnOrder: layout.order, columnVisibility: visibility, columnSizing: layout.widths, sorting },
    onSortingChange: (updater) => {
      const next = functionalUpdate(updater, sorting)[0];
      if (next) onLayout({ sort: { column: next.id, descending: next.desc } });
    },
  });
}
