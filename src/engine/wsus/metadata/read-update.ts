import { elementsOf, readXml, type XmlElement, type XmlLimits } from '../xml/index.ts';
import { compact, fieldsOf, missing, otherContent, simpleText } from './fields.ts';
import { readHandlerData } from './handler-data.ts';
import { UpdateError } from './update-error.ts';
import type {
  Applicability, BundledUpdate, InstallationBehavior, LocalizedProperties, Prerequisite, Update, UpdateFile, UpdateIdentity, UpdateProperties,
} from './model.ts';

export const maxRevision = 2_147_483_647;

/**
 * Reads an Update document (W§5).
 * @throws XmlError when it is not acceptable XML (bounds: {@link XmlLimits}), UpdateError when it is no Update document.
 */
export function readUpdate(xml: string, limits?: XmlLimits): Update {
  return updateOf(readXml(xml, limits));
}

/** The model of an Update element that has been read already. @throws UpdateError */
export function updateOf(root: XmlElement): Update {
  if (root.kind !== 'upd' || root.name !== 'Update') throw new UpdateError('NotAnUpdate', `The document is a "${root.name.slice(0, 80)}", not an Update.`);
  const fields = fieldsOf(root);
  const localized = fields.element('LocalizedPropertiesCollection');
  const relationships = readRelationships(fields.element('Relationships'));
  const rules = fields.element('ApplicabilityRules');
  const files = fields.element('Files');
  const handlerData = fields.element('HandlerSpecificData');
  return compact({
    identity: readIdentity(fields.element('UpdateIdentity') ?? missing('UpdateIdentity')),
    properties: readProperties(fields.element('Properties') ?? missing('Properties')),
    localizedProperties: localized ? named(localized, 'LocalizedProperties').map(readLocalized) : [],
    ...relationships,
    applicability: rules && readApplicability(rules),
    files: files ? named(files, 'File').map(readFile) : [],
    handlerData: handlerData && readHandlerData(handlerData),
    other: fields.other(),
  });
}

function readIdentity(element: XmlElement): UpdateIdentity {
  const fields = fieldsOf(element);
  return { updateId: fields.guid('UpdateID'), revisionNumber: fields.integer('RevisionNumber', 0, maxRevision) ?? missing('UpdateIdentity/@RevisionNumber') };
}

const updateTypes = ['Category', 'Detectoid', 'Software', 'Driver'] as const;
const publicationStates = ['Published', 'Expired'] as const;
const severities = ['Critical', 'Important', 'Moderate', 'Low'] as const;

function readProperties(element: XmlElement): UpdateProperties {
  const fields = fieldsOf(element);
  const installation = fields.element('InstallationBehavior');
  const uninstallation = fields.element('UninstallationBehavior');
  const [supportUrl, ...moreSupportUrls] = fields.texts('SupportUrl');
  if (moreSupportUrls.length > 0) throw new UpdateError('BadValue', 'Properties has more than one SupportUrl.');
  return compact({
    updateType: fields.oneOf('UpdateType', updateTypes) ?? missing('Properties/@UpdateType'),
    defaultLanguage: fields.text('DefaultPropertiesLanguage'),
    handler: fields.text('Handler'),
    maxDownloadSize: fields.integer('MaxDownloadSize', 0, Number.MAX_SAFE_INTEGER),
    minDownloadSize: fields.integer('MinDownloadSize', 0, Number.MAX_SAFE_INTEGER),
    publicationState: fields.oneOf('PublicationState', publicationStates),
    creationDate: fields.text('CreationDate'),
    publisherId: fields.text('PublisherID'),
    explicitlyDeployable: fields.boolean('ExplicitlyDeployable'),
    autoSelectOnWebSites: fields.boolean('AutoSelectOnWebSites'),
    isPublic: fields.boolean('IsPublic'),
    perUser: fields.boolean('PerUser'),
    legacyName: fields.text('LegacyName'),
    osUpgrade: fields.text('OSUpgrade'),
    eulaId: fields.text('EulaID'),
    detectoidType: fields.text('DetectoidType'),
    msrcSeverity: fields.known('MsrcSeverity', severities),
    isBeta: fields.boolean('IsBeta'),
    installationBehavior: installation && readBehavior(installation),
    uninstallationBehavior: uninstallation && readBehavior(uninstallation),
    languages: fields.texts('Language'),
    supportUrl,
    securityBulletinIds: fields.texts('SecurityBulletinID'),
    kbArticleIds: fields.texts('KBArticleID'),
    cveIds: fields.texts('CveID'),
    other: fields.other(),
  });
}

