import { createPrefixes, escapeAttribute, escapeText, writeAttributes, writeElement, type Prefixes, type XmlElement } from '../xml/index.ts';
import type {
  Applicability, BundledUpdate, HandlerData, InstallationBehavior, LocalizedProperties, OtherContent, Prerequisite, Update, UpdateFile, UpdateIdentity,
  UpdateProperties,
} from './model.ts';

/**
 * Writes an Update document; `readUpdate(writeUpdate(update))` equals `update`. Elements stand in the order of captured documents.
 * @throws XmlError when a text holds a character XML does not allow.
 */
export function writeUpdate(update: Update): string {
  const prefixes = createPrefixes();
  prefixes.prefixOf('upd');
  const body =
    identity('upd:UpdateIdentity', update.identity) +
    properties(update.properties, prefixes) +
    container('upd:LocalizedPropertiesCollection', update.localizedProperties.map((one) => localized(one, prefixes)).join('')) +
    relationships(update, prefixes) +
    (update.applicability ? applicability(update.applicability, prefixes) : '') +
    container('upd:Files', update.files.map((one) => file(one, prefixes)).join('')) +
    (update.handlerData ? handlerData(update.handlerData, prefixes) : '') +
    otherElements(update.other, prefixes);
  const extra = otherAttributes(update.other, prefixes);
  return `<upd:Update${prefixes.declarations()}${extra}>${body}</upd:Update>`;
}

type Attribute = string | number | boolean | undefined;

function attribute(name: string, value: Attribute): string {
  return value === undefined ? '' : ` ${name}="${typeof value === 'string' ? escapeAttribute(value) : value}"`;
}

function tag(name: string, attributes: string, content: string): string {
  return content === '' ? `<${name}${attributes} />` : `<${name}${attributes}>${content}</${name}>`;
}

