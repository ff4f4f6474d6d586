/**
 * Any element, of any namespace.
 * `kind` is the prefix of a known namespace (`bar`, `lar`, `mar`, `cbsar`, `drv`, `cat`, `cmd`, `upd`, …, see namespaces.ts),
 * the namespace URI itself when it is not known, or '' for no namespace.
 */
export interface XmlElement {
  readonly kind: string;
  /** Local name. */
  readonly name: string;
  /** By local name; a namespaced attribute is `xsi:type` (known prefix) or `{uri}name`. Declarations are not listed. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements and text; text that is only white space between elements is left out. */
  readonly children: readonly (XmlElement | string)[];
}

export type XmlErrorCode = 'Malformed' | 'DoctypeRefused' | 'TooLarge' | 'TooDeep' | 'TooManyAttributes' | 'BadCharacter' | 'BadName';

/** The text is not XML this product accepts; `code` says why. */
export class XmlError extends Error {
  readonly code: XmlErrorCode;
  constructor(code: XmlErrorCode, message: string) {
    super(message);
    this.name = 'XmlError';
    this.code = code;
  }
}

/** The child elements, in order. */
export function elementsOf(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string');
}

/** The text directly inside the element, '' when there is none. */
export function textOf(element: XmlElement): string {
  const [only] = element.children;
  if (element.children.length === 1 && typeof only === 'string') return only;
  return element.children.filter((child) => typeof child === 'string').join('');
}