function readBehavior(element: XmlElement): InstallationBehavior {
  const fields = fieldsOf(element);
  return compact({
    rebootBehavior: fields.known('RebootBehavior', ['NeverReboots', 'AlwaysRequiresReboot', 'CanRequestReboot'] as const),
    impact: fields.known('Impact', ['Normal', 'Minor', 'RequiresExclusiveHandling'] as const),
    canRequestUserInput: fields.boolean('CanRequestUserInput'),
    requiresNetworkConnectivity: fields.boolean('RequiresNetworkConnectivity'),
    other: fields.other(),
  });
}

function readLocalized(element: XmlElement): LocalizedProperties {
  const fields = fieldsOf(element);
  const one = (name: string): string | undefined => {
    const child = fields.element(name);
    return child && simpleText(child);
  };
  return compact({
    language: one('Language') ?? missing('LocalizedProperties/Language'),
    title: one('Title') ?? missing('LocalizedProperties/Title'),
    description: one('Description'),
    uninstallNotes: one('UninstallNotes'),
    moreInfoUrls: fields.texts('MoreInfoUrl'),
    supportUrl: one('SupportUrl'),
    other: fields.other(),
  });
}

type Relationships = Pick<Update, 'prerequisites' | 'bundledUpdates' | 'supersededUpdates' | 'otherRelationships'>;

function readRelationships(element: XmlElement | undefined): Relationships {
  if (!element) return { prerequisites: [], bundledUpdates: [], supersededUpdates: [] };
  const fields = fieldsOf(element);
  const list = (name: string): readonly XmlElement[] => {
    const child = fields.element(name);
    return child ? elementsOf(child) : [];
  };
  return compact({
    prerequisites: list('Prerequisites').map(readPrerequisite),
    bundledUpdates: list('BundledUpdates').map(readBundled),
    supersededUpdates: list('SupersededUpdates').map((one) => fieldsOf(expect(one, 'UpdateIdentity')).guid('UpdateID')),
    otherRelationships: fields.other(),
  });
}

function readPrerequisite(element: XmlElement): Prerequisite {
  const fields = fieldsOf(element);
  if (element.name !== 'AtLeastOne') return fieldsOf(expect(element, 'UpdateIdentity')).guid('UpdateID');
  const anyOf = named(element, 'UpdateIdentity').map((one) => fieldsOf(one).guid('UpdateID'));
  return compact({ anyOf, isCategory: fields.boolean('IsCategory') });
}

function readBundled(element: XmlElement): BundledUpdate {
  if (element.name !== 'AtLeastOne') return readIdentity(expect(element, 'UpdateIdentity'));
  return { anyOf: named(element, 'UpdateIdentity').map(readIdentity) };
}

function readApplicability(element: XmlElement): Applicability {
  const fields = fieldsOf(element);
  const rule = (name: string): XmlElement | undefined => {
    const child = fields.element(name);
    if (!child) return undefined;
    const rules = elementsOf(child);
    if (rules.length > 1) throw new UpdateError('BadValue', `${name} has more than one rule.`);
    return rules[0];
  };
  const metadata = fields.element('Metadata');
  return compact({
    isInstalled: rule('IsInstalled'),
    isInstallable: rule('IsInstallable'),
    isSuperseded: rule('IsSuperseded'),
    metadata: metadata ? elementsOf(metadata) : [],
    other: fields.other(),
  });
}

function readFile(element: XmlElement): UpdateFile {
  const fields = fieldsOf(element);
  const additional = fields.elements('AdditionalDigest');
  const sha256 = additional.find((one) => one.attributes['Algorithm'] === 'SHA256');
  const file: UpdateFile = {
    digest: fields.required('Digest'),
    digestAlgorithm: fields.required('DigestAlgorithm'),
    fileName: fields.required('FileName'),
    size: fields.integer('Size', 0, Number.MAX_SAFE_INTEGER) ?? missing('File/@Size'),
    modified: fields.text('Modified'),
    patchingType: fields.text('PatchingType'),
    sha256: sha256 && simpleText(sha256),
  };
  const { attributes = {}, elements = [] } = fields.other() ?? {};
  return compact({ ...file, other: otherContent(Object.entries(attributes), [...additional.filter((one) => one !== sha256), ...elements]) });
}

function expect(element: XmlElement, name: string): XmlElement {
  if (element.kind === 'upd' && element.name === name) return element;
  throw new UpdateError('BadValue', `"${element.name.slice(0, 80)}" stands where ${name} belongs.`);
}

function named(parent: XmlElement, name: string): XmlElement[] {
  return elementsOf(parent).map((child) => expect(child, name));
}
