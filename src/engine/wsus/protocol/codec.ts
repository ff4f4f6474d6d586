import { elementsOf, escapeText, textOf, type XmlElement } from '../xml/index.ts';
import { SoapError } from './soap-error.ts';

/** How one type of the schema is written and read: declared once, used by client and server. */
export interface Codec<T> {
  /** The complete element. */
  write(name: string, value: T): string;
  /** @throws SoapError */
  read(element: XmlElement): T;
}

function simple<T>(format: (value: T) => string, parse: (text: string) => T | undefined): Codec<T> {
  return {
    write(name, value) {
      const text = format(value);
      return text === '' ? `<${name} />` : `<${name}>${escapeText(text)}</${name}>`;
    },
    read(element) {
      if (element.children.length > 1 || typeof element.children[0] === 'object') throw new SoapError(`${element.name} may hold only text.`);
      const value = parse(textOf(element));
      if (value === undefined) throw new SoapError(`${element.name} has a value that is not allowed.`);
      return value;
    },
  };
}

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const dateTimePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?$/;
const base64Pattern = /^[A-Za-z0-9+/\s]*(?:=\s*){0,2}$/;

export const text: Codec<string> = simple((value) => value, (value) => value);
/** Read to lower case. */
export const guid: Codec<string> = simple((value) => value, (value) => {
  const lower = value.trim().toLowerCase();
  return guidPattern.test(lower) ? lower : undefined;
});
export const boolean: Codec<boolean> = simple(String, (value) => {
  const trimmed = value.trim();
  if (trimmed === 'true' || trimmed === '1') return true;
  return trimmed === 'false' || trimmed === '0' ? false : undefined;
});
/** Signed 32 bits. */
export const integer: Codec<number> = simple(String, (value) => {
  const number = /^\s*-?\d{1,10}\s*$/.test(value) ? Number(value) : Number.NaN;
  return number >= -2_147_483_648 && number <= 2_147_483_647 ? number : undefined;
});
/** xsd:dateTime, kept as text: what goes into a later call must go unchanged. */
export const dateTime: Codec<string> = simple((value) => value, (value) => (dateTimePattern.test(value.trim()) ? value.trim() : undefined));
/** Base64, kept as text; see {@link bytesOf}. */
export const base64: Codec<string> = simple((value) => value, (value) => (base64Pattern.test(value) ? value : undefined));

export function bytesOf(base64Text: string): Buffer {
  return Buffer.from(base64Text, 'base64');
}

/** A wrapped array: `<Name><Item>…</Item></Name>`, empty `<Name />`. */
export function list<T>(item: string, codec: Codec<T>): Codec<readonly T[]> {
  return {
    write(name, values) {
      let content = '';
      for (const value of values) content += codec.write(item, value);
      return content === '' ? `<${name} />` : `<${name}>${content}</${name}>`;
    },
    read(element) {
      return elementsOf(element).map((child) => {
        if (child.name !== item || child.kind !== element.kind) throw new SoapError(`"${child.name.slice(0, 80)}" stands where ${item} belongs.`);
        return codec.read(child);
      });
    },
  };
}

/** An array whose items are left as elements, for a reader that takes a breath between them. Never written. */
export const unread: Codec<readonly XmlElement[]> = { write: () => '', read: elementsOf };

/** One member of a sequence: its element name, its type and whether it may be absent. */
export interface Member<T> {
  readonly name: string;
  readonly codec: Codec<T>;
  readonly optional: boolean;
}

export function member<T>(name: string, codec: Codec<T>): Member<T> {
  return { name, codec, optional: false };
}

export function optional<T>(name: string, codec: Codec<T>): Member<T | undefined> {
  return { name, codec: codec as Codec<T | undefined>, optional: true };
}

type Members = Readonly<Record<string, Member<unknown>>>;
type OptionalKeys<M extends Members> = { [K in keyof M]: M[K] extends Member<infer T> ? (undefined extends T ? K : never) : never }[keyof M];
type ValueOf<M> = M extends Member<infer T> ? T : never;
/** The value a sequence of members stands for. */
export type SequenceValue<M extends Members> = { readonly [K in Exclude<keyof M, OptionalKeys<M>>]: ValueOf<M[K]> } & {
  readonly [K in OptionalKeys<M>]?: ValueOf<M[K]>;
};
export type ValueOfCodec<C> = C extends Codec<infer T> ? T : never;

/**
 * An xsd:sequence. Written in the order given (the order of the schema is part of the protocol), read in any order;
 * elements it does not know are passed over, so that a newer peer is understood; the same element twice is refused.
 */
export function sequence<M extends Members>(members: M): Codec<SequenceValue<M>> {
  const keys = Object.keys(members);
  const keyOf = new Map(keys.map((key) => [members[key]!.name, key]));
  return {
    write(name, value) {
      let content = '';
      for (const key of keys) {
        const one = (value as Record<string, unknown>)[key];
        if (one !== undefined) content += members[key]!.codec.write(members[key]!.name, one);
      }
      return content === '' ? `<${name} />` : `<${name}>${content}</${name}>`;
    },
    read(element) {
      const value: Record<string, unknown> = {};
      for (const child of element.children) {
        if (typeof child === 'string') throw new SoapError(`${element.name} may not hold text.`);
        const key = child.kind === element.kind ? keyOf.get(child.name) : undefined;
        if (key === undefined || child.attributes['xsi:nil'] === 'true') continue;
        if (key in value) throw new SoapError(`${element.name} holds ${child.name} twice.`);
        value[key] = members[key]!.codec.read(child);
      }
      for (const key of keys) {
        if (value[key] === undefined && !members[key]!.optional) throw new SoapError(`${element.name} has no ${members[key]!.name}.`);
      }
      return value as SequenceValue<M>;
    },
  };
}
