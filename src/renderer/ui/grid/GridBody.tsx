import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import type { GridColumn } from './columns.ts';
import { GridRow } from './GridRow.tsx';
import type { Selection } from './selection.ts';

export const ROW_HEIGHT = 24;
/** Rows drawn beyond the edge, so that a turn of the wheel meets drawn rows. */
const BEYOND = 6;
const WAITING = Array.from({ length: 12 }, (_, i) => i);

interface Props<Row extends object, K> {
  id: string;
  scroller: RefObject<HTMLDivElement | null>;
  /** Displayed columns in their order. */
  columns: readonly GridColumn<Row>[];
  widths: readonly number[];
  total: number | null;
  row(index: number): Row | undefined;
  keyOf(row: Row): K;
  selection: Selection<K>;
  /** Column of the cell that has the focus in the focused row. */
  cell: string | null;
  wanted?(from: number, to: number): void;
  faded?(row: Row): boolean;
  draggable?: boolean;
}

/** A list that comes sooner than this is not announced by rows that are still empty. */
const SOON_MS = 120;

/** Whether something has been so for a while. */
function useLong(so: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!so) return setLong(false);
    const timer = setTimeout(() => setLong(true), SOON_MS);
    return () => clearTimeout(timer);
  }, [so]);
  return so && long;
}

/** The rows in sight. Scrolling draws this again and nothing around it. */
export function GridBody<Row extends object, K>({ id, scroller, columns, widths, total, row, keyOf, selection, cell, wanted, faded, draggable }: Props<Row, K>) {
  const virtual = useVirtualizer({ count: total ?? 0, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: BEYOND, initialRect: { width: 800, height: 600 } });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 60;
  useEffect(() => wanted?.(first, last), [wanted, first, last]);

  const waiting = useLong(total === null);

  const active = selection.focus >= first && selection.focus <= last && items.length > 0 ? `${id}-${selection.focus}` : null;
  useLayoutEffect(() => {
    if (active === null) scroller.current?.removeAttribute('aria-activedescendant');
    else scroller.current?.setAttribute('aria-activedescendant', active);
  }, [active, scroller]);

  return (
    <div role="rowgroup" className="grid-body" style={{ height: total === null ? WAITING.length * ROW_HEIGHT : virtual.getTotalSize() }}>
      {waiting && WAITING.map((i) => <GridRow key={i} id={`${id}-wait-${i}`} row={undefined} index={i} top={i * ROW_HEIGHT} columns={columns} widths={widths} selected={false} focused={false} cell={null} faded={false} />)}
      {items.map((item) => {
        const here = row(item.index);
        return (
          <GridRow
            key={item.index}
            id={`${id}-${item.index}`}
            row={here}
            index={item.index}
            top={item.start}
            columns={columns}
            widths={widths}
            selected={here !== undefined && selection.keys.has(keyOf(here))}
            focused={selection.focus === item.index}
            cell={selection.focus === item.index ? cell : null}
            faded={here !== undefined && faded?.(here) === true}
            draggable={here !== undefined && draggable}
          />
        );
      })}
    </div>
  );
}
