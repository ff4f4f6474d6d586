import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { barsOf, type GridColumn } from './columns.ts';
import { GridRow } from './GridRow.tsx';
import type { Selection } from './selection.ts';

export const ROW_HEIGHT = 24;
/** Rows drawn beyond the edge, so that a turn of the wheel meets drawn rows. */
const BEYOND = 6;
/** Rows that a list announces of which nothing is known. */
const ANNOUNCED = 12;

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
  // A row that leaves gives its elements to the one that comes.
  const pool = useRef(1);
  pool.current = Math.max(pool.current, items.length);

  const active = selection.focus >= first && selection.focus <= last && items.length > 0 ? `${id}-${selection.focus}` : null;
  useLayoutEffect(() => {
    if (active === null) scroller.current?.removeAttribute('aria-activedescendant');
    else scroller.current?.setAttribute('aria-activedescendant', active);
  }, [active, scroller]);

  return (
    <div role="rowgroup" className="grid-body" style={{ height: total === null ? ANNOUNCED * ROW_HEIGHT : virtual.getTotalSize() }}>
      {(total === null ? waiting : items.some((item) => row(item.index) === undefined)) && (
        // Rows that are not here yet: one picture of all of them beneath those that are.
        <div className="grid-waiting" aria-hidden style={{ background: barsOf(widths, ROW_HEIGHT), top: items[0]?.start ?? 0, height: (total === null ? ANNOUNCED : items.length) * ROW_HEIGHT }} />
      )}
      {items.map((item) => {
        const here = row(item.index);
        if (here === undefined) return null;
        return (
          <GridRow
            key={item.index % pool.current}
            id={`${id}-${item.index}`}
            row={here}
            index={item.index}
            top={item.start}
            columns={columns}
            widths={widths}
            selected={selection.keys.has(keyOf(here))}
            focused={selection.focus === item.index}
            cell={selection.focus === item.index ? cell : null}
            faded={faded?.(here) === true}
            draggable={draggable}
          />
        );
      })}
    </div>
  );
}
