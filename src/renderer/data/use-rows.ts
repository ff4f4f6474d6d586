import { startTransition, useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { onChanged } from './changes.ts';
import { useSession } from './session.ts';
import { RowWindows, WINDOW } from './windows.ts';

export interface Rows<Row> {
  /** Null until the first window is here. */
  total: number | null;
  row(index: number): Row | undefined;
  /** Tells which rows are in sight; missing windows are asked for. */
  wanted(from: number, to: number): void;
  refresh(): void;
  /** Every row, read anew from the first to the last. */
  all(): AsyncGenerator<readonly Row[]>;
  error: unknown;
  /** It shows what was asked before in the same place, until the first window of what is asked now is here. */
  old: boolean;
  /** Wall-clock moment of the newest window. */
  readAt: number;
}

/** Rows the engine gives at once. */
const MOST = 500;
/** While the scroll bar is dragged through a long list, windows are asked for no more often than this. */
const PACE_MS = 50;

interface Page<Row> {
  total: number;
  rows: Row[];
}

/**
 * A long list of the engine through a few windows. `key` names the list (another key, another list); `read` fetches a
 * window; a change of one of `areas` asks again for what is in sight, old rows staying until then. Where the same `place`
 * is asked in another way (another text to find, another order), what it showed stays until the answer is here.
 */
export function useRows<Row>(areas: string | readonly string[], key: string, read: (offset: number, limit: number) => Promise<Page<Row>>, place = key): Rows<Row> {
  const [, drawn] = useReducer((n: number) => n + 1, 0);
  const open = useSession((s) => s.engine !== null);
  const list = useMemo(() => ({ key, windows: new RowWindows<Row>(), total: null as number | null, error: null as unknown, readAt: 0, asking: new Map<number, number>(), age: 0, askedAt: 0, planned: undefined as ReturnType<typeof setTimeout> | undefined, sight: [0, 0] as [number, number] }), [key]);
  const last = useRef({ list, place });
  if (list.total !== null || list.error !== null || last.current.place !== place) last.current = { list, place };
  const shown = last.current.list;
  const reader = useRef(read);
  reader.current = read;

  const fetchMissing = useCallback(() => {
    list.askedAt = performance.now();
    for (const start of list.windows.missing(RowWindows.around(list.sight, list.total))) {
      if (list.asking.get(start) === list.age) continue;
      const age = list.age;
      list.asking.set(start, age);
      reader.current(start, WINDOW).then(
        (page) => {
          if (list.age === age) list.asking.delete(start);
          if (list.age !== age) return;
          const same = page.total === list.total && list.error === null;
          list.total = page.total;
          list.windows.put(start, page.rows);
          list.error = null;
          list.readAt = Date.now();
          // While a long list is scrolled through, its frames go before everything around it.
          if (same) startTransition(drawn);
          else drawn();
        },
        (error: unknown) => {
          if (list.age !== age) return;
          list.asking.delete(start);
          list.error = error;
          drawn();
        },
      );
    }
  }, [list]);

  /** What is asked for is no longer waited for, and what is here is to be asked for again. */
  const outdate = useCallback(() => {
    list.age++;
    list.asking.clear();
    list.windows.expire();
  }, [list]);
  const refresh = useCallback(() => {
    outdate();
    fetchMissing();
  }, [outdate, fetchMissing]);

  useEffect(() => {
    if (!open) return;
    fetchMissing();
    return outdate;
  }, [open, fetchMissing, outdate]);

  const names = typeof areas === 'string' ? areas : areas.join(' ');
  useEffect(() => {
    const ends = names.split(' ').map((area) => onChanged(area, refresh));
    return () => ends.forEach((end) => end());
  }, [names, refresh]);

  const wanted = useCallback(
    (from: number, to: number) => {
      // Where the old rows are scrolled to says nothing of the new ones.
      if (shown !== list) return;
      list.sight = [from, to];
      clearTimeout(list.planned);
      const rest = PACE_MS - (performance.now() - list.askedAt);
      if (rest <= 0) fetchMissing();
      else list.planned = setTimeout(fetchMissing, rest);
    },
    [list, shown, fetchMissing],
  );
  const all = useCallback(async function* () {
    for (let offset = 0, total = 1; offset < total; offset += MOST) {
      const page = await reader.current(offset, MOST);
      total = page.total;
      yield page.rows;
    }
  }, []);
  return useMemo(
    () => ({ all, old: shown !== list, get total() { return shown.total; }, row: (i: number) => shown.windows.row(i), wanted, refresh, get error() { return shown.error; }, get readAt() { return shown.readAt; } }),
    [list, shown, wanted, refresh, all],
  );
}
