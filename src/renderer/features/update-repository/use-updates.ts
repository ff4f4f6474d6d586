import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { ColumnId, CountsState, Find, Released, RepositoryNode, SearchCriterion, Sort, UpdateRow, View } from '../../../contract/index.ts';
import { ask, useRows } from '../../data/index.ts';
import { onlyKey, type GridHandle, type Selection } from '../../ui/index.ts';

/** The rows of one view of the Update Repository and the questions a grid asks about rows that are not loaded. */
export function useUpdates(node: RepositoryNode, sort: Sort, find: Find | null, { released = null, collection = null, list = null, deployment = null, criteria = null }: { released?: Released | null; collection?: number | null; list?: number | null; deployment?: number | null; criteria?: SearchCriterion[] | null } = {}) {
  const place = JSON.stringify({ node: { classification: node.classification, vendor: node.vendor, product: node.product }, list, deployment, criteria });
  const asked = JSON.stringify({ sort, find, released, collection });
  const key = `${place} ${asked}`;
  const [counts, setCounts] = useState<CountsState>({ computers: null, asOf: null });
  const view = useMemo(() => ({ ...JSON.parse(place), ...JSON.parse(asked) }) as View, [place, asked]);
  const rows = useRows<UpdateRow>(['updateRepository', 'updateLists', 'deployments', 'compliance', 'collections'], key, async (offset, limit) => {
    const { value } = await ask((e, call) => e.updateRepository.rows({ call, ...view, offset, limit }));
    setCounts((before) => (before.asOf === value.counts.asOf && before.computers === value.counts.computers ? before : value.counts));
    return value;
  }, place);
  const keysBetween = useCallback(async (from: number, to: number) => (await ask((e, call) => e.updateRepository.ids({ call, ...view, from, to: to + 1 }))).value, [view]);
  const everyKey = useCallback(() => keysBetween(0, Number.MAX_SAFE_INTEGER - 1), [keysBetween]);
  const typeAhead = useCallback(
    async (startsWith: string, after: number) => {
      const column: ColumnId = view.sort.column === 'icon' ? 'title' : view.sort.column;
      return (await ask((e, call) => e.updateRepository.position({ call, ...view, of: { startsWith, column, after } }))).value;
    },
    [view],
  );
  const positionOf = useCallback(async (id: number) => (await ask((e, call) => e.updateRepository.position({ call, ...view, of: { id } }))).value, [view]);
  return { view, key, rows, counts, keysBetween, everyKey, typeAhead, positionOf };
}

type Updates = ReturnType<typeof useUpdates>;

/** After another sort or find the focused row is sought and shown again; after a refresh it stays where it was on the screen. */
export function useKeptRow(updates: Updates, grid: RefObject<GridHandle | null>, selection: Selection<number>, onSelection: (selection: Selection<number>) => void) {
  const { key, rows, positionOf } = updates;
  const focused = useRef<number | null>(null);
  const newest = useRef(selection);
  newest.current = selection;
  useEffect(() => {
    if (rows.old) return;
    // A row that is not loaded yet is known by its key, if it is the only one chosen.
    const here = rows.row(selection.focus);
    if (selection.focus < 0) focused.current = null;
    else if (here) focused.current = here.id;
    else focused.current = onlyKey(selection) ?? focused.current;
  }, [selection, rows]);

  const seen = useRef({ key, readAt: 0 });
  const { readAt } = rows;
  useEffect(() => {
    if (rows.old) return;
    const before = seen.current;
    if (before.key !== key) grid.current?.scrollTo(0);
    seen.current = { key, readAt };
    const id = focused.current;
    if (id === null || readAt === 0) return;
    const another = before.key !== key;
    if (!another && rows.row(newest.current.focus)?.id === id) return;
    void positionOf(id).then((at) => {
      if (at < 0 || seen.current.key !== key) return;
      const delta = at - newest.current.focus;
      onSelection({ ...newest.current, focus: at, anchor: at });
      if (another) grid.current?.scrollTo(at);
      else grid.current?.scrollBy(delta);
    }, () => {});
  }, [key, readAt, rows, positionOf, onSelection, grid]);
}
