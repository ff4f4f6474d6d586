import type { Update } from '../metadata/index.ts';
import { answersOf, createExpressions, no, yes, type Expressions, type Leaf } from './expressions.ts';
import { withFacts, type Fact } from './facts.ts';
import type { MachineFacts } from './machine.ts';
import { solutionOf } from './solutions.ts';
import { viewOf } from './view.ts';

/**
 * The facts that installing this update leaves on this machine, so that its IsInstalled holds: all terms of an And, the first
 * term of an Or that can be had here. Empty when it holds already; null when it cannot be made to hold.
 */
export function factsOf(update: Pick<Update, 'applicability'>, machine: MachineFacts): readonly Fact[] | null {
  const expressions = createExpressions();
  const { isInstalled, metadata = [] } = update.applicability ?? {};
  return factsThatSatisfy(expressions.all, expressions.rule(isInstalled, metadata, no), machine);
}

/** As `factsOf` for an expression. */
export function factsThatSatisfy(all: Expressions['all'], expression: number, machine: MachineFacts): readonly Fact[] | null {
  const answer = answersOf(all, viewOf(machine));
  const solve = (at: number, wanted: number): Fact[] | null => {
    if (answer(at) === wanted) return [];
    const one = all[at]!;
    switch (one.op) {
      case 'constant': return null;
      case 'leaf': return wanted === yes ? solvedLeaf(one.leaf, machine) : null;
      case 'not': return solve(one.term, yes - wanted);
      case 'sure': return wanted === yes ? solve(one.term, yes) : null;
      case 'and': return wanted === yes ? every(one.terms, wanted) : first(one.terms, wanted);
      case 'or': return wanted === yes ? first(one.terms, wanted) : every(one.terms, wanted);
    }
  };
  const every = (terms: readonly number[], wanted: number): Fact[] | null => {
    const solved = terms.map((term) => solve(term, wanted));
    return solved.every((facts) => facts !== null) ? solved.flat() : null;
  };
  const first = (terms: readonly number[], wanted: number): Fact[] | null => {
    for (const term of terms) {
      const facts = solve(term, wanted);
      if (facts) return facts;
    }
    return null;
  };
  const facts = solve(expression, yes);
  // Terms of an And can contradict each other.
  const isSolved = facts && answersOf(all, viewOf(withFacts(machine, facts)))(expression) === yes;
  return isSolved ? facts : null;
}

function solvedLeaf(leaf: Leaf, machine: MachineFacts): Fact[] | null {
  const facts = solutionOf(leaf, machine);
  return facts && leaf.question(viewOf(withFacts(machine, facts))) === true ? facts : null;
}
