import { RESTART_ALLOWANCE, type Around } from './model.ts';

/** What an installation must find left of a window: its maximum run time, and where it may restart, time for that. */
export const reserved = ({ of, suppressRestart }: Pick<Around, 'of' | 'suppressRestart'>, update: number): number => of(update).maximum + (suppressRestart ? 0 : RESTART_ALLOWANCE);

/** Shortest maximum run time first. */
export const inOrder = ({ of }: Pick<Around, 'of'>, updates: readonly number[]): number[] => updates.toSorted((a, b) => of(a).maximum - of(b).maximum || a - b);

/** What fits into the rest of a window, one after the other (D§6.4.6: of four updates three in the first window). */
export function fitting(around: Pick<Around, 'of' | 'suppressRestart'>, updates: readonly number[], rest: number): number[] {
  let left = rest;
  const batch: number[] = [];
  for (const update of inOrder(around, updates)) {
    left -= reserved(around, update);
    if (left < 0) break;
    batch.push(update);
  }
  return batch;
}
