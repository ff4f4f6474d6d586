/** Content in a client's cache (DEPLOY-07). */
export interface Cached {
  readonly update: number;
  readonly bytes: number;
  /** When it came, site time in ms. */
  readonly at: number;
  /** When its installation succeeded; 0: not yet. */
  readonly done: number;
  /** It is not any more what came. */
  readonly damaged?: boolean;
}

/** What of a cache is its user's or a package's to say. */
export interface CacheLimits {
  readonly bytes: number;
  /** Content of a package that is to persist in the client cache: it never makes way. */
  persists(update: number): boolean;
}

const HOUR = 3_600_000;
export const CACHE_MEGABYTES = 5120;
export const MEGABYTE = 1024 * 1024;
/** Kept so long after a success, and so long without one (D§6.4). */
const TOMBSTONE = 24 * HOUR;
const UNUSED = 30 * 24 * HOUR;

/** From when on a content may make way. */
export const tombstoneOf = (one: Cached): number => (one.done > 0 ? one.done + TOMBSTONE : one.at + UNUSED);
const mayGo = (one: Cached, at: number, limits: CacheLimits) => at >= tombstoneOf(one) && !limits.persists(one.update);
const sum = (all: readonly { bytes: number }[]) => all.reduce((total, { bytes }) => total + bytes, 0);

/** Whether so much more finds room: what may go makes way, what may not stays. */
export const hasRoom = (cache: readonly Cached[], bytes: number, at: number, limits: CacheLimits): boolean => sum(cache.filter((one) => !mayGo(one, at, limits))) + bytes <= limits.bytes;

/** With contents that have come; the oldest of those that may go made way where they had to. */
export function put(cache: readonly Cached[], come: readonly { update: number; bytes: number }[], at: number, limits: CacheLimits): Cached[] {
  const again = new Set(come.map(({ update }) => update));
  const kept = cache.filter((one) => !again.has(one.update));
  let free = limits.bytes - sum(kept) - sum(come);
  while (free < 0) {
    const oldest = kept.findIndex((one) => mayGo(one, at, limits));
    if (oldest === -1) break;
    free += kept[oldest]!.bytes;
    kept.splice(oldest, 1);
  }
  return [...kept, ...come.map((one) => ({ ...one, at, done: 0 }))];
}

/** With the installation of these noted. */
export function noteDone(cache: readonly Cached[], updates: readonly number[], at: number): Cached[] {
  const done = new Set(updates);
  return cache.map((one) => (done.has(one.update) ? { ...one, done: at } : one));
}
