import type { ClockState } from '../../contract/index.ts';
import type { Breath } from './breath.ts';
import { createEventHeap, type Due } from './event-heap.ts';

/** Site time, in milliseconds since 1970 UTC. Every moment the engine knows comes from here. */
export interface Clock {
  now(): number;
  state(): ClockState;
  /** Runs `run` when site time reaches `at`; the returned function takes it back. */
  schedule(at: number, name: string, run: () => void | Promise<void>): () => void;
  /** Real input or output is in flight: a lab clock stands still until the returned function is called. */
  hold(): () => void;
  /** The step just done took `ms` of site time: a lab clock moves by it, a live one has moved by itself. */
  spend(ms: number): Promise<void>;
  /** Called whenever time was moved or the speed changed, for a console that shows the clock. */
  onMoved(listener: () => void): void;
}

export interface LabClock extends Clock {
  setSpeed(speed: ClockState['speed']): void;
  /** Moves forward to `moment`, running everything that falls due on the way, in order; stays where `isEnough` says so after an event. */
  advanceTo(moment: number, isEnough?: () => boolean): Promise<void>;
  /** Ends an advance after what runs at present. */
  halt(): void;
  /** Moves by real time × speed; the kernel's ticker calls it. */
  tick(realElapsedMs: number): Promise<void>;
}

/** A clock moved by hand or by a ticker: paused, 1×, 60×, 3600×, or on its way to a moment. `breath` is taken between events: a thousand small ones are long work, too. */
export function createLabClock(start: number, speed: ClockState['speed'] = 0, breath: Breath = () => undefined): LabClock {
  const heap = createEventHeap();
  const listeners: (() => void)[] = [];
  let now = start;
  let current = speed;
  let advancingTo: number | null = null;
  let halted = false;
  let holds = 0;
  let released: (() => void)[] = [];

  const moved = () => listeners.forEach((listener) => listener());
  const runDue = async (due: Due) => {
    now = Math.max(now, due.at);
    await due.run();
  };
  const unheld = () => (holds === 0 ? undefined : new Promise<void>((resolve) => released.push(resolve)));

  /** Runs what is due up to `target` and arrives there, unless it `isEnough` before; with `waiting`, stands still while input or output is in flight. */
  const run = async (target: number, waiting: boolean, isEnough: () => boolean = () => false) => {
    for (;;) {
      const wait = waiting ? unheld() : undefined;
      if (wait) await wait;
      if (isEnough()) return moved();
      const due = heap.take(target);
      if (!due) break;
      await runDue(due);
      const pause = breath();
      if (pause) await pause;
    }
    now = Math.max(now, target);
    moved();
  };

  return {
    now: () => now,
    state: () => ({ kind: 'lab', now, speed: current, advancingTo }),
    schedule: (at, name, runIt) => heap.add({ at, name, run: runIt }),
    hold: () => {
      holds++;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        if (--holds > 0) return;
        const waiting = released;
        released = [];
        waiting.forEach((resolve) => resolve());
      };
    },
    spend: (ms) => run(now + Math.max(0, Math.round(ms)), false),
    onMoved: (listener) => void listeners.push(listener),
    setSpeed: (next) => {
      current = next;
      moved();
    },
    halt: () => void (halted = true),
    advanceTo: async (moment, isEnough = () => false) => {
      if (advancingTo !== null) return;
      advancingTo = moment;
      halted = false;
      moved();
      try {
        await run(moment, true, () => halted || isEnough());
      } finally {
        advancingTo = null;
        moved();
      }
    },
    tick: async (realElapsedMs) => {
      if (current === 0 || advancingTo !== null || holds > 0) return;
      await run(now + realElapsedMs * current, true);
    },
  };
}

/** The system's own time. Timers come from the kernel's adapter. */
export function createLiveClock(system: { now(): number; after(ms: number, run: () => void): () => void }): Clock {
  return {
    now: system.now,
    state: () => ({ kind: 'live', now: system.now(), speed: 1, advancingTo: null }),
    schedule: (at, _name, run) => {
      const LONGEST = 2_000_000_000;
      let cancel: () => void = () => {};
      const arm = () => {
        const left = at - system.now();
        cancel = left > LONGEST ? system.after(LONGEST, arm) : system.after(Math.max(0, left), () => void run());
      };
      arm();
      return () => cancel();
    },
    hold: () => () => {},
    spend: () => Promise.resolve(),
    onMoved: () => {},
  };
}
