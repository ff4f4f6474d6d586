import { describe, expect, it } from 'vitest';
import { CACHE_MEGABYTES, hasRoom as roomIn, MEGABYTE, noteDone, put as putIn, type Cached, type CacheLimits } from './cache.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CACHE_BYTES = CACHE_MEGABYTES * MEGABYTE;
const usual: CacheLimits = { bytes: CACHE_BYTES, persists: () => false };
const put = (cache: readonly Cached[], update: number, bytes: number, at: number) => putIn(cache, [{ update, bytes }], at, usual);
const hasRoom = (cache: readonly Cached[], bytes: number, at: number) => roomIn(cache, bytes, at, usual);

describe('the cache of a client', () => {
  it('[DEPLOY-07] one that filled up within 24 hours takes nothing more; after a success its content stays for 24 hours, else for 30 days', () => {
    const full = put([], 1, CACHE_BYTES, 0);
    expect(hasRoom(full, 1, 23 * HOUR)).toBe(false);
    expect(hasRoom(full, 1, 29 * DAY)).toBe(false);
    expect(hasRoom(full, 1, 30 * DAY)).toBe(true);
    const done = noteDone(full, [1], HOUR);
    expect([hasRoom(done, 1, 24 * HOUR), hasRoom(done, 1, 25 * HOUR)]).toEqual([false, true]);
    expect(put(done, 2, 5, 25 * HOUR)).toEqual([{ update: 2, bytes: 5, at: 25 * HOUR, done: 0 }]);
  });

  it('[DEPLOY-07] only as much goes as has to', () => {
    const half = CACHE_BYTES / 2;
    const two = noteDone(put(put([], 1, half, 0), 2, half, 1), [1, 2], 1);
    expect(put(two, 3, 10, 2 * DAY).map((one) => one.update)).toEqual([2, 3]);
    expect(hasRoom(two, CACHE_BYTES + 1, 40 * DAY)).toBe(false);
  });

  it('[DEPLOY-07] content that is to persist never makes way', () => {
    const limits: CacheLimits = { bytes: CACHE_BYTES, persists: (update) => update === 1 };
    const two = noteDone(put(put([], 1, CACHE_BYTES / 2, 0), 2, CACHE_BYTES / 2, 1), [1, 2], 1);
    expect(putIn(two, [{ update: 3, bytes: 10 }], 90 * DAY, limits).map((one) => one.update)).toEqual([1, 3]);
    expect(roomIn(two, CACHE_BYTES / 2 + 1, 90 * DAY, limits)).toBe(false);
  });
});
