import { useRef } from 'react';

const WINDOW_MS = 4000;

/** Items per second over the last seconds of this computer's clock, from the readings passed in; null until there are two. */
export function useRate(done: number, running: boolean): number | null {
  const samples = useRef<{ at: number; done: number }[]>([]);
  if (!running) {
    samples.current = [];
    return null;
  }
  const at = performance.now();
  const newest = samples.current.at(-1);
  if (newest && done < newest.done) samples.current = [];
  if (!newest || newest.done !== done || samples.current.length === 0) samples.current.push({ at, done });
  while (samples.current.length > 2 && at - samples.current[0]!.at > WINDOW_MS) samples.current.shift();
  const first = samples.current[0]!;
  const last = samples.current.at(-1)!;
  return last.at - first.at < 300 ? null : ((last.done - first.done) * 1000) / (at - first.at);
}