function container(name: string, content: string): string {
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

function textElement(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<upd:${name}>${escapeText(text)}</upd:${name}>`;
}

function textElements(name: string, texts: readonly string[]): string {
  let all = '';
  for (const text of texts) all += textElement(name, text);
  return all;
}

function otherElements(other: OtherContent | undefined, prefixes: Prefixes): string {
  return other?.elements ? other.elements.map((one) => writeElement(one, prefixes)).join('') : '';
}

function otherAttributes(other: OtherContent | undefined, prefixes: Prefixes): string {
  return other?.attributes ? writeAttributes(other.attributes, prefixes) : '';
}

function identity(name: string, { updateId, revisionNumber }: UpdateIdentity): string {
  return `<${name} UpdateID="${escapeAttribute(updateId)}" RevisionNumber="${revisionNumber}" />`;
}

function idElement(updateId: string): string {
  return `<upd:UpdateIdentity UpdateID="${escapeAttribute(updateId)}" />`;
}

function properties(it: UpdateProperties, prefixes: Prefixes): string {
  const attributes =
    attribute('UpdateType', it.updateType) +
    attribute('DefaultPropertiesLanguage', it.defaultLanguage) +
    attribute('Handler', it.handler) +
    attribute('MaxDownloadSize', it.maxDownloadSize) +
    attribute('MinDownloadSize', it.minDownloadSize) +
    attribute('PublicationState', it.publicationState) +
    attribute('CreationDate', it.creationDate) +
    attribute('PublisherID', it.publisherId) +
    attribute('ExplicitlyDeployable', it.explicitlyDeployable) +
    attribute('AutoSelectOnWebSites', it.autoSelectOnWebSites) +
    attribute('IsPublic', it.isPublic) +
    attribute('PerUser', it.perUser) +
    attribute('LegacyName', it.legacyName) +
    attribute('OSUpgrade', it.osUpgrade) +
    attribute('EulaID', it.eulaId) +
    attribute('DetectoidType', it.detectoidType) +
    attribute('MsrcSeverity', it.msrcSeverity) +
    attribute('IsBeta', it.isBeta) +
    otherAttributes(it.other, prefixes);
  const content =
    behavior('upd:InstallationBehavior', it.installationBehavior, prefixes) +
    behavior('upd:UninstallationBehavior', it.uninstallationBehavior, prefixes) +
    textElements('Language', it.languages) +
    textElement('SupportUrl', it.supportUrl) +
    textElements('SecurityBulletinID', it.securityBulletinIds) +
    textElements('KBArticleID', it.kbArticleIds) +
    textElements('CveID', it.cveIds) +
    otherElements(it.other, prefixes);
  return tag('upd:Properties', attributes, content);
}

function behavior(name: string, it: InstallationBehavior | undefined, prefixes: Prefixes): string {
  if (!it) return '';
  const attributes =
    attribute('RebootBehavior', it.rebootBehavior) +
    attribute('Impact', it.impact) +
    attribute('CanRequestUserInput', it.canRequestUserInput) +
    attribute('RequiresNetworkConnectivity', it.requiresNetworkConnectivity) +
    otherAttributes(it.other, prefixes);
  return tag(name, attributes, otherElements(it.other, prefixes));
}

function localized(it: LocalizedProperties, prefixes: Prefixes): string {
  const content =
    textElement('Language', it.language) +
    textElement('Title', it.title) +
    textElement('Description', it.description) +
    textElement('UninstallNotes', it.uninstallNotes) +
    textElements('MoreInfoUrl', it.moreInfoUrls) +
    textElement('SupportUrl', it.supportUrl) +
    otherElements(it.other, prefixes);
  return tag('upd:LocalizedProperties', otherAttributes(it.other, prefixes), content);
}

function relationships(update: Update, prefixes: Prefixes): string {
  const content =
    container('upd:SupersededUpdates', update.supersededUpdates.map(idElement).join('')) +
    container('upd:Prerequisites', update.prerequisites.map(prerequisite).join('')) +
    container('upd:BundledUpdates', update.bundledUpdates.map(bundled).join('')) +
    otherElements(update.otherRelationships, prefixes);
  const attributes = otherAttributes(update.otherRelationships, prefixes);
  return content === '' && attributes === '' ? '' : tag('upd:Relationships', attributes, content);
}

function prerequisite(it: Prerequisite): string {
  if (typeof it === 'string') return idElement(it);
  return tag('upd:AtLeastOne', attribute('IsCategory', it.isCategory), it.anyOf.map(idElement).join(''));
}

function bundled(it: BundledUpdate): string {
  if ('updateId' in it) return identity('upd:UpdateIdentity', it);
  return tag('upd:AtLeastOne', '', it.anyOf.map((one) => identity('upd:UpdateIdentity', one)).join(''));
}

function applicability(it: Applicability, prefixes: Prefixes): string {
  const rule = (name: string, node: XmlElement | undefined): string => (node ? container(name, writeElement(node, prefixes)) : '');
  const content =
    rule('upd:IsInstalled', it.isInstalled) +
    rule('upd:IsInstallable', it.isInstallable) +
    rule('upd:IsSuperseded', it.isSuperseded) +
    container('upd:Metadata', it.metadata.map((one) => writeElement(one, prefixes)).join('')) +
    otherElements(it.other, prefixes);
  return tag('upd:ApplicabilityRules', otherAttributes(it.other, prefixes), content);
}

function file(it: UpdateFile, prefixes: Prefixes): string {
  const attributes =
    attribute('Digest', it.digest) +
    attribute('DigestAlgorithm', it.digestAlgorithm) +
    attribute('FileName', it.fileName) +
    attribute('Size', it.size) +
    attribute('Modified', it.modified) +
    attribute('PatchingType', it.patchingType) +
    otherAttributes(it.other, prefixes);
  const sha256 = it.sha256 === undefined ? '' : `<upd:AdditionalDigest Algorithm="SHA256">${escapeText(it.sha256)}</upd:AdditionalDigest>`;
  return tag('upd:File', attributes, sha256 + otherElements(it.other, prefixes));
}

function handlerData(it: HandlerData, prefixes: Prefixes): string {
  return writeElement({ kind: 'upd', name: 'HandlerSpecificData', ...handlerContent(it) }, prefixes);
}

function handlerContent(it: HandlerData): Pick<XmlElement, 'attributes' | 'children'> {
  if (it.kind === 'opaque') {
    return { attributes: { ...(it.handlerType !== undefined && { 'xsi:type': it.handlerType }), ...it.attributes }, children: it.children };
  }
  if (it.kind === 'category') {
    const attributes = texts({
      CategoryType: it.categoryType,
      ProhibitsSubcategories: it.prohibitsSubcategories,
      ProhibitsUpdates: it.prohibitsUpdates,
      DisplayOrder: it.displayOrder,
      ExcludedByDefault: it.excludedByDefault,
    });
    return { attributes: { 'xsi:type': 'cat:Category' }, children: [element('cat', 'CategoryInformation', attributes, it.other)] };
  }
  const attributes = texts({ Program: it.program, Arguments: it.arguments, RebootByDefault: it.rebootByDefault, DefaultResult: it.defaultResult });
  const returnCodes = it.returnCodes.map(({ code, result, reboot, other }) =>
    element('cmd', 'ReturnCode', texts({ Code: code, Result: result, Reboot: reboot }), other),
  );
  return { attributes: { 'xsi:type': 'cmd:CommandLineInstallation' }, children: [element('cmd', 'InstallCommand', attributes, it.other, returnCodes)] };
}

function element(kind: string, name: string, attributes: Record<string, string>, other: OtherContent | undefined, children: readonly XmlElement[] = []): XmlElement {
  return { kind, name, attributes: { ...attributes, ...other?.attributes }, children: [...children, ...(other?.elements ?? [])] };
}

function texts(values: Record<string, Attribute>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in values) if (values[name] !== undefined) kept[name] = String(values[name]);
  return kept;
}
