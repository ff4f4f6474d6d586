import { createBreath } from './kernel/index.ts';
import type { Compliance } from './compliance/index.ts';
import type { Readers } from './reads/index.ts';
import { SiteDatabaseError } from './site-database/index.ts';

/** Brings what was applied to the readers when they are asked, and tells the consoles when asking again is worth it. */
export interface Live {
  /** Messages were applied. */
  applied(): void;
  /** The readers know what was applied; of a large site at least what was so at its last publication, while more comes in all the time. */
  current(): Promise<void>;
  /** Runs one at a time what must not meet: taking messages in, and publishing. */
  inTurn<R>(run: () => R | Promise<R>): Promise<R>;
  close(): Promise<void>;
}

/** Milliseconds of real time between publications while messages come in; of a large site eight times as long as one takes. */
const EVERY = 250;
const REST = 8;
/** Bytes of counts that are published for every question: some milliseconds. */
const CHEAP = 16 * 1024 * 1024;

export function createLive(parts: { compliance: Compliance; readers: Readers; monotonic: () => number; after: (ms: number, run: () => void) => () => void; durable: () => void; told: () => void }): Live {
  let last: Promise<unknown> = Promise.resolve();
  let dirty = true;
  /** Something was staged that need not be on disk yet. */
  let unsaved = false;
  let every = EVERY;
  let publishing = false;
  let at = -Infinity;
  let planned: (() => void) | null = null;
  const inTurn = <R>(run: () => R | Promise<R>): Promise<R> => {
    const turn = last.then(run);
    last = turn.catch(() => {});
    return turn;
  };
  /** What is shown is on disk; on a full one readers go on with what they have. */
  const saved = (): boolean => {
    if (!unsaved) return true;
    try {
      parts.durable();
      unsaved = false;
    } catch (error) {
      if (!(error instanceof SiteDatabaseError)) throw error;
    }
    return !unsaved;
  };
  /** Resolves when the last publication that was begun is with the readers. */
  let published: Promise<void> = Promise.resolve();
  const publish = () =>
    (published = inTurn(async () => {
      if (!dirty || !saved()) return;
      dirty = false;
      at = parts.monotonic();
      parts.readers.follow(await parts.compliance.publish(createBreath(parts.monotonic)));
      every = Math.max(EVERY, REST * (parts.monotonic() - at));
    }));
  const tellIn = (ms: number) => {
    planned ??= parts.after(ms, () => {
      planned = null;
      parts.told();
    });
  };
  return {
    inTurn,
    applied: () => {
      dirty = true;
      unsaved = true;
      tellIn(EVERY);
    },
    current: async () => {
      // Who asks while a publication is made waits for it, unless it takes long: then its end is told.
      if (!dirty) return publishing ? undefined : published;
      if (at === -Infinity || parts.compliance.bytes() < CHEAP) return publish();
      // Publishing a large site takes a while: whoever asks gets what there is, as of when it says, and hears when there is more.
      const rest = every - (parts.monotonic() - at);
      if (publishing) return;
      if (rest > 0) return tellIn(rest);
      publishing = true;
      void publish().then(parts.told).finally(() => (publishing = false));
    },
    close: async () => {
      planned?.();
      await last;
    },
  };
}
