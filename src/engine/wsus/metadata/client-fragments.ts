import { createPrefixes, elementsOf, readXml, textOf, writeElement, type XmlElement } from '../xml/index.ts';
import { UpdateError } from './update-error.ts';

/** What clients are sent of one document (W§4): texts without a single root and without namespaces. */
export interface ClientFragments {
  /** Identity, relationships and rules: all a scan needs. */
  readonly core: string;
  /** The other properties, files and what the handler needs. */
  readonly extended: string;
  /** By language as the document writes it. */
  readonly localized: ReadonlyMap<string, string>;
  /** Language to fall back to; "en" where the document names none. */
  readonly defaultLanguage: string;
}

const coreProperties = ['UpdateType', 'ExplicitlyDeployable', 'AutoSelectOnWebSites', 'OSUpgrade', 'EulaID'];
/** These stay with the server: captured fragments have them in none of the two. */
const serverProperties = ['PublicationState', 'CreationDate', 'PublisherID', 'PerUser', 'IsPublic', 'LegacyName', 'DetectoidType'];
const prefixes: Readonly<Record<string, string>> = { bar: 'b.', mar: 'm.', drv: 'd.' };
const ruleHolders = ['IsInstalled', 'IsInstallable', 'IsSuperseded', 'Metadata'];

/**
 * Takes an Update document apart; `updateOfFragments` is the way back.
 * @param alsoSuperseded ids to be named among those it supersedes
 * @throws XmlError, UpdateError
 */
export function clientFragments(document: string, alsoSuperseded: readonly string[] = []): ClientFragments {
  const parts = elementsOf(readXml(document));
  const part = (name: string): XmlElement | undefined => parts.find((one) => one.kind === 'upd' && one.name === name);
  const [identity, properties] = [part('UpdateIdentity'), part('Properties')];
  if (!identity || !properties) throw new UpdateError('MissingPart', 'The document of an update has no identity or no properties.');
  const relationships = related(part('Relationships'), alsoSuperseded);
  const localized = part('LocalizedPropertiesCollection');
  const only = (isMeant: (name: string) => boolean) => Object.fromEntries(Object.entries(properties.attributes).filter(([name]) => isMeant(name)));
  return {
    core: written([identity, { ...properties, attributes: only((name) => coreProperties.includes(name)), children: [] }, relationships, part('ApplicabilityRules')]),
    extended: written([
      { ...properties, name: 'ExtendedProperties', attributes: only((name) => !coreProperties.includes(name) && !serverProperties.includes(name)) },
      part('Files'), part('HandlerSpecificData'),
    ]),
    localized: new Map(localized ? elementsOf(localized).map((one) => [languageOf(one), written([one])]) : []),
    defaultLanguage: properties.attributes['DefaultPropertiesLanguage'] ?? 'en',
  };
}

function languageOf(localized: XmlElement): string {
  const language = elementsOf(localized).find((one) => one.name === 'Language');
  return language ? textOf(language) : '';
}

function related(relationships: XmlElement | undefined, alsoSuperseded: readonly string[]): XmlElement | undefined {
  if (alsoSuperseded.length === 0) return relationships;
  const more = alsoSuperseded.map((updateId): XmlElement => ({ kind: 'upd', name: 'UpdateIdentity', attributes: { UpdateID: updateId }, children: [] }));
  const children = relationships?.children ?? [];
  const superseded = relationships && elementsOf(relationships).find((one) => one.name === 'SupersededUpdates');
  const all: XmlElement = { kind: 'upd', name: 'SupersededUpdates', attributes: {}, children: [...(superseded?.children ?? []), ...more] };
  return { kind: 'upd', name: 'Relationships', attributes: {}, children: [all, ...children.filter((one) => one !== superseded)] };
}

function written(parts: readonly (XmlElement | undefined)[]): string {
  const none = createPrefixes();
  return parts.map((one) => (one ? writeElement(bare(one, false), none) : '')).join('');
}

/** Without namespaces: of a rule's only a prefix in its name is left. */
function bare({ kind, name, attributes, children }: XmlElement, isRule: boolean): XmlElement {
  const plain = Object.entries(attributes).flatMap(([key, value]): [string, string][] => (key === 'xsi:type' ? [['type', value]] : /[:{]/.test(key) ? [] : [[key, value]]));
  const isInside = isRule || ruleHolders.includes(name);
  return {
    kind: '', name: isRule ? (prefixes[kind] ?? '') + name : name, attributes: Object.fromEntries(plain),
    children: children.map((child) => (typeof child === 'string' ? child : bare(child, isInside))),
  };
}
