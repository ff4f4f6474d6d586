import type { ReactNode } from 'react';

export interface GridColumn<Row> {
  id: string;
  header: string;
  /** CSS pixels at first. */
  width: number;
  align?: 'end';
  /** Takes the width that is left, 160 at least (the first columns of updates then fit beside both panes at 1440), until the user sizes it. */
  elastic?: boolean;
  sortable?: boolean;
  /** Fixed in place and without a heading text: the icon column. */
  fixed?: boolean;
  cell(row: Row): ReactNode;
  /** What the cell shows, where components draw it. */
  text?(row: Row): string;
  /** What lists in memory sort by; its text when left out. */
  order?(row: Row): string | number;
  /** CSS pixels that any content of this column needs, where that is known: no cell is clipped while the column is at least so wide. */
  needs?: number;
}

export const ELASTIC_LEAST = 160;

/** Widths as drawn: the elastic column takes what the others leave of `room`. */
export function drawnWidths(columns: readonly { id: string; size: number; elastic: boolean }[], room: number): number[] {
  const taken = columns.reduce((sum, c) => sum + (c.elastic ? 0 : c.size), 0);
  return columns.map((c) => (c.elastic ? Math.max(ELASTIC_LEAST, room - taken) : c.size));
}

/** A CSS background for rows of this height that are not here yet: a bar in the place of each cell. `--bar` is its colour. */
export function barsOf(widths: readonly number[], height: number): string {
  const third = height / 3;
  let left = 0;
  const bars = widths.map((width, nth) => {
    const bar = `linear-gradient(transparent ${third}px, var(--bar) ${third}px ${third * 2}px, transparent ${third * 2}px) ${left + 5}px 0 / ${Math.round((width * (45 + ((nth * 23) % 40))) / 100)}px ${height}px repeat-y`;
    left += width;
    return bar;
  });
  return bars.join(', ');
}

/** `order` with `id` moved in front of `before`, or to the end. */
export function reordered(order: readonly string[], id: string, before: string | null): string[] {
  if (id === before) return [...order];
  const rest = order.filter((other) => other !== id);
  const at = before === null ? rest.length : rest.indexOf(before);
  return at < 0 ? [...order] : [...rest.slice(0, at), id, ...rest.slice(at)];
}

/** Whether content may be wider than its column; text is taken at the widest a character of the list's font is on average. */
export function mayOverflow(content: unknown, needs: number | undefined, width: number): boolean {
  if (needs !== undefined) return width < needs;
  return typeof content !== 'string' || content.length * 8 + 10 > width;
}
