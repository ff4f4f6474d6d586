import type { Cells } from './cells.ts';
import { createExpressions, maybe, no, yes, type Expressions } from './expressions.ts';
import { numberOfTruth, type Leaf, type RuleExpressions } from './leaves.ts';

/** A question that is open on a platform: answered by the rank of a cell, or asked when it comes up where that would be too many cases. */
export type Open = { readonly cell: number; readonly cases: readonly number[] } | { readonly leaf: Leaf };

/** What is left of the rules of a catalog on a platform. */
export interface Residue {
  readonly expressions: Expressions<Open>;
  /** What is left of an expression. */
  fold(expression: number): number;
  /** Whether something left can be `wanted` (no, maybe or yes): true where it cannot, perhaps, but never the other way. */
  canBe(folded: number, wanted: number): boolean;
}

/** Cases one question is split into at once. What has more, the version of daily definitions, say, is asked when it comes up. */
const mostCases = 16;

export function foldRules(all: RuleExpressions['all'], cells: Cells): Residue {
  const expressions = createExpressions<Open>();
  const known = new Int32Array(all.length).fill(-1);
  const fold = (at: number): number => {
    const found = known[at]!;
    if (found >= 0) return found;
    const folded = at <= yes ? at : folding(at);
    known[at] = folded;
    return folded;
  };
  const folding = (at: number): number => {
    const one = all[at]!;
    switch (one.op) {
      case 'constant': return at;
      case 'question': return split(at, one.question, cells, expressions);
      case 'not': return expressions.not(fold(one.term));
      case 'sure': return expressions.sure(fold(one.term));
      case 'and': return expressions.and(until(one.terms, no));
      case 'or': return expressions.or(until(one.terms, yes));
    }
  };
  /** The terms up to the one that decides: those after it need not be asked. */
  const until = (terms: readonly number[], decides: number): number[] => {
    const folded: number[] = [];
    for (const term of terms) if (folded.push(fold(term)) > 0 && folded.at(-1) === decides) break;
    return folded;
  };
  const possible = createPossible(expressions);
  return { expressions, fold, canBe: (folded, wanted) => (possible(folded) & (1 << wanted)) !== 0 };
}

/** Asks a question for every rank of every cell it looks at, one cell after the other as it comes to them. */
function split(at: number, leaf: Leaf, cells: Cells, expressions: Expressions<Open>): number {
  const ranks = new Map<number, number>();
  let open: number | undefined;
  const view = cells.view((cell) => {
    const rank = ranks.get(cell);
    if (rank === undefined) open ??= cell;
    return rank ?? 0;
  });
  let count = 0;
  const ask = (): number => {
    open = undefined;
    const answer = numberOfTruth(leaf.question(view));
    const cell = open as number | undefined;
    if (cell === undefined) return answer;
    const cases: number[] = [];
    for (let rank = 0; rank < cells.ranks[cell]! && count <= mostCases; rank += 1) {
      count += 1;
      ranks.set(cell, rank);
      cases.push(ask());
    }
    ranks.delete(cell);
    return cases.every((one) => one === cases[0]) ? (cases[0] ?? no) : expressions.ask(`${cell}: ${cases.join(' ')}`, () => ({ cell, cases }));
  };
  const answer = ask();
  return count > mostCases ? expressions.ask(`leaf ${at}`, () => ({ leaf })) : answer;
}

/** Which of no, maybe and yes an expression can be, as bits; its parts are taken as if they had nothing to do with each other. */
function createPossible({ all }: Expressions<Open>): (expression: number) => number {
  const known: number[] = [1 << no, 1 << maybe, 1 << yes];
  const everything = (1 << no) | (1 << maybe) | (1 << yes);
  const possible = (at: number): number => (known[at] ??= work(at));
  const joined = (terms: readonly number[], join: (a: number, b: number) => number): number => {
    const [first = everything, ...rest] = terms.map(possible);
    return rest.reduce((left, right) => {
      let set = 0;
      for (let a = no; a <= yes; a += 1) for (let b = no; b <= yes; b += 1) if ((left >> a) & (right >> b) & 1) set |= 1 << join(a, b);
      return set;
    }, first);
  };
  const work = (at: number): number => {
    const one = all[at]!;
    switch (one.op) {
      case 'constant': return everything;
      case 'question': return 'cases' in one.question ? one.question.cases.reduce((set, each) => set | possible(each), 0) : everything;
      case 'not': {
        const inner = possible(one.term);
        return ((inner & 1) << 2) | (inner & 2) | (inner >> 2);
      }
      case 'sure': {
        const inner = possible(one.term);
        return (inner & 4) | ((inner & 3) === 0 ? 0 : 1);
      }
      case 'and': return joined(one.terms, Math.min);
      case 'or': return joined(one.terms, Math.max);
    }
  };
  return possible;
}
