/** Rows per window; the wire allows up to 500. */
export const WINDOW = 100;
/** Windows kept, least recently wanted out first: two screens either side and a jump. */
export const KEPT = 10;
/** Rows beyond those in sight that are fetched before they are scrolled to. */
const AHEAD = 60;

/**
 * A few windows of a long list. The list itself stays in the engine; this knows which stretches are here and which are
 * still to be asked for. After `expire` rows stay readable until newer ones take their place.
 */
export class RowWindows<Row> {
  readonly #windows = new Map<number, { rows: readonly Row[]; fresh: boolean }>();

  /** First rows of the windows that cover `from`..`to` (inclusive). */
  static covering(from: number, to: number): number[] {
    const starts: number[] = [];
    for (let start = Math.floor(Math.max(0, from) / WINDOW) * WINDOW; start <= to; start += WINDOW) starts.push(start);
    return starts;
  }

  /** First rows of the windows for what is in sight of a list of `total` rows; null: not known yet. An empty list has one, too: it is where rows appear. */
  static around([from, to]: readonly [number, number], total: number | null): number[] {
    const last = total === null ? to : Math.min(to + AHEAD, total - 1);
    return RowWindows.covering(from - AHEAD, Math.max(from, last));
  }

  row(index: number): Row | undefined {
    return this.#windows.get(Math.floor(index / WINDOW) * WINDOW)?.rows[index % WINDOW];
  }

  /** Window starts to ask for; marks what is wanted as used. */
  missing(starts: readonly number[]): number[] {
    return starts.filter((start) => {
      const held = this.#windows.get(start);
      if (!held) return true;
      this.#windows.delete(start);
      this.#windows.set(start, held);
      return !held.fresh;
    });
  }

  put(start: number, rows: readonly Row[]) {
    this.#windows.delete(start);
    this.#windows.set(start, { rows, fresh: true });
    while (this.#windows.size > KEPT) this.#windows.delete(this.#windows.keys().next().value!);
  }

  expire() {
    for (const held of this.#windows.values()) held.fresh = false;
  }

  clear() {
    this.#windows.clear();
  }

  get size() {
    return this.#windows.size;
  }
}
