import { elementsOf, type XmlElement } from '../xml/index.ts';
import type { RuleNode } from '../metadata/index.ts';
import { driverElements } from './driver-elements.ts';
import { unknown, type ElementTable, type Question } from './element.ts';
import { fileElements } from './file-elements.ts';
import { installerElements } from './installer-elements.ts';
import type { MachineFacts } from './machine.ts';
import { registryElements } from './registry-elements.ts';
import { servicingElements } from './servicing-elements.ts';
import { systemElements } from './system-elements.ts';
import { allOf, anyOf, not, type Truth } from './truth.ts';
import { viewOf } from './view.ts';
import { windowsElements } from './windows-elements.ts';

/** Every element that asks something of a machine, by namespace and name. */
export const elements: ElementTable = {
  ...windowsElements, ...registryElements, ...fileElements, ...systemElements, ...servicingElements, ...installerElements, ...driverElements,
};

export const elementName = ({ kind, name }: RuleNode): string => `${kind}:${name}`;

/** Makes a rule ready to be asked of machines. A name nobody knows is unknown. */
export function prepare(rule: RuleNode, metadata: readonly XmlElement[]): Question {
  const inner = (): Question[] => elementsOf(rule).map((one) => prepare(one, metadata));
  switch (elementName(rule)) {
    case 'lar:True': return () => true;
    case 'lar:False': return () => false;
    case 'lar:And': {
      const terms = inner();
      return (view) => allOf(terms.map((term) => term(view)));
    }
    case 'lar:Or': {
      const terms = inner();
      return (view) => anyOf(terms.map((term) => term(view)));
    }
    case 'lar:Not': {
      const [term, ...more] = inner();
      return term && more.length === 0 ? (view) => not(term(view)) : unknown;
    }
    default: return prepareElement(rule, metadata);
  }
}

/** As `prepare` for an element that is not logic. */
export function prepareElement(rule: RuleNode, metadata: readonly XmlElement[]): Question {
  const name = elementName(rule);
  const element = Object.hasOwn(elements, name) ? elements[name] : undefined;
  return element ? element(rule.attributes, { rule, metadata, prepare: (one) => prepare(one, metadata) }) : unknown;
}

/**
 * Whether an applicability rule holds on a machine: Kleene's logic over the vocabulary of W§5. What is missing on the machine is
 * false; what cannot be known (an unknown element, a missing attribute, a fact the machine does not tell) is unknown, null.
 * @param metadata the children of Metadata of the same update: CBS, MSI and driver rules are about them
 */
export function evaluateRule(rule: RuleNode, machine: MachineFacts, metadata: readonly XmlElement[] = []): Truth {
  return prepare(rule, metadata)(viewOf(machine));
}
