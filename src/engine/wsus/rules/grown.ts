import type { Cells } from './cells.ts';
import { numberOfTruth, type Leaf } from './leaves.ts';

/** An answer, or the cell the question looked at next and where that led for each rank of it. */
type Known = number | { readonly cell: number; readonly cases: Known[] };

/** Steps one question may keep; a loop over keys has as many answers as there are sets of them. */
const mostSteps = 4096;

/**
 * Asks a question that has many cases, and keeps the answers by the ranks of the cells it looked at: what it looks at next
 * depends on nothing but what it has seen.
 */
export function grownAnswer({ question }: Leaf, cells: Cells): (ranks: Uint16Array) => number {
  let known: Known | undefined;
  let steps = 0;
  let ranks = new Uint16Array(0);
  const seen = new Set<number>();
  const view = cells.view((cell) => {
    seen.add(cell);
    return ranks[cell]!;
  });
  const keep = (answer: number): void => {
    let put = (step: Known): Known => (known ??= step);
    for (const cell of seen) {
      const at = put({ cell, cases: [] });
      if (typeof at === 'number') return;
      steps += 1;
      put = (step) => (at.cases[ranks[cell]!] ??= step);
    }
    put(answer);
  };
  return (given) => {
    let at = known;
    while (typeof at === 'object') at = at.cases[given[at.cell]!];
    if (at !== undefined) return at;
    ranks = given as Uint16Array<ArrayBuffer>;
    seen.clear();
    const answer = numberOfTruth(question(view));
    if (steps < mostSteps) keep(answer);
    return answer;
  };
}
