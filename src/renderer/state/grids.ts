import { z } from 'zod';
import { create } from 'zustand';
import { keep, recall } from './stored.ts';

const layout = z.object({
  order: z.array(z.string()).max(100),
  widths: z.record(z.string(), z.number().min(24).max(2000)),
  sort: z.object({ column: z.string(), descending: z.boolean() }),
});
export type GridLayout = z.infer<typeof layout>;

const schema = z.record(z.string(), layout);

/** Columns shown and their order, widths, and the sort of each node's grid, remembered per user. */
export const useGrids = create<{ grids: Record<string, GridLayout> }>(() => ({ grids: recall('grids', schema, {}) }));
useGrids.subscribe((s) => keep('grids', s.grids));

/** Layout of one grid; columns that no longer exist are left out. */
export function useGridLayout(grid: string, initial: GridLayout, known: readonly string[]): [GridLayout, (change: Partial<GridLayout>) => void] {
  const held = useGrids((s) => s.grids[grid]);
  const order = held?.order.filter((id) => known.includes(id)) ?? [];
  const current = held && order.length > 0 && known.includes(held.sort.column) ? { ...held, order } : initial;
  return [current, (change) => useGrids.setState((s) => ({ grids: { ...s.grids, [grid]: { ...current, ...s.grids[grid], ...change } } }))];
}
