import type { Update } from '../metadata/index.ts';
import { createExpressions, no, yes, type Answer } from './expressions.ts';
import type { Fact } from './facts.ts';
import { answersOn, expressionOf, type Leaf, type RuleExpressions } from './leaves.ts';
import type { MachineFacts } from './machine.ts';
import { viewAfter } from './overlay.ts';
import { solutionOf } from './solutions.ts';
import { viewOf } from './view.ts';

/**
 * The facts that installing this update leaves on this machine, so that its IsInstalled holds: all terms of an And, the first
 * term of an Or that can be had here. Empty when it holds already; null when it cannot be made to hold.
 */
export function factsOf(update: Pick<Update, 'applicability'>, machine: MachineFacts): readonly Fact[] | null {
  const expressions = createExpressions<Leaf>();
  const { isInstalled, metadata = [] } = update.applicability ?? {};
  const expression = isInstalled ? expressionOf(expressions, isInstalled, metadata) : no;
  return factsThatSatisfy(expressions.all, expression, machine, answersOn(expressions.all, viewOf(machine)));
}

/** As `factsOf` for an expression. @param answer answers for the machine */
export function factsThatSatisfy(all: RuleExpressions['all'], expression: number, machine: MachineFacts, answer: Answer): readonly Fact[] | null {
  let isJoined = false;
  const solve = (at: number, wanted: number): Fact[] | null => {
    if (answer(at) === wanted) return [];
    const one = all[at]!;
    switch (one.op) {
      case 'constant': return null;
      case 'question': return wanted === yes ? solvedLeaf(one.question, machine) : null;
      case 'not': return solve(one.term, yes - wanted);
      case 'sure': return wanted === yes ? solve(one.term, yes) : null;
      case 'and': return wanted === yes ? every(one.terms, wanted) : first(one.terms, wanted);
      case 'or': return wanted === yes ? first(one.terms, wanted) : every(one.terms, wanted);
    }
  };
  const every = (terms: readonly number[], wanted: number): Fact[] | null => {
    isJoined = true;
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
  // What makes one term of an And hold can make another one fail.
  return facts && isJoined && answersOn(all, viewAfter(machine, facts))(expression) !== yes ? null : facts;
}

function solvedLeaf(leaf: Leaf, machine: MachineFacts): Fact[] | null {
  const facts = solutionOf(leaf, machine);
  return facts && leaf.question(viewAfter(machine, facts)) === true ? facts : null;
}
