/** What is selected in a grid: keys of rows, the row that has the focus, and the row a Shift range starts at. */
export interface Selection<K> {
  keys: ReadonlySet<K>;
  /** Row number; -1 before anything was chosen. */
  focus: number;
  anchor: number;
}

export const nothingSelected = <K>(): Selection<K> => ({ keys: new Set<K>(), focus: -1, anchor: -1 });

export type Gesture = 'only' | 'toggle' | 'range' | 'addRange' | 'move';

/** The rows a gesture at row `at` covers, first and last inclusive. */
export function span<K>(before: Selection<K>, at: number, gesture: Gesture): [number, number] {
  if (gesture === 'range' || gesture === 'addRange') {
    const from = before.anchor < 0 ? at : before.anchor;
    return [Math.min(from, at), Math.max(from, at)];
  }
  return [at, at];
}

/** The selection after a gesture; `keys` are those of the rows `span` named. */
export function selected<K>(before: Selection<K>, at: number, gesture: Gesture, keys: readonly K[]): Selection<K> {
  switch (gesture) {
    case 'only':
      return { keys: new Set(keys), focus: at, anchor: at };
    case 'range':
      return { keys: new Set(keys), focus: at, anchor: before.anchor < 0 ? at : before.anchor };
    case 'addRange':
      return { keys: new Set([...before.keys, ...keys]), focus: at, anchor: before.anchor < 0 ? at : before.anchor };
    case 'move':
      return { ...before, focus: at };
    case 'toggle': {
      const next = new Set(before.keys);
      for (const key of keys) if (!next.delete(key)) next.add(key);
      return { keys: next, focus: at, anchor: at };
    }
  }
}

/** Row the focus moves to with a key, or null when the key does not move it. `page` is the number of rows in sight. */
export function moved(key: string, focus: number, total: number, page: number): number | null {
  const last = total - 1;
  const clamp = (n: number) => Math.max(0, Math.min(last, n));
  if (total === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return clamp(focus + 1);
    case 'ArrowUp':
      return focus < 0 ? 0 : clamp(focus - 1);
    case 'PageDown':
      return clamp(focus + Math.max(1, page - 1));
    case 'PageUp':
      return clamp(focus - Math.max(1, page - 1));
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
