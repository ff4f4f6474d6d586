import type { CellState, GatheredCells } from './planes.ts';

/** Cells of a chunk to be set, in the order they came. */
export interface Changes {
  add(update: number, place: number, state: CellState): void;
  /** Everything added since the last time; valid until the next `add`. */
  take(): GatheredCells;
}

let starts = new Uint32Array(1 << 14);
/** Going over this many updates costs as much as setting one cell. */
const WORTH = 16;

/**
 * Gathers cells so that the rows of a chunk are gone through once, from the first update to the last. Set one by one, as files
 * bring them, each would look for its row all over the memory of the chunk.
 */
export function createChanges(): Changes {
  let updates = new Uint32Array(256);
  let entries = new Uint16Array(256);
  let sortedUpdates = new Uint32Array(0);
  let sortedEntries = new Uint16Array(0);
  let count = 0;
  let least = Infinity;
  let most = 0;
  return {
    add: (update, place, state) => {
      if (count === updates.length) {
        const [more, further] = [new Uint32Array(count * 2), new Uint16Array(count * 2)];
        more.set(updates);
        further.set(entries);
        [updates, entries] = [more, further];
      }
      updates[count] = update;
      entries[count++] = (place << 2) | state;
      if (update < least) least = update;
      if (update > most) most = update;
    },
    take: () => {
      const slots = count === 0 ? 0 : most - least + 2;
      const from = least;
      const all = count;
      [count, least, most] = [0, Infinity, 0];
      if (all * WORTH < slots) return { updates, entries, count: all };
      if (sortedUpdates.length < all) [sortedUpdates, sortedEntries] = [new Uint32Array(updates.length), new Uint16Array(updates.length)];
      if (starts.length < slots) starts = new Uint32Array(slots * 2);
      else starts.fill(0, 0, slots);
      for (let n = 0; n < all; n++) starts[updates[n]! - from + 1]!++;
      for (let slot = 1; slot < slots; slot++) starts[slot]! += starts[slot - 1]!;
      for (let n = 0; n < all; n++) {
        const at = starts[updates[n]! - from]!++;
        sortedUpdates[at] = updates[n]!;
        sortedEntries[at] = entries[n]!;
      }
      return { updates: sortedUpdates, entries: sortedEntries, count: all };
    },
  };
}
