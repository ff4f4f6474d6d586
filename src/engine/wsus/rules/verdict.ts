import { maybe, no, yes } from './expressions.ts';
import type { Supersedence } from './supersedence.ts';

/** What a scan finds: ascending indexes of `CatalogRules.updates`. An update in none of them is not applicable, or superseded. */
export interface Verdict {
  readonly installed: Int32Array;
  readonly required: Int32Array;
  /** Rules that cannot be answered. */
  readonly unknown: Int32Array;
}

export const none = 0;
export const installed = 1;
export const required = 2;
export const unanswered = 3;

/** The state that answers (no, maybe or yes) to an update's rules make, before supersedence: installed, else installable and so required (W§5). */
export function stateOf(prerequisites: number, isSuperseded: number, isInstalled: number, isInstallable: number): number {
  if (prerequisites !== yes || isSuperseded === yes) return none;
  if (isInstalled !== no) return isInstalled === yes ? installed : unanswered;
  if (isInstallable === no) return none;
  return isInstallable === maybe ? unanswered : required;
}

/** Takes away the states of what is superseded by something that has one and is no service pack. */
export function supersede(states: Uint8Array, { order, begins, above, servicePack }: Supersedence, covered: Uint8Array): void {
  for (let step = 0; step < order.length; step += 1) {
    const place = order[step]!;
    let isCovered = 0;
    for (let at = begins[place]!; at < begins[place + 1]! && isCovered === 0; at += 1) {
      const one = above[at]!;
      const state = states[one]!;
      if (covered[one] === 1 || ((state === installed || state === required) && servicePack[one] === 0)) isCovered = 1;
    }
    covered[place] = isCovered;
    if (isCovered === 1) states[place] = none;
  }
}

/**
 * Sorts the places of states into a verdict; made once for many of them.
 * @param size most states there will be
 * @param indexes of the states, ascending; left out: their places
 */
export function createSorting(size: number, indexes?: Int32Array): (states: Uint8Array) => Verdict {
  const found = [installed, required, unanswered].map(() => new Int32Array(size)) as [Int32Array, Int32Array, Int32Array];
  const [ofInstalled, ofRequired, ofUnknown] = found;
  return (states) => {
    let [toInstalled, toRequired, toUnknown] = [0, 0, 0];
    for (let place = 0; place < states.length; place += 1) {
      const state = states[place]!;
      if (state === none) continue;
      const index = indexes === undefined ? place : indexes[place]!;
      if (state === installed) ofInstalled[toInstalled++] = index;
      else if (state === required) ofRequired[toRequired++] = index;
      else ofUnknown[toUnknown++] = index;
    }
    return { installed: ofInstalled.slice(0, toInstalled), required: ofRequired.slice(0, toRequired), unknown: ofUnknown.slice(0, toUnknown) };
  };
}
