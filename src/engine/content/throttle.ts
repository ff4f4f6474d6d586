/** Lets real time pass; an abort ends it early. */
export const pause = (ms: number, after: (ms: number, run: () => void) => unknown, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      signal.removeEventListener('abort', end);
      resolve();
    };
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', end);
    after(ms, end);
  });

/** Holds work back to so many bytes a second of real time, over everything that shares it. */
export interface Throttle {
  /** Undefined: go on at once. */
  (bytes: number, signal: AbortSignal): Promise<void> | undefined;
}

/** Milliseconds ahead of the rate that are let through, so that small pieces do not wait each. */
const AHEAD = 50;

/** @param rate bytes a second; null: as fast as it comes */
export function createThrottle({ rate, monotonic, after }: { rate: () => number | null; monotonic: () => number; after: (ms: number, run: () => void) => unknown }): Throttle {
  let busyUntil = 0;
  return (bytes, signal) => {
    const limit = rate();
    if (limit === null) return undefined;
    const now = monotonic();
    busyUntil = Math.max(busyUntil, now) + (bytes / limit) * 1000;
    const wait = busyUntil - now;
    return wait <= AHEAD ? undefined : pause(wait, after, signal);
  };
}

/** Works through items, so many at a time, until all are done; the first failure of `work` itself ends it. */
export async function inParallel<T>(items: Iterable<T>, atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  const one = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
