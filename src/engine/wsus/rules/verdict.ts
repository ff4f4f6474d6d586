import { maybe, no, yes } from './expressions.ts';
import type { Rules } from './linked.ts';
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

/** The state of one update, before supersedence: installed, else installable and so required (W§5). */
export function stateOf(rules: Rules, answer: (expression: number) => number): number {
  if (!rules.hasState || answer(rules.prerequisites) !== yes || answer(rules.isSuperseded) === yes) return none;
  const isInstalled = answer(rules.isInstalled);
  if (isInstalled !== no) return isInstalled === yes ? installed : unanswered;
  const isInstallable = answer(rules.isInstallable);
  if (isInstallable === no) return none;
  return isInstallable === maybe ? unanswered : required;
}

/** Takes away the states of what is superseded by something that has one and is no service pack. */
export function supersede(states: Uint8Array, { order, superseders, servicePack }: Supersedence, covered: Uint8Array): void {
  for (const index of order) {
    let isCovered = 0;
    for (const above of superseders[index]!) {
      const state = states[above]!;
      if (covered[above] === 1 || ((state === installed || state === required) && servicePack[above] === 0)) isCovered = 1;
    }
    covered[index] = isCovered;
  }
  for (let index = 0; index < states.length; index += 1) if (covered[index] === 1) states[index] = none;
}

export function verdictOf(states: Uint8Array): Verdict {
  const found: number[][] = [[], [], [], []];
  for (let index = 0; index < states.length; index += 1) found[states[index]!]!.push(index);
  return { installed: Int32Array.from(found[installed]!), required: Int32Array.from(found[required]!), unknown: Int32Array.from(found[unanswered]!) };
}
