import { SaxesParser, type SaxesTagNS } from 'saxes';
import { XmlError, type XmlElement } from './element.ts';
import { kindOf, namespaces } from './namespaces.ts';

/** Bounds of what is read. */
export interface XmlLimits {
  /** Characters of the whole document. */
  readonly characters: number;
  /** Elements inside each other. */
  readonly depth: number;
  /** Elements of the whole document. */
  readonly elements: number;
  /** Attributes of one element, declarations included. */
  readonly attributes: number;
}

/** 16 M characters, 64 levels, 500,000 elements, 256 attributes. */
export const defaultXmlLimits: XmlLimits = { characters: 16 * 1024 * 1024, depth: 64, elements: 500_000, attributes: 256 };

interface OpenElement {
  readonly kind: string;
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: (OpenElement | string)[];
}

/** Builds the tree of a document that arrives in pieces. */
export interface XmlReader {
  /** @throws XmlError as soon as the text is not acceptable. */
  write(piece: string): void;
  /** The root element. @throws XmlError when the document is not complete. */
  close(): XmlElement;
}

const whiteSpace = /^[ \t\r\n]*$/;

/**
 * Reads XML 1.0 with namespaces. A document type declaration is refused (so there are no entities to expand);
 * comments and processing instructions are left out.
 */
export function createXmlReader(limits: XmlLimits = defaultXmlLimits): XmlReader {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: OpenElement[] = [];
  /** Beside `open`: whether that element has child elements already, so that white space in it is layout. */
  const holdsElements: boolean[] = [];
  let root: OpenElement | undefined;
  let characters = 0;
  let attributes = 0;
  let elements = 0;

  parser.on('doctype', refuseDoctype);
  parser.on('attribute', () => {
    if (++attributes > limits.attributes) throw new XmlError('TooManyAttributes', `An element has more than ${limits.attributes} attributes.`);
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    if (++elements > limits.elements) throw new XmlError('TooLarge', `The document has more than ${limits.elements} elements.`);
    if (open.length >= limits.depth) throw new XmlError('TooDeep', `The elements are nested more than ${limits.depth} deep.`);
    const element = openElement(tag, parser);
    const parent = open.at(-1);
    if (parent) {
      if (!holdsElements[open.length - 1]) dropWhiteSpace(parent);
      holdsElements[open.length - 1] = true;
      parent.children.push(element);
    } else root = element;
    holdsElements[open.push(element) - 1] = false;
  });
  const onText = (text: string): void => {
    const element = open.at(-1);
    if (!element) return;
    if (holdsElements[open.length - 1] && whiteSpace.test(text)) return;
    const last = element.children.length - 1;
    if (typeof element.children[last] === 'string') element.children[last] += text;
    else element.children.push(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => void open.pop());

  return {
    write(piece) {
      characters += piece.length;
      if (characters > limits.characters) throw new XmlError('TooLarge', `The document is longer than ${limits.characters} characters.`);
      guarded(() => void parser.write(piece));
    },
    close() {
      guarded(() => void parser.close());
      if (!root) throw new XmlError('Malformed', 'Not well-formed XML: there is no element.');
      return root;
    },
  };
}

/** @throws XmlError in place of the parser's own error. */
export function guarded(step: () => void): void {
  try {
    step();
  } catch (error) {
    throw error instanceof XmlError ? error : new XmlError('Malformed', `Not well-formed XML: ${(error as Error).message}`);
  }
}

/** Reads a whole document. @throws XmlError */
export function readXml(text: string, limits: XmlLimits = defaultXmlLimits): XmlElement {
  const reader = createXmlReader(limits);
  // A refused declaration must not cost the reading of what follows it, hence pieces.
  for (let at = 0; at < text.length; at += pieceLength) reader.write(at === 0 && text.length <= pieceLength ? text : text.slice(at, at + pieceLength));
  return reader.close();
}

const pieceLength = 256 * 1024;

export function refuseDoctype(): never {
  throw new XmlError('DoctypeRefused', 'A document type declaration is not accepted.');
}

function openElement(tag: SaxesTagNS, parser: SaxesParser<{ xmlns: true }>): OpenElement {
  const attributes: Record<string, string> = {};
  for (const raw in tag.attributes) {
    const attribute = tag.attributes[raw]!;
    if (attribute.prefix === 'xmlns' || raw === 'xmlns') continue;
    if (raw === '__proto__') throw new XmlError('BadName', 'An attribute may not be called __proto__.');
    if (attribute.uri === '') attributes[raw] = attribute.value;
    else {
      const key = attributeKey(attribute.uri, attribute.local);
      attributes[key] = key === 'xsi:type' ? qualifiedName(attribute.value, parser) : attribute.value;
    }
  }
  return { kind: kindOf(tag.uri), name: tag.local, attributes, children: [] };
}

function attributeKey(uri: string, local: string): string {
  const kind = kindOf(uri);
  return kind === uri ? `{${uri}}${local}` : `${kind}:${local}`;
}

/** "x:Name" in the sender's prefixes → "cat:Name" in ours, or "{uri}Name"; a value without a bound prefix stays as it is. */
function qualifiedName(value: string, parser: SaxesParser<{ xmlns: true }>): string {
  const colon = value.indexOf(':');
  const uri = parser.resolve(colon < 0 ? '' : value.slice(0, colon));
  return uri === undefined || uri === '' ? value : attributeKey(uri, value.slice(colon + 1));
}

function dropWhiteSpace(parent: OpenElement): void {
  const last = parent.children.at(-1);
  if (typeof last === 'string' && whiteSpace.test(last)) parent.children.pop();
}

/** Whether `kind` is a prefix of a known namespace (else it is a URI or ''). */
export function isKnownKind(kind: string): boolean {
  return kind !== '' && Object.hasOwn(namespaces, kind);
}
