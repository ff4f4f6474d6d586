import { UpdateError } from './update-error.ts';
import { elementsOf, textOf, type XmlElement } from '../xml/index.ts';
import type { OtherContent } from './model.ts';

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Takes the parts the model names out of an element; `other()` is what nobody took. */
export interface Fields {
  text(name: string): string | undefined;
  required(name: string): string;
  guid(name: string): string;
  integer(name: string, from: number, to: number): number | undefined;
  boolean(name: string): boolean | undefined;
  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined;
  /** As `oneOf`, but another value is left to `other()`: it says nothing the product relies on. */
  known<T extends string>(name: string, values: readonly T[]): T | undefined;
  /** The only `upd` child of that name. @throws UpdateError when there are several. */
  element(name: string): XmlElement | undefined;
  /** The texts of all `upd` children of that name. */
  texts(name: string): string[];
  elements(name: string): XmlElement[];
  other(): OtherContent | undefined;
}

/** @param kind the namespace the element's named children have. */
export function fieldsOf(element: XmlElement, kind = 'upd'): Fields {
  let taken: Set<string> | undefined;
  const left = new Set<XmlElement>(elementsOf(element));
  const bad = (name: string, value: string): never => {
    throw new UpdateError('BadValue', `${element.name}/@${name} cannot be "${value.slice(0, 80)}".`);
  };
  const text = (name: string): string | undefined => {
    const value = element.attributes[name];
    if (value !== undefined) (taken ??= new Set()).add(name);
    return value;
  };
  const required = (name: string): string => text(name) ?? missing(`${element.name}/@${name}`);
  const elements = (name: string): XmlElement[] => {
    const found: XmlElement[] = [];
    for (const child of left) if (child.name === name && child.kind === kind) found.push(child);
    for (const child of found) left.delete(child);
    return found;
  };
  return {
    text,
    required,
    guid(name) {
      const value = required(name).toLowerCase();
      return guidPattern.test(value) ? value : bad(name, value);
    },
    integer(name, from, to) {
      const value = text(name);
      if (value === undefined) return undefined;
      return parsedInteger(value, from, to) ?? bad(name, value);
    },
    boolean(name) {
      const value = text(name);
      if (value === undefined) return undefined;
      return parsedBoolean(value) ?? bad(name, value);
    },
    oneOf(name, values) {
      const value = text(name);
      if (value === undefined) return undefined;
      return values.find((one) => one === value) ?? bad(name, value);
    },
    known: (name, values) => (values.some((one) => one === element.attributes[name]) ? (text(name) as (typeof values)[number]) : undefined),
    elements,
    texts: (name) => elements(name).map(simpleText),
    element(name) {
      const found = elements(name);
      if (found.length > 1) throw new UpdateError('BadValue', `${element.name} has more than one ${name}.`);
      return found[0];
    },
    other: () => otherContent(Object.entries(element.attributes).filter(([name]) => !taken?.has(name)), [...left]),
  };
}

function parsedInteger(text: string, from: number, to: number): number | undefined {
  const number = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return number >= from && number <= to ? number : undefined;
}

function parsedBoolean(text: string): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

/** Undefined when there is nothing. */
export function otherContent(attributes: readonly (readonly [string, string])[], elements: readonly XmlElement[]): OtherContent | undefined {
  if (attributes.length === 0 && elements.length === 0) return undefined;
  return { ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }), ...(elements.length > 0 && { elements }) };
}

/** The text of an element that holds nothing but text. */
export function simpleText(element: XmlElement): string {
  if (element.children.some((child) => typeof child !== 'string')) throw new UpdateError('BadValue', `${element.name} may hold only text.`);
  return textOf(element);
}

export function missing(what: string): never {
  throw new UpdateError('MissingPart', `${what} is missing.`);
}

/** The same object without the fields that are undefined, so that "absent" has one form only. */
export function compact<T extends object>(fields: T): T {
  const kept: Record<string, unknown> = {};
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key];
  return kept as T;
}
