/** Every row of a list but some. Such a selection knows no key of a row that is not loaded, so that all of 100,000 are selected at once. */
export interface AllBut<K> {
  readonly but: ReadonlySet<K>;
  readonly size: number;
  has(key: K): boolean;
}

export type Keys<K> = ReadonlySet<K> | AllBut<K>;

/** What is selected in a grid: keys of rows, the row that has the focus, and the row a Shift range starts at. */
export interface Selection<K> {
  keys: Keys<K>;
  /** Row number; -1 before anything was chosen. */
  focus: number;
  anchor: number;
}

export const nothingSelected = <K>(): Selection<K> => ({ keys: new Set<K>(), focus: -1, anchor: -1 });

export const allBut = <K>(total: number, but: ReadonlySet<K> = new Set()): AllBut<K> => ({ but, size: total - but.size, has: (key) => !but.has(key) });

/** The key of the only selected row; null when none or several are, or it is not known yet. */
export const onlyKey = <K>({ keys }: Selection<K>): K | null => ('but' in keys || keys.size !== 1 ? null : [...keys][0]!);

/** The keys of what is selected; `everything` reads those of all rows where they are not known. */
export async function keysOf<K>({ keys }: Selection<K>, everything: () => Promise<readonly K[]>): Promise<readonly K[]> {
  return 'but' in keys ? (await everything()).filter((key) => keys.has(key)) : [...keys];
}

/** The selection in a list that has become longer or shorter. */
export function inListOf<K>(before: Selection<K>, total: number): Selection<K> {
  const { keys } = before;
  return 'but' in keys && keys.size !== total - keys.but.size ? { ...before, keys: allBut(total, keys.but) } : before;
}

/** Some keys more; each that is there already is taken away if `toggle`. */
function withKeys<K>(before: Keys<K>, keys: readonly K[], toggle: boolean): Keys<K> {
  const all = 'but' in before;
  const next = new Set(all ? before.but : before);
  // Of all rows but some, a key is added by taking it from those.
  for (const key of keys) {
    if (toggle ? !next.delete(key) : !all) next.add(key);
    else if (!toggle) next.delete(key);
  }
  return all ? allBut(before.size + before.but.size, next) : next;
}

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
      return { keys: withKeys(before.keys, keys, false), focus: at, anchor: before.anchor < 0 ? at : before.anchor };
    case 'move':
      return { ...before, focus: at };
    case 'toggle':
      return { keys: withKeys(before.keys, keys, true), focus: at, anchor: at };
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
