import { createBreath } from './kernel/index.ts';
import type { Compliance } from './compliance/index.ts';
import type { Readers } from './reads/index.ts';

/** Brings what was applied to the readers: soon after it came, and before a question when nothing more is coming in. */
export interface Live {
  /** Messages were applied. */
  applied(): void;
  /** The readers know what was applied, or at least what was a quarter of a second ago while more comes in all the time. */
  current(): Promise<void>;
  /** Runs one at a time what must not meet: taking messages in, and publishing. */
  inTurn<R>(run: () => R | Promise<R>): Promise<R>;
  close(): Promise<void>;
}

/** Milliseconds of real time between publications while messages come in. */
const EVERY = 250;
/** Bytes of counts that are published for every question: some milliseconds. */
const CHEAP = 16 * 1024 * 1024;

export function createLive(parts: { compliance: Compliance; readers: Readers; monotonic: () => number; after: (ms: number, run: () => void) => () => void; durable: () => void; told: () => void }): Live {
  let last: Promise<unknown> = Promise.resolve();
  let dirty = true;
  let at = -Infinity;
  let planned: (() => void) | null = null;
  const inTurn = <R>(run: () => R | Promise<R>): Promise<R> => {
    const turn = last.then(run);
    last = turn.catch(() => {});
    return turn;
  };
  const publish = () =>
    inTurn(async () => {
      if (!dirty) return;
      dirty = false;
      at = parts.monotonic();
      // What is shown is on disk.
      parts.durable();
      parts.readers.follow(await parts.compliance.publish(createBreath(parts.monotonic)));
    });
  return {
    inTurn,
    applied: () => {
      dirty = true;
      planned ??= parts.after(EVERY, () => {
        planned = null;
        void publish().then(parts.told);
      });
    },
    current: async () => {
      // Publishing a large site takes a while: what has come since the last time is then on its way to the next one.
      if (dirty && (planned === null || parts.compliance.bytes() < CHEAP || parts.monotonic() - at >= EVERY)) await publish();
    },
    close: async () => {
      planned?.();
      await last;
    },
  };
}
