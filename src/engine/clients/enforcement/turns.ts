import { fitting, reserved } from './batch.ts';
import type { Enforcement, Installable, Phase } from './model.ts';
import type { Window } from './windows.ts';

/** Which updates of which deployments a computer installs in one of its maintenance windows: one batch across all of them (D§6.4.6). */
export interface Allotment {
  /** Start of the window. */
  readonly window: number;
  /** Those that have had their turn at it. */
  readonly deployments: readonly number[];
  readonly updates: readonly number[];
}

/** A deployment that asks for time in a window, or has got some. */
export interface Asking {
  readonly id: number;
  readonly state: Enforcement;
  readonly suppressRestart: boolean;
}

/** While one is at these the others wait for it, and it goes first. */
const underway: Partial<Record<Phase, number>> = { installing: 0, waitingForRestart: 0, verifying: 0, pendingRestart: 1 };
const MINUTE = 60_000;

/** Until when another deployment keeps the computer to itself: it installs, restarts it, or looks at what it did; ms, 0: it does not. */
export const keepsUntil = ({ phase, at }: Enforcement, now: number): number => (phase === 'installing' || phase === 'waitingForRestart' ? at : phase === 'verifying' ? now + MINUTE : 0);

/** In which order deployments take their turn: what is under way, then by their shortest maximum run time. */
export function inTurn<Each extends { readonly state: Enforcement }>(all: readonly Each[], maximum: (update: number) => number): readonly Each[] {
  if (all.length < 2) return all;
  const shortest = new Map(all.map((one) => [one, Math.min(...one.state.todo.map(maximum))]));
  const rank = ({ state }: Each) => underway[state.phase] ?? 2;
  return all.toSorted((a, b) => rank(a) - rank(b) || (shortest.get(a)! < shortest.get(b)! ? -1 : shortest.get(a)! > shortest.get(b)! ? 1 : 0));
}

/**
 * The batch of a window, worked out when the first deployment asks: the shortest maximum run time first, over all that wait for it. One that comes
 * later gets what the others leave.
 * @param waiting the others that wait for the window
 */
export function allot(before: Allotment | null, one: Asking, waiting: readonly Asking[], at: number, window: Window, of: (update: number) => Installable): Allotment {
  if (before?.window !== window.start) {
    const all = [one, ...waiting];
    const updates = [...new Set(all.flatMap(({ state }) => state.todo))];
    return { window: window.start, deployments: all.map(({ id }) => id), updates: fitting({ of, suppressRestart: all.every((each) => each.suppressRestart) }, updates, window.end - at) };
  }
  if (before.deployments.includes(one.id)) return before;
  const open = new Set(waiting.flatMap(({ state }) => state.todo).filter((update) => before.updates.includes(update)));
  const taken = [...open].reduce((sum, update) => sum + reserved({ of, suppressRestart: false }, update), 0);
  return { window: window.start, deployments: [...before.deployments, one.id], updates: [...before.updates, ...fitting({ of, suppressRestart: one.suppressRestart }, one.state.todo, window.end - at - taken)] };
}
