import { elementsOf, readXml, type XmlElement } from '../xml/index.ts';
import type { Update } from './model.ts';
import { updateOf } from './read-update.ts';
import { UpdateError } from './update-error.ts';

/** What a server derives from an Update document for clients (W§4): texts without a single root, namespaces taken out. */
export interface Fragments {
  readonly core: string;
  readonly extended?: string;
  /** One block a language. */
  readonly localized: readonly string[];
  /** Attributes of Properties that stand elsewhere ("CreationDate"). */
  readonly properties: Readonly<Record<string, string>>;
}

const rulePrefixes: Readonly<Record<string, string>> = { b: 'bar', m: 'mar', d: 'drv' };
const logic = new Set(['True', 'False', 'And', 'Or', 'Not']);
const ruleHolders = new Set(['IsInstalled', 'IsInstallable', 'IsSuperseded', 'Metadata']);

/**
 * Puts an update together from its fragments as far as they allow. Namespaces are found again by the prefixes that survived in
 * names, by the names of logic and CBS rules, and by the type of the handler; what a fragment left out stays out.
 * @throws XmlError, UpdateError
 */
export function updateOfFragments({ core, extended = '', localized, properties }: Fragments): Update {
  const own = elementsOf(readXml(`<core>${core}</core>`));
  const more = elementsOf(readXml(`<extended>${extended}</extended>`));
  const texts = localized.flatMap((text) => elementsOf(readXml(`<localized>${text}</localized>`)));
  const basic = own.find((one) => one.name === 'Properties');
  if (!basic) throw new UpdateError('MissingPart', 'The core fragment of an update has no Properties.');
  const further = more.find((one) => one.name === 'ExtendedProperties');
  const merged: XmlElement = { kind: '', name: 'Properties', attributes: { ...properties, ...further?.attributes, ...basic.attributes }, children: [...basic.children, ...(further?.children ?? [])] };
  const collection: XmlElement = { kind: '', name: 'LocalizedPropertiesCollection', attributes: {}, children: texts };
  const rest = [...own.filter((one) => one !== basic), ...more.filter((one) => one !== further)];
  return updateOf(ofUpdate({ kind: '', name: 'Update', attributes: {}, children: [merged, ...(texts.length > 0 ? [collection] : []), ...rest] }));
}

const inside = (element: XmlElement, each: (child: XmlElement) => XmlElement) => element.children.map((child) => (typeof child === 'string' ? child : each(child)));

function ofUpdate(element: XmlElement): XmlElement {
  if (element.name === 'HandlerSpecificData') return ofHandler(element);
  return { ...element, kind: 'upd', children: inside(element, ruleHolders.has(element.name) ? ofRules : ofUpdate) };
}

function ofRules(element: XmlElement): XmlElement {
  const [prefix, name] = element.name.split('.', 2) as [string, string | undefined];
  const kind = name === undefined ? (logic.has(prefix) ? 'lar' : prefix.startsWith('Cbs') ? 'cbsar' : 'bar') : (rulePrefixes[prefix] ?? 'bar');
  return { kind, name: name ?? prefix, attributes: element.attributes, children: inside(element, ofRules) };
}

function ofHandler(element: XmlElement): XmlElement {
  const { type, ...attributes } = element.attributes;
  const kind = type?.split(':')[0] ?? 'upd';
  const within = (child: XmlElement): XmlElement => ({ ...child, kind, children: inside(child, within) });
  return { kind: 'upd', name: element.name, attributes: type === undefined ? attributes : { ...attributes, 'xsi:type': type }, children: inside(element, within) };
}
