/** Content in a client's cache (DEPLOY-07). */
export interface Cached {
  readonly update: number;
  readonly bytes: number;
  /** When it came, site time in ms. */
  readonly at: number;
  /** When its installation succeeded; 0: not yet. */
  readonly done: number;
}

const HOUR = 3_600_000;
export const CACHE_BYTES = 5120 * 1024 * 1024;
/** Kept so long after a success, and so long without one (D§6.4). */
const TOMBSTONE = 24 * HOUR;
const UNUSED = 30 * 24 * HOUR;

const mayGo = (one: Cached, at: number) => (one.done > 0 ? at - one.done >= TOMBSTONE : at - one.at >= UNUSED);
const sum = (all: readonly Cached[]) => all.reduce((total, { bytes }) => total + bytes, 0);

/** Whether so much more finds room: what may go makes way, what may not stays. */
export const hasRoom = (cache: readonly Cached[], bytes: number, at: number): boolean => sum(cache.filter((one) => !mayGo(one, at))) + bytes <= CACHE_BYTES;

/** With a content that has come; the oldest of those that may go made way where they had to. */
export function put(cache: readonly Cached[], update: number, bytes: number, at: number): Cached[] {
  const kept = cache.filter((one) => one.update !== update);
  while (sum(kept) + bytes > CACHE_BYTES) {
    const oldest = kept.findIndex((one) => mayGo(one, at));
    if (oldest === -1) break;
    kept.splice(oldest, 1);
  }
  return [...kept, { update, bytes, at, done: 0 }];
}

/** With the installation of these noted. */
export const noteDone = (cache: readonly Cached[], updates: readonly number[], at: number): Cached[] => cache.map((one) => (updates.includes(one.update) ? { ...one, done: at } : one));
