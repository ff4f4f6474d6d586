import { elementsOf, type XmlElement } from '../xml/index.ts';
import type { RuleNode } from '../metadata/index.ts';
import type { Question } from './element.ts';
import { elementName, prepareElement } from './evaluate.ts';
import { answersOf, maybe, no, yes, type Answer, type Expressions } from './expressions.ts';
import type { MachineView } from './view.ts';

/** One question asked somewhere in a catalog, kept once however many updates ask it. */
export interface Leaf {
  readonly rule: RuleNode;
  readonly metadata: readonly XmlElement[];
  readonly question: Question;
}

/** All rules of a catalog. */
export type RuleExpressions = Expressions<Leaf>;

/** Adds a rule with the metadata of its update. */
export function expressionOf(expressions: RuleExpressions, rule: RuleNode, metadata: readonly XmlElement[]): number {
  const inner = (): number[] => elementsOf(rule).map((one) => expressionOf(expressions, one, metadata));
  switch (elementName(rule)) {
    case 'lar:True': return yes;
    case 'lar:False': return no;
    case 'lar:And': return expressions.and(inner());
    case 'lar:Or': return expressions.or(inner());
    case 'lar:Not': {
      const [term, ...more] = inner();
      return term !== undefined && more.length === 0 ? expressions.not(term) : maybe;
    }
    default: {
      // Rules about Windows, the registry and files do not look at the metadata.
      const context = rule.kind === 'bar' ? [] : metadata;
      return expressions.ask(keyOf(rule) + context.map(keyOf).join(''), () => ({ rule, metadata: context, question: prepareElement(rule, context) }));
    }
  }
}

/** Equal for equal elements, whatever the order of their attributes. */
function keyOf(element: XmlElement): string {
  const attributes = Object.keys(element.attributes).toSorted().map((name) => `${name}=${JSON.stringify(element.attributes[name])}`);
  return `<${element.kind}:${element.name} ${attributes.join(' ')}>${element.children.map((child) => (typeof child === 'string' ? JSON.stringify(child) : keyOf(child))).join('')}</>`;
}

/** Answers rules for one machine. */
export function answersOn(all: RuleExpressions['all'], view: MachineView): Answer {
  return answersOf(all, (leaf) => numberOfTruth(leaf.question(view)));
}

export function numberOfTruth(truth: boolean | null): number {
  if (truth === null) return maybe;
  return truth ? yes : no;
}
