import { elementsOf, type XmlElement } from '../xml/index.ts';
import type { Truth } from './truth.ts';
import type { MachineView } from './view.ts';

/** A rule element made ready: asked of any machine. */
export type Question = (view: MachineView) => Truth;

export type Attributes = Readonly<Record<string, string>>;

/** What an element needs beside its attributes. */
export interface RuleContext {
  readonly rule: XmlElement;
  /** What stands under Metadata of the same update: CBS, MSI and driver rules are about it. */
  readonly metadata: readonly XmlElement[];
  /** Makes a rule inside this one ready. */
  readonly prepare: (rule: XmlElement) => Question;
}

/** Makes one element ready; its attributes are read once, however many machines are asked. */
export type Element = (attributes: Attributes, context: RuleContext) => Question;

/** An element by its namespace and name ("bar:RegKeyExists"). */
export type ElementTable = Readonly<Record<string, Element>>;

/** For what cannot be answered: an unknown name, an attribute that is missing or makes no sense. */
export const unknown: Question = () => null;

/** A whole number from 0, decimal or 0x…; undefined for anything else. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^(?:\d{1,15}|0x[0-9a-f]{1,8})$/i.test(text) ? Number(text) : undefined;
}

/** ms UTC; undefined for what is no date. */
export function momentOf(text: string | undefined): number | undefined {
  const moment = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

export function isSet(text: string | undefined): boolean {
  return text === 'true' || text === '1';
}

/** The first element of that name among the metadata or inside it. */
export function metadataOf(metadata: readonly XmlElement[], name: string): XmlElement | undefined {
  for (const element of metadata) {
    const found = element.name === name ? element : metadataOf(elementsOf(element), name);
    if (found) return found;
  }
  return undefined;
}
