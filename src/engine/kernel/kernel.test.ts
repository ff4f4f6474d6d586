import { describe, expect, test } from 'vitest';
import { createBreath, createFeed, createIds, createRandom, Failure } from './index.ts';

describe('randomness', () => {
  test('[SYNC-05] is the seed’s and nothing else’s, the same on every machine', () => {
    const bits = (seed: string) => Array.from({ length: 4 }, createRandom(seed).bits);
    expect(bits('CEN-2013')).toEqual(bits('CEN-2013'));
    expect(bits('CEN-2013')).not.toEqual(bits('CEN-2014'));
    expect(bits('CEN-2013')).toEqual([532785979, 1112869522, 1956148661, 3591376860]);
  });

  test('[SYNC-05] forks are independent of when they are made and of each other', () => {
    const one = createRandom('seed');
    const early = one.fork('a').bits();
    one.bits();
    expect(one.fork('a').bits()).toBe(early);
    expect(one.fork('b').bits()).not.toBe(early);
  });

  test('[SYNC-05] whole numbers below a bound, all of them about equally often', () => {
    const random = createRandom('dice');
    const counts = Array.from({ length: 6 }, () => 0);
    for (let i = 0; i < 60_000; i++) counts[random.below(6)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
    expect(Array.from({ length: 20 }, () => random.below(1))).toEqual(Array.from({ length: 20 }, () => 0));
    for (let i = 0; i < 1000; i++) expect(random.below(2 ** 32)).toBeLessThan(2 ** 32);
  });
});

test('[SYNC-05] ids are version 4 GUIDs, different each time, the same for the same seed', () => {
  const make = () => {
    const ids = createIds(createRandom('ids'));
    return Array.from({ length: 5000 }, ids.guid);
  };
  const made = make();
  expect(new Set(made).size).toBe(5000);
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(make()).toEqual(made);
});

describe('feeds', () => {
  test('[SYNC-04] each subscriber gets every event from its subscription on, at its own pace', async () => {
    const feed = createFeed<number>();
    feed.publish(0);
    const slow = feed.subscribe();
    feed.publish(1);
    const fast = feed.subscribe();
    const first = fast.next();
    feed.publish(2);
    feed.publish(3);
    expect(await first).toEqual({ done: false, value: 2 });
    expect((await fast.next()).value).toBe(3);
    expect([(await slow.next()).value, (await slow.next()).value, (await slow.next()).value]).toEqual([1, 2, 3]);
  });

  test('[SYNC-04] who falls behind loses the oldest, never the newest', async () => {
    const feed = createFeed<number>(3);
    const events = feed.subscribe();
    for (let i = 1; i <= 10; i++) feed.publish(i);
    expect([(await events.next()).value, (await events.next()).value, (await events.next()).value]).toEqual([8, 9, 10]);
  });

  test('[SYNC-04] ends when its signal is aborted, waiting or not, and nobody listens any more', async () => {
    const feed = createFeed<number>();
    const abort = new AbortController();
    const waiting = feed.subscribe(abort.signal);
    const next = waiting.next();
    abort.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    const aborted = feed.subscribe(abort.signal);
    feed.publish(1);
    expect((await aborted.next()).done).toBe(true);
    let heard = 0;
    const stop = feed.listen(() => heard++);
    feed.publish(1);
    stop();
    feed.publish(2);
    expect(heard).toBe(1);
  });
});

test('[SYNC-05] a breath is taken when the stretch is used up, and the next stretch begins after it', async () => {
  let now = 0;
  const breath = createBreath(() => now, 4);
  expect(breath()).toBeUndefined();
  now = 3.9;
  expect(breath()).toBeUndefined();
  now = 4;
  const pause = breath();
  expect(pause).toBeInstanceOf(Promise);
  await pause;
  expect(breath()).toBeUndefined();
  now = 8;
  expect(breath()).toBeInstanceOf(Promise);
});

test('[SYNC-01] a failure says what, why and what to do', () => {
  const failure = new Failure('REFUSED', { what: 'Not done.', why: 'It is late.', todo: 'Come back.' });
  expect(failure).toMatchObject({ name: 'Failure', code: 'REFUSED', message: 'Not done. It is late.' });
});
