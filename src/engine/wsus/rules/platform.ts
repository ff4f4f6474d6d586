import { cellsOf, type Cells, type Step } from './cells.ts';
import { maybe, no, yes } from './expressions.ts';
import type { Fact } from './facts.ts';
import type { RuleExpressions } from './leaves.ts';
import type { Rules } from './linked.ts';
import type { MachineFacts } from './machine.ts';
import { programOf } from './program.ts';
import { foldRules, type Residue } from './residue.ts';
import { among, type Supersedence } from './supersedence.ts';
import { createSorting, stateOf, supersede, type Verdict } from './verdict.ts';

/** What is left open of a catalog's rules on machines that differ only in what is installed of it. */
export interface PlatformRules {
  /** Updates that can be installed or required here for some set of installed ones; ascending. */
  readonly candidates: Int32Array;
  /**
   * A scan of the platform with the facts of these updates, each as `factsOf` says for the platform: the same as
   * `evaluate(withFacts(platform, …))`, in microseconds.
   * @param installed candidates, ascending
   */
  evaluate(installed: Int32Array): Verdict;
}

export interface PlatformInput {
  readonly all: RuleExpressions['all'];
  readonly rules: readonly Rules[];
  readonly supersedence: Supersedence;
  readonly machine: MachineFacts;
  /** On the machine as it is. */
  readonly factsOf: (index: number) => readonly Fact[] | null;
}

/** What is left of one update's rules. */
interface Left extends Rules {
  readonly index: number;
  readonly isCandidate: boolean;
}

/** An update that becomes installable by what another one leaves, a service pack, counts too: asked again until nothing is added. */
export function specialize({ all, rules, supersedence, machine, factsOf }: PlatformInput): PlatformRules {
  let facts = new Map<number, readonly Fact[]>();
  for (;;) {
    const cells = cellsOf(machine, facts);
    const residue = foldRules(all, cells);
    const left = rules.flatMap((one, index) => leftOf(one, index, residue) ?? []);
    const candidates = left.filter((one) => one.isCandidate).map((one) => one.index);
    if (candidates.every((index) => facts.has(index))) return rulesOf(left, candidates, among(supersedence, left.map((one) => one.index)), cells, residue);
    facts = new Map(candidates.map((index) => [index, facts.get(index) ?? factsOf(index) ?? []]));
  }
}

/** Undefined for an update that has no state whatever is installed. */
function leftOf(rules: Rules, index: number, { fold, canBe }: Residue): Left | undefined {
  if (!rules.hasState) return undefined;
  const prerequisites = fold(rules.prerequisites);
  const isSuperseded = fold(rules.isSuperseded);
  if (!canBe(prerequisites, yes) || isSuperseded === yes) return undefined;
  const isInstalled = fold(rules.isInstalled);
  const isInstallable = canBe(isInstalled, no) ? fold(rules.isInstallable) : no;
  const isCandidate = canBe(isInstalled, yes) || canBe(isInstallable, yes);
  const isOpen = isCandidate || canBe(isInstalled, maybe) || canBe(isInstallable, maybe);
  return isOpen ? { ...rules, index, isCandidate, prerequisites, isSuperseded, isInstalled, isInstallable } : undefined;
}

function rulesOf(left: readonly Left[], candidates: readonly number[], supersedence: Supersedence, cells: Cells, { expressions }: Residue): PlatformRules {
  const program = programOf(expressions, left.flatMap((one) => [one.prerequisites, one.isSuperseded, one.isInstalled, one.isInstallable]), cells);
  const places = (part: (one: Left) => number) => Int32Array.from(left, (one) => program.place(part(one)));
  const [prerequisites, isSuperseded] = [places((one) => one.prerequisites), places((one) => one.isSuperseded)];
  const [isInstalled, isInstallable] = [places((one) => one.isInstalled), places((one) => one.isInstallable)];
  const install = installer(candidates, cells);
  const sorted = createSorting(left.length, Int32Array.from(left, (one) => one.index));
  const ranks = new Uint16Array(cells.ranks.length);
  const states = new Uint8Array(left.length);
  const covered = new Uint8Array(left.length);
  return {
    candidates: Int32Array.from(candidates),
    evaluate(installed) {
      ranks.fill(0);
      install(installed, ranks);
      const values = program.run(ranks);
      for (let at = 0; at < states.length; at += 1) {
        states[at] = stateOf(values[prerequisites[at]!]!, values[isSuperseded[at]!]!, values[isInstalled[at]!]!, values[isInstallable[at]!]!);
      }
      supersede(states, supersedence, covered);
      return sorted(states);
    },
  };
}

/** Raises the ranks of cells to what installed updates leave; what is no candidate leaves nothing. */
function installer(candidates: readonly number[], cells: Cells): (installed: Int32Array, ranks: Uint16Array) => void {
  const last = candidates.at(-1) ?? -1;
  const begins = new Int32Array(last + 2);
  const steps: Step[] = [];
  for (let index = 0; index <= last; index += 1) {
    begins[index] = steps.length;
    steps.push(...cells.steps(index));
  }
  begins[last + 1] = steps.length;
  const [cell, rank] = [Int32Array.from(steps, (one) => one.cell), Uint16Array.from(steps, (one) => one.rank)];
  return (installed, ranks) => {
    for (let nth = 0; nth < installed.length; nth += 1) {
      const index = installed[nth]!;
      if (index > last) continue;
      for (let step = begins[index]!; step < begins[index + 1]!; step += 1) if (rank[step]! > ranks[cell[step]!]!) ranks[cell[step]!] = rank[step]!;
    }
  };
}
