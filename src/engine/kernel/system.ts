/**
 * The one place where the engine meets the machine's time. Hosts hand this in; tests hand in their own.
 */
import type { LabClock } from './clock.ts';

export const system = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  /** Runs after the present stretch of work, before the thread rests. */
  defer: (run: () => void) => void setImmediate(run),
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Moves a lab clock along with real time, ten times a second; the returned function stops it. */
export function driveLabClock(clock: LabClock): () => void {
  let last = performance.now();
  let ticking = false;
  const timer = setInterval(() => {
    const at = performance.now();
    const elapsed = at - last;
    last = at;
    if (ticking) return;
    ticking = true;
    void clock.tick(elapsed).finally(() => {
      ticking = false;
    });
  }, 100);
  return () => clearInterval(timer);
}
