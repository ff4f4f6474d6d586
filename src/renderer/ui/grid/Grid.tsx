import { useId, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type MouseEvent } from 'react';
import { drawnWidths } from './columns.ts';
import { textOfRows } from './copy.ts';
import './grid.css';
import { GridBody, ROW_HEIGHT } from './GridBody.tsx';
import { GridHeader } from './GridHeader.tsx';
import type { GridProps } from './props.ts';
import { textOf } from './text.ts';
import { useColumns } from './use-columns.ts';
import { useGridDrag } from './use-grid-drag.ts';
import { useGridKeys } from './use-grid-keys.ts';

const twoLines = (header: string, width: number) => header.includes(' ') && header.length * 6.4 + 14 > width;

/** A list of any length: draws the rows in sight, everything else stays with whoever has the rows. */
export function Grid<Row extends object, K extends string | number>(props: GridProps<Row, K>) {
  const { columns, layout, onLayout, total, row, keyOf, selection, wanted, onOpen, onMenu, faded } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  /** The cell of the focused row that Ctrl+Shift+C copies; Left and Right go through the row. */
  const [cell, setCell] = useState<string | null>(null);
  const table = useColumns(columns, layout, onLayout);
  const visible = useMemo(() => layout.order.flatMap((name) => columns.find((c) => c.id === name) ?? []), [columns, layout.order]);
  const sizes = drawnWidths(visible.map((c) => ({ id: c.id, size: layout.widths[c.id] ?? c.width, elastic: c.elastic === true && layout.widths[c.id] === undefined })), room);
  const drawn = sizes.join(' ');
  const widths = useMemo(() => drawn.split(' ').map(Number), [drawn]);
  const tall = visible.some((c, nth) => !c.fixed && twoLines(c.header, widths[nth]!));
  const headerHeight = tall ? 36 : 28;

  useLayoutEffect(() => {
    const element = scroller.current!;
    const watch = new ResizeObserver(() => setRoom(element.clientWidth));
    watch.observe(element);
    setRoom(element.clientWidth);
    return () => watch.disconnect();
  }, []);

  const inSight = () => Math.max(1, Math.floor((scroller.current!.clientHeight - headerHeight) / ROW_HEIGHT));
  const scrollTo = (index: number) => {
    const element = scroller.current!;
    const top = index * ROW_HEIGHT;
    const height = element.clientHeight - headerHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW_HEIGHT > element.scrollTop + height) element.scrollTop = top + ROW_HEIGHT - height;
  };
  const copy = (what: 'rows' | 'cell') => {
    if (what === 'rows') return void (selection.keys.size > 0 && props.onCopy?.(textOfRows(props, visible), what));
    const here = row(selection.focus);
    const column = visible.find((c) => c.id === cell) ?? visible.find((c) => !c.fixed);
    if (here && column) props.onCopy?.(Promise.resolve(textOf(column, here)), what);
  };
  const step = (by: 1 | -1) => {
    const at = visible.findIndex((c) => c.id === cell);
    const next = visible[Math.max(0, Math.min(visible.length - 1, at < 0 ? 0 : at + by))];
    if (!next) return;
    setCell(next.id);
    scroller.current!.querySelector(`.grid-row.is-focused [data-col="${next.id}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  useImperativeHandle(props.ref, () => ({ focus: () => scroller.current?.focus(), scrollTo, copy, scrollBy: (rows) => scroller.current && (scroller.current.scrollTop += rows * ROW_HEIGHT) }));

  const { choose, onKeyDown } = useGridKeys(props, { scrollTo, inSight, copy, step, menuAt: () => menuAtFocus() });
  const menuAtFocus = () => {
    const element = scroller.current!;
    const box = element.getBoundingClientRect();
    const y = box.top + headerHeight + Math.max(0, selection.focus * ROW_HEIGHT - element.scrollTop) + ROW_HEIGHT;
    onMenu?.(box.left + 48, Math.min(y, box.bottom - 24), selection.keys.size > 0 ? 'selection' : 'node');
  };

  const rowAt = (event: MouseEvent) => {
    const found = (event.target as HTMLElement).closest<HTMLElement>('.grid-row');
    return found ? Number(found.dataset['index']) : -1;
  };
  const dragging = useGridDrag(props, rowAt);
  const onMouseDown = (event: MouseEvent) => {
    const at = rowAt(event);
    if (at < 0) return;
    setCell((event.target as HTMLElement).closest<HTMLElement>('[role="gridcell"]')?.dataset['col'] ?? null);
    if (event.button === 2) {
      const here = row(at);
      if (here && !selection.keys.has(keyOf(here))) void choose(at, 'only');
      return;
    }
    if (event.button !== 0 || dragging.waits(event)) return;
    const multiple = !props.single;
    void choose(at, multiple && event.shiftKey ? (event.ctrlKey || event.metaKey ? 'addRange' : 'range') : multiple && (event.ctrlKey || event.metaKey) ? 'toggle' : 'only');
  };
  const fit = (column: string) => {
    const cells = [...scroller.current!.querySelectorAll<HTMLElement>(`.grid-row [data-col="${column}"]`)];
    return Math.max(48, ...cells.map((cell) => cell.scrollWidth + 8));
  };

  const style = { '--cols': widths.map((w) => `${w}px`).join(' '), '--header': `${headerHeight}px`, '--wide': `${widths.reduce((a, b) => a + b, 0)}px` } as CSSProperties;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={(total ?? -1) < 0 ? -1 : total! + 1}
      aria-colcount={visible.length}
      aria-multiselectable={!props.single}
      tabIndex={0}
      className={`grid${tall ? ' is-tall' : ''}`}
      style={style}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onClick={(event) => {
        const at = dragging.released(event);
        if (at >= 0) void choose(at, 'only');
      }}
      onDragStart={dragging.onDragStart}
      onDragEnd={dragging.onDragEnd}
      onDoubleClick={(event) => {
        const here = row(rowAt(event));
        if (here) onOpen?.(here);
      }}
      onContextMenu={(event) => {
        if ((event.target as HTMLElement).closest('.grid-header')) return;
        event.preventDefault();
        if (event.button === 2) onMenu?.(event.clientX, event.clientY, rowAt(event) >= 0 ? 'selection' : 'node');
      }}
      onMouseOver={(event) => {
        const cell = (event.target as HTMLElement).closest<HTMLElement>('.grid-cell');
        if (cell) cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : '';
      }}
    >
      <div role="rowgroup" className="grid-head">
        <GridHeader table={table} columns={columns} layout={layout} onLayout={onLayout} fit={fit} onColumns={props.onColumns} />
      </div>
      {total === 0 && props.empty && (
        // A grid may hold nothing but rows.
        <div role="row">
          <div role="gridcell">{props.empty}</div>
        </div>
      )}
      <GridBody id={id} scroller={scroller} columns={visible} widths={widths} total={total} row={row} keyOf={keyOf} selection={selection} cell={cell} wanted={wanted} faded={faded} draggable={props.drag !== undefined} />
    </div>
  );
}
