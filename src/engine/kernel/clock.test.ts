import { describe, expect, test } from 'vitest';
import { createBreath } from './breath.ts';
import { createLabClock, createLiveClock } from './clock.ts';

const START = Date.UTC(2013, 0, 7, 8);

describe('the lab clock', () => {
  test('[SYNC-03] stands still while paused and moves by real time × speed otherwise', async () => {
    const clock = createLabClock(START);
    await clock.tick(1000);
    expect(clock.now()).toBe(START);
    for (const speed of [1, 60, 3600] as const) {
      const before = clock.now();
      clock.setSpeed(speed);
      await clock.tick(1000);
      expect(clock.now() - before).toBe(1000 * speed);
    }
    expect(clock.state()).toEqual({ kind: 'lab', now: clock.now(), speed: 3600, advancingTo: null });
  });

  test('[SCAN-11] a thousand small events in a row let others have their turn', async () => {
    let worked = 0;
    const clock = createLabClock(START, 0, createBreath(() => worked, 4));
    for (let n = 1; n <= 1000; n++) clock.schedule(START + n, 'small', () => void (worked += 1));
    const longest = { at: 0, most: 0 };
    const turn = () => {
      longest.most = Math.max(longest.most, worked - longest.at);
      longest.at = worked;
      if (worked < 1000) setImmediate(turn);
    };
    setImmediate(turn);
    await clock.advanceTo(START + 1000);
    expect(worked).toBe(1000);
    expect(longest.most).toBeLessThanOrEqual(8);
  });

  test('[SYNC-03] runs what falls due on the way, in order, each at its own moment, also what is planned meanwhile', async () => {
    const clock = createLabClock(START);
    const seen: [string, number][] = [];
    const note = (name: string) => () => void seen.push([name, clock.now() - START]);
    clock.schedule(START + 300, 'third', note('third'));
    clock.schedule(START + 100, 'first', () => {
      note('first')();
      clock.schedule(START + 200, 'second', note('second'));
      clock.schedule(START + 50, 'late', note('late'));
    });
    clock.schedule(START + 300, 'fourth', note('fourth'));
    clock.schedule(START + 401, 'later', note('later'));
    const taken = clock.schedule(START + 150, 'taken back', note('taken back'));
    taken();
    await clock.advanceTo(START + 400);
    expect(seen).toEqual([['first', 100], ['late', 100], ['second', 200], ['third', 300], ['fourth', 300]]);
    expect(clock.now()).toBe(START + 400);
  });

  test('[SYNC-03] waits for an event that takes its time before the next one', async () => {
    const clock = createLabClock(START);
    const seen: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    clock.schedule(START + 1, 'slow', () => promise.then(() => void seen.push('slow')));
    clock.schedule(START + 2, 'next', () => void seen.push('next'));
    const arrived = clock.advanceTo(START + 10);
    expect(clock.state().advancingTo).toBe(START + 10);
    expect(seen).toEqual([]);
    resolve();
    await arrived;
    expect(seen).toEqual(['slow', 'next']);
    expect(clock.state().advancingTo).toBeNull();
  });

  test('[SYNC-04] stands still while input or output is in flight, and goes on after the last of it', async () => {
    const clock = createLabClock(START, 60);
    const [first, second] = [clock.hold(), clock.hold()];
    await clock.tick(1000);
    expect(clock.now()).toBe(START);
    let arrived = false;
    const advance = clock.advanceTo(START + 5000).then(() => (arrived = true));
    first();
    first();
    await Promise.resolve();
    expect([arrived, clock.now()]).toEqual([false, START]);
    second();
    await advance;
    expect(clock.now()).toBe(START + 5000);
  });

  test('[SYNC-04] spends the time of work that was done, held or not, running what falls due in it', async () => {
    const clock = createLabClock(START);
    let ran = 0;
    clock.schedule(START + 40, 'due', () => void (ran = clock.now()));
    const release = clock.hold();
    await clock.spend(39.6);
    expect([clock.now(), ran]).toEqual([START + 40, START + 40]);
    await clock.spend(-5);
    expect(clock.now()).toBe(START + 40);
    release();
  });

  test('[SYNC-03] never goes back, is on its way to one moment at a time, and says when it moved', async () => {
    const clock = createLabClock(START);
    let moved = 0;
    clock.onMoved(() => moved++);
    await clock.advanceTo(START + 100);
    await clock.advanceTo(START + 50);
    expect(clock.now()).toBe(START + 100);
    const release = clock.hold();
    const far = clock.advanceTo(START + 1000);
    await clock.advanceTo(START + 2000);
    clock.setSpeed(3600);
    await clock.tick(1000);
    expect(clock.state()).toMatchObject({ now: START + 100, advancingTo: START + 1000 });
    release();
    await far;
    expect(clock.now()).toBe(START + 1000);
    expect(moved).toBeGreaterThan(4);
  });

  test('[SYNC-03] an event that fails does not keep the clock on its way for ever', async () => {
    const clock = createLabClock(START);
    clock.schedule(START + 1, 'failing', () => {
      throw new Error('it failed');
    });
    await expect(clock.advanceTo(START + 10)).rejects.toThrow('it failed');
    expect(clock.state().advancingTo).toBeNull();
    await clock.advanceTo(START + 20);
    expect(clock.now()).toBe(START + 20);
  });
});

describe('the live clock', () => {
  function system() {
    const timers: { ms: number; run: () => void; cancelled: boolean }[] = [];
    const at = { now: START };
    return {
      at, timers,
      clock: createLiveClock({
        now: () => at.now,
        after: (ms, run) => {
          const timer = { ms, run, cancelled: false };
          timers.push(timer);
          return () => void (timer.cancelled = true);
        },
      }),
    };
  }

  test('[SYNC-03] is the system’s time; waits with a timer, past moments at once', () => {
    const { clock, timers } = system();
    let ran = 0;
    clock.schedule(START + 5000, 'soon', () => void ran++);
    clock.schedule(START - 1, 'missed', () => void ran++);
    expect(timers.map((t) => t.ms)).toEqual([5000, 0]);
    timers.forEach((t) => t.run());
    expect([ran, clock.now(), clock.state().kind]).toEqual([2, START, 'live']);
  });

  test('[SYNC-03] a moment farther away than a timer can wait is waited for in pieces; taking back cancels the piece', () => {
    const { clock, timers, at } = system();
    let ran = 0;
    const cancel = clock.schedule(START + 5_000_000_000, 'far', () => void ran++);
    expect(timers[0]!.ms).toBe(2_000_000_000);
    at.now += 4_000_000_000;
    timers[0]!.run();
    expect([timers[1]!.ms, ran]).toEqual([1_000_000_000, 0]);
    cancel();
    expect(timers[1]!.cancelled).toBe(true);
  });
});
