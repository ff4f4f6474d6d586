import { elementsOf, type XmlElement } from '../xml/index.ts';
import type { RuleNode } from '../metadata/index.ts';
import type { Question } from './element.ts';
import { elementName, prepareElement } from './evaluate.ts';
import type { MachineView } from './view.ts';

/** Truths as numbers: And is the smaller, Or the greater, Not the difference to 2. They are also the first three expressions. */
export const no = 0;
export const maybe = 1;
export const yes = 2;

/** One question asked somewhere in a catalog, kept once however many updates ask it. */
export interface Leaf {
  readonly rule: RuleNode;
  readonly metadata: readonly XmlElement[];
  readonly question: Question;
}

export type Expression =
  | { readonly op: 'constant' }
  | { readonly op: 'leaf'; readonly leaf: Leaf }
  | { readonly op: 'and' | 'or'; readonly terms: readonly number[] }
  | { readonly op: 'not'; readonly term: number }
  /** No where the term is maybe. */
  | { readonly op: 'sure'; readonly term: number };

/**
 * All rules of a catalog as expressions over each other, the same one never twice; an expression is a number, greater than those
 * it is made of. They are only added to: what was made from them stays valid.
 */
export interface Expressions {
  readonly all: readonly Expression[];
  /** `absent` stands for a rule that is not there. */
  rule(rule: RuleNode | undefined, metadata: readonly XmlElement[], absent: number): number;
  and(terms: readonly number[]): number;
  or(terms: readonly number[]): number;
  not(term: number): number;
  sure(term: number): number;
}

export function createExpressions(): Expressions {
  const all: Expression[] = [{ op: 'constant' }, { op: 'constant' }, { op: 'constant' }];
  const known = new Map<string, number>();
  const kept = (key: string, make: () => Expression): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, all.length);
    return all.push(make()) - 1;
  };
  /** `decides` is the term that settles it, `empty` the one that changes nothing. */
  const joined = (op: 'and' | 'or', decides: number, empty: number) => (terms: readonly number[]): number => {
    const distinct = [...new Set(terms)].filter((term) => term !== empty).toSorted((a, b) => a - b);
    if (distinct.includes(decides)) return decides;
    if (distinct.length <= 1) return distinct[0] ?? empty;
    return kept(`${op} ${distinct.join(' ')}`, () => ({ op, terms: distinct }));
  };
  const [and, or] = [joined('and', no, yes), joined('or', yes, no)];
  const not = (term: number): number => {
    const inner = all[term]!;
    if (term <= yes) return yes - term;
    return inner.op === 'not' ? inner.term : kept(`not ${term}`, () => ({ op: 'not', term }));
  };
  const leaf = (rule: RuleNode, metadata: readonly XmlElement[]): number => {
    // Only CBS, MSI and driver rules look at the metadata, and those that do have no attributes.
    const context = rule.kind === 'bar' || Object.keys(rule.attributes).length > 0 ? [] : metadata;
    return kept(`leaf ${keyOf(rule)} ${context.map(keyOf).join('')}`, () => ({ op: 'leaf', leaf: { rule, metadata: context, question: prepareElement(rule, context) } }));
  };
  const read = (rule: RuleNode, metadata: readonly XmlElement[]): number => {
    const inner = (): number[] => elementsOf(rule).map((one) => read(one, metadata));
    switch (elementName(rule)) {
      case 'lar:True': return yes;
      case 'lar:False': return no;
      case 'lar:And': return and(inner());
      case 'lar:Or': return or(inner());
      case 'lar:Not': {
        const [term, ...more] = inner();
        return term !== undefined && more.length === 0 ? not(term) : maybe;
      }
      default: return leaf(rule, metadata);
    }
  };
  return {
    all, and, or, not,
    rule: (rule, metadata, absent) => (rule ? read(rule, metadata) : absent),
    sure: (term) => (term === maybe ? no : isSure(all, term) ? term : kept(`sure ${term}`, () => ({ op: 'sure', term }))),
  };
}

function isSure(all: readonly Expression[], term: number): boolean {
  return term !== maybe && (term <= yes || all[term]!.op === 'sure');
}

/** Equal for equal elements, whatever the order of their attributes. */
function keyOf(element: XmlElement): string {
  const attributes = Object.keys(element.attributes).toSorted().map((name) => `${name}=${JSON.stringify(element.attributes[name])}`);
  return `<${element.kind}:${element.name} ${attributes.join(' ')}>${element.children.map((child) => (typeof child === 'string' ? JSON.stringify(child) : keyOf(child))).join('')}</>`;
}

/** Answers expressions for one machine; each at most once. */
export function answersOf(all: readonly Expression[], view: MachineView): (expression: number) => number {
  const known = new Int8Array(all.length).fill(-1);
  known.set([no, maybe, yes]);
  const answer = (at: number): number => {
    const found = known[at]!;
    if (found >= 0) return found;
    const result = work(all[at]!);
    known[at] = result;
    return result;
  };
  const work = (expression: Expression): number => {
    switch (expression.op) {
      case 'constant': return maybe;
      case 'leaf': return numberOfTruth(expression.leaf.question(view));
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

export function numberOfTruth(truth: boolean | null): number {
  if (truth === null) return maybe;
  return truth ? yes : no;
}
