/** Truths as numbers: And is the smaller, Or the greater, Not the difference to 2. They are also the first three expressions. */
export const no = 0;
export const maybe = 1;
export const yes = 2;

/** `Q` is what a question is: the expressions know nothing of it. */
export type Expression<Q> =
  | { readonly op: 'constant' }
  | { readonly op: 'question'; readonly question: Q }
  | { readonly op: 'and' | 'or'; readonly terms: readonly number[] }
  | { readonly op: 'not'; readonly term: number }
  /** No where the term is maybe. */
  | { readonly op: 'sure'; readonly term: number };

/**
 * Questions and what is joined of them, the same one never twice; an expression is a number, greater than those it is made of.
 * They are only added to: what was made from them stays valid.
 */
export interface Expressions<Q> {
  readonly all: readonly Expression<Q>[];
  /** @param key the same for the same question */
  ask(key: string, make: () => Q): number;
  and(terms: readonly number[]): number;
  or(terms: readonly number[]): number;
  not(term: number): number;
  sure(term: number): number;
}

export function createExpressions<Q>(): Expressions<Q> {
  const all: Expression<Q>[] = [{ op: 'constant' }, { op: 'constant' }, { op: 'constant' }];
  const known = new Map<string, number>();
  const kept = (key: string, make: () => Expression<Q>): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, all.length);
    return all.push(make()) - 1;
  };
  /** `decides` is the term that settles it, `empty` the one that changes nothing. */
  const joined = (op: 'and' | 'or', decides: number, empty: number) => (terms: readonly number[]): number => {
    const distinct = [...new Set(terms)].filter((term) => term !== empty);
    if (distinct.includes(decides)) return decides;
    if (distinct.length <= 1) return distinct[0] ?? empty;
    distinct.sort((a, b) => a - b);
    return kept(`${op} ${distinct.join(' ')}`, () => ({ op, terms: distinct }));
  };
  return {
    all,
    ask: (key, make) => kept(`? ${key}`, () => ({ op: 'question', question: make() })),
    and: joined('and', no, yes),
    or: joined('or', yes, no),
    not(term) {
      if (term <= yes) return yes - term;
      const inner = all[term]!;
      return inner.op === 'not' ? inner.term : kept(`not ${term}`, () => ({ op: 'not', term }));
    },
    sure(term) {
      if (term <= yes) return term === yes ? yes : no;
      return all[term]!.op === 'sure' ? term : kept(`sure ${term}`, () => ({ op: 'sure', term }));
    },
  };
}

/** Answers an expression. */
export type Answer = (expression: number) => number;

/** Answers expressions; each question is asked at most once. */
export function answersOf<Q>(all: readonly Expression<Q>[], ask: (question: Q) => number): Answer {
  const known = new Int8Array(all.length).fill(-1);
  known.set([no, maybe, yes]);
  const answer = (at: number): number => {
    const found = known[at]!;
    if (found >= 0) return found;
    const result = work(all[at]!);
    known[at] = result;
    return result;
  };
  const work = (expression: Expression<Q>): number => {
    switch (expression.op) {
      case 'constant': return maybe;
      case 'question': return ask(expression.question);
      case 'not': return yes - answer(expression.term);
      case 'sure': return answer(expression.term) === yes ? yes : no;
      case 'and': {
        let least = yes;
        for (const term of expression.terms) if ((least = Math.min(least, answer(term))) === no) break;
        return least;
      }
      case 'or': {
        let most = no;
        for (const term of expression.terms) if ((most = Math.max(most, answer(term))) === yes) break;
        return most;
      }
    }
  };
  return answer;
}
