import { ChevronDown12Regular, ChevronUp12Regular } from '@fluentui/react-icons';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { reordered, type GridColumn } from './columns.ts';
import { GridHeaderMenu } from './GridHeaderMenu.tsx';
import type { Layout, useColumns } from './use-columns.ts';

interface Props<Row extends object> {
  table: ReturnType<typeof useColumns<Row>>;
  columns: readonly GridColumn<Row>[];
  layout: Layout;
  onLayout(change: Partial<Layout>): void;
  /** Width that shows every loaded cell of a column. */
  fit(column: string): number;
  onColumns?(): void;
}

/** Headings: click or Enter sorts, dragging or Ctrl+arrows reorders, the divider or Shift+arrows sizes, double-click on it fits; the menu of a heading has all of it. */
export function GridHeader<Row extends object>({ table, columns, layout, onLayout, fit, onColumns }: Props<Row>) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ of: number; target: HTMLElement } | null>(null);
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const resize = (id: string, width: number) => onLayout({ widths: { ...layout.widths, [id]: Math.max(28, Math.round(width)) } });

  const drag = (event: PointerEvent<HTMLElement>, id: string) => {
    // Keeps the heading, which can be dragged itself, from taking the gesture.
    event.preventDefault();
    const divider = event.currentTarget;
    const start = { x: event.clientX, width: divider.parentElement!.offsetWidth };
    divider.setPointerCapture(event.pointerId);
    divider.parentElement!.draggable = false;
    const move = (e: globalThis.PointerEvent) => resize(id, start.width + e.clientX - start.x);
    divider.addEventListener('pointermove', move);
    const end = () => {
      divider.removeEventListener('pointermove', move);
      if (divider.parentElement) divider.parentElement.draggable = true;
    };
    divider.addEventListener('lostpointercapture', end, { once: true });
  };

  const move = (id: string, by: 1 | -1) => {
    const at = layout.order.indexOf(id);
    onLayout({ order: reordered(layout.order, id, layout.order[at + (by > 0 ? 2 : -1)] ?? null) });
  };

  const verbsOf = (nth: number, cell: HTMLElement) => {
    const column = columns.find((c) => c.id === headers[nth]!.column.id)!;
    return {
      sort: column.sortable === false ? undefined : (descending: boolean) => onLayout({ sort: { column: column.id, descending } }),
      move: (by: 1 | -1) => move(column.id, by),
      size: (by: number) => resize(column.id, cell.offsetWidth + by),
      fit: () => resize(column.id, fit(column.id)),
      hide: layout.order.length > 1 ? () => onLayout({ order: layout.order.filter((id) => id !== column.id) }) : undefined,
      columns: onColumns,
    };
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, id: string, nth: number) => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      event.stopPropagation();
      return setMenu({ of: nth, target: event.currentTarget });
    }
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const cell = event.currentTarget.parentElement!;
    if (event.shiftKey) return resize(id, cell.offsetWidth + 8 * step);
    if (event.ctrlKey) return move(id, step);
    const next = step > 0 ? cell.nextElementSibling : cell.previousElementSibling;
    next?.querySelector<HTMLElement>('.grid-heading-button')?.focus();
  };

  return (
    <div role="row" aria-rowindex={1} className="grid-header">
      {headers.map((header, nth) => {
        const column = columns.find((c) => c.id === header.column.id)!;
        const sorted = header.column.getIsSorted();
        const states = `${column.align === 'end' ? ' is-end' : ''}${sorted ? ' is-sorted' : ''}${over === column.id && dragged !== column.id ? ' is-target' : ''}`;
        return (
          <div
            key={column.id}
            role="columnheader"
            data-col={column.id}
            aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
            className={`grid-heading${states}`}
            draggable={!column.fixed}
            onContextMenu={(event) => {
              event.preventDefault();
              if (!column.fixed && event.button === 2) setMenu({ of: nth, target: event.currentTarget.querySelector('button')! });
            }}
            onDragStart={(event) => {
              setDragged(column.id);
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', column.header);
            }}
            onDragOver={(event) => {
              if (dragged === null || column.fixed) return;
              event.preventDefault();
              setOver(column.id);
            }}
            onDragLeave={() => setOver(null)}
            onDragEnd={() => (setDragged(null), setOver(null))}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged) onLayout({ order: reordered(layout.order, dragged, column.id) });
            }}
          >
            <button
              type="button"
              tabIndex={nth === 0 ? 0 : -1}
              className="grid-heading-button"
              aria-label={column.header}
              aria-disabled={column.sortable === false || undefined}
              onClick={() => column.sortable !== false && header.column.toggleSorting()}
              onKeyDown={(event) => onKeyDown(event, column.id, nth)}
            >
              <span className="grid-heading-text">{column.fixed ? '' : column.header}</span>
              {sorted && <span className="grid-sort">{sorted === 'asc' ? <ChevronUp12Regular /> : <ChevronDown12Regular />}</span>}
            </button>
            {!column.fixed && (
              <span className="grid-divider" onPointerDown={(event) => drag(event, column.id)} onDoubleClick={() => resize(column.id, fit(column.id))} />
            )}
          </div>
        );
      })}
      {menu && headers[menu.of] && <GridHeaderMenu target={menu.target} first={menu.of === 0} last={menu.of === headers.length - 1} verbs={verbsOf(menu.of, menu.target.parentElement!)} onClose={() => setMenu(null)} />}
    </div>
  );
}
