import { XmlError, type XmlElement } from './element.ts';
import { isKnownKind } from './read.ts';
import { namespaces } from './namespaces.ts';

/* oxlint-disable no-control-regex -- these are the characters XML 1.0 does not allow, or wants escaped */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const special = /[&<>"\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;
/* oxlint-enable no-control-regex */
const ncName = /^[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u3001-\ud7ff\uf900-\ufdcf][-\w.\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u203f\u2040\u3001-\ud7ff\uf900-\ufdcf]*$/;

/** Escapes element text. @throws XmlError BadCharacter for what XML cannot hold. */
export function escapeText(text: string): string {
  if (!special.test(text)) return text;
  if (forbidden.test(text)) throw new XmlError('BadCharacter', 'The text holds a character that XML does not allow.');
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
}

/** Escapes an attribute value for double quotes. @throws XmlError BadCharacter for what XML cannot hold. */
export function escapeAttribute(text: string): string {
  if (!special.test(text)) return text;
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\t', '&#x9;').replaceAll('\n', '&#xA;');
}

/** The prefixes one document uses: known ones as they are, unknown namespaces as ns1, ns2, … */
export interface Prefixes {
  /** "bar:" for a known kind, "ns1:" for a URI, "" for no namespace. */
  prefixOf(kind: string): string;
  /** ` xmlns:upd="…"` for every prefix handed out, for the root element. */
  declarations(): string;
}

export function createPrefixes(): Prefixes {
  const used = new Map<string, { prefix: string; uri: string }>();
  return {
    prefixOf(kind) {
      if (kind === '') return '';
      let entry = used.get(kind);
      if (!entry) {
        entry = isKnownKind(kind) ? { prefix: `${kind}:`, uri: namespaces[kind]! } : { prefix: `ns${used.size + 1}:`, uri: kind };
        used.set(kind, entry);
      }
      return entry.prefix;
    },
    declarations() {
      let text = '';
      for (const { prefix, uri } of used.values()) if (prefix !== 'xml:') text += ` xmlns:${prefix.slice(0, -1)}="${escapeAttribute(uri)}"`;
      return text;
    },
  };
}

/** Writes an element with the prefixes of the surrounding document. @throws XmlError for names or characters XML does not allow. */
export function writeElement(element: XmlElement, prefixes: Prefixes): string {
  const name = prefixes.prefixOf(element.kind) + checkedName(element.name);
  const start = `<${name}${writeAttributes(element.attributes, prefixes)}`;
  if (element.children.length === 0) return `${start} />`;
  let content = '';
  for (const child of element.children) content += typeof child === 'string' ? escapeText(child) : writeElement(child, prefixes);
  return `${start}>${content}</${name}>`;
}

/** Writes attributes given by key (see XmlElement), each with a leading blank. */
export function writeAttributes(attributes: Readonly<Record<string, string>>, prefixes: Prefixes): string {
  let text = '';
  for (const key in attributes) {
    const value = attributes[key]!;
    text += ` ${outerName(key, prefixes)}="${escapeAttribute(key === 'xsi:type' ? outerName(value, prefixes, value) : value)}"`;
  }
  return text;
}

/** A whole document of one root element. @throws XmlError */
export function writeXml(element: XmlElement): string {
  const prefixes = createPrefixes();
  const body = writeElement(element, prefixes);
  const end = 1 + (prefixes.prefixOf(element.kind) + element.name).length;
  return body.slice(0, end) + prefixes.declarations() + body.slice(end);
}

/** "name", "xsi:type" or "{uri}name" → the name in this document's prefixes; `fallback` is for values that are no name. */
function outerName(key: string, prefixes: Prefixes, fallback?: string): string {
  if (key.startsWith('{')) {
    const end = key.lastIndexOf('}');
    if (end > 1) return prefixes.prefixOf(key.slice(1, end)) + checkedName(key.slice(end + 1));
  }
  const colon = key.indexOf(':');
  if (colon > 0 && isKnownKind(key.slice(0, colon))) return prefixes.prefixOf(key.slice(0, colon)) + checkedName(key.slice(colon + 1));
  return fallback ?? checkedName(key);
}

function checkedName(name: string): string {
  if (!ncName.test(name) || name === '__proto__' || name === 'xmlns') throw new XmlError('BadName', `"${name}" is no XML name.`);
  return name;
}
