/**
 * The Update document of WSUS as plain data (W§5). Everything is readonly and JSON-like, so that it can cross threads.
 *
 * Rules of the model:
 * - a field that is absent in the document is `undefined` (left out), never an invented default;
 * - lists are always there, empty when the document has none;
 * - what the model does not name is kept in `other`, so that writing a read document loses nothing.
 */
import type { XmlElement } from '../xml/index.ts';

export type { XmlElement };

/** A GUID in lower case plus the revision; a higher revision of the same `updateId` replaces the older one. */
export interface UpdateIdentity {
  readonly updateId: string;
  /** 0 … 2,147,483,647 */
  readonly revisionNumber: number;
}

export type UpdateType = 'Category' | 'Detectoid' | 'Software' | 'Driver';
export type CategoryType = 'Company' | 'ProductFamily' | 'Product' | 'UpdateClassification';
export type PublicationState = 'Published' | 'Expired';
export type MsrcSeverity = 'Critical' | 'Important' | 'Moderate' | 'Low';
export type RebootBehavior = 'NeverReboots' | 'AlwaysRequiresReboot' | 'CanRequestReboot';
export type InstallationImpact = 'Normal' | 'Minor' | 'RequiresExclusiveHandling';
export type InstallationResult = 'Succeeded' | 'Failed' | 'Cancelled';

/** An applicability rule: `bar` Windows, registry and files; `lar` logic; `mar` MSI; `cbsar` CBS; `drv` drivers. */
export type RuleNode = XmlElement;

/** What a document holds beyond the model. */
export interface OtherContent {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly elements?: readonly XmlElement[];
}

export interface InstallationBehavior {
  readonly rebootBehavior?: RebootBehavior;
  readonly impact?: InstallationImpact;
  readonly canRequestUserInput?: boolean;
  readonly requiresNetworkConnectivity?: boolean;
  readonly other?: OtherContent;
}

export interface UpdateProperties {
  readonly updateType: UpdateType;
  /** Language of the localized properties to fall back to, for example "en". */
  readonly defaultLanguage?: string;
  /** URI of the update handler. */
  readonly handler?: string;
  /** Bytes. */
  readonly maxDownloadSize?: number;
  /** Bytes. */
  readonly minDownloadSize?: number;
  readonly publicationState?: PublicationState;
  /** ISO 8601, UTC, as written in the document. */
  readonly creationDate?: string;
  readonly publisherId?: string;
  readonly explicitlyDeployable?: boolean;
  readonly autoSelectOnWebSites?: boolean;
  readonly isPublic?: boolean;
  readonly perUser?: boolean;
  readonly legacyName?: string;
  readonly osUpgrade?: string;
  readonly eulaId?: string;
  readonly detectoidType?: string;
  readonly msrcSeverity?: MsrcSeverity;
  readonly isBeta?: boolean;
  readonly installationBehavior?: InstallationBehavior;
  readonly uninstallationBehavior?: InstallationBehavior;
  /** Languages the files are for ("en", "zh-tw"); empty: all. */
  readonly languages: readonly string[];
  readonly supportUrl?: string;
  /** "MS08-067" */
  readonly securityBulletinIds: readonly string[];
  /** Digits only, without "KB". */
  readonly kbArticleIds: readonly string[];
  /** "CVE-2008-4250" */
  readonly cveIds: readonly string[];
  readonly other?: OtherContent;
}

export interface LocalizedProperties {
  readonly language: string;
  readonly title: string;
  readonly description?: string;
  readonly uninstallNotes?: string;
  readonly moreInfoUrls: readonly string[];
  readonly supportUrl?: string;
  readonly other?: OtherContent;
}

/** One term of the AND: an update id, or at least one of several. `isCategory` is not to be relied on: look the ids up. */
export type Prerequisite = string | { readonly anyOf: readonly string[]; readonly isCategory?: boolean };

export type BundledUpdate = UpdateIdentity | { readonly anyOf: readonly UpdateIdentity[] };

export interface Applicability {
  readonly isInstalled?: RuleNode;
  readonly isInstallable?: RuleNode;
  readonly isSuperseded?: RuleNode;
  readonly metadata: readonly XmlElement[];
  readonly other?: OtherContent;
}

export interface UpdateFile {
  /** Base64 of the digest, as a rule 20 bytes of SHA-1. */
  readonly digest: string;
  /** "SHA1" */
  readonly digestAlgorithm: string;
  readonly fileName: string;
  /** Bytes, 0 … 2^53-1. */
  readonly size: number;
  /** ISO 8601, UTC. */
  readonly modified?: string;
  readonly patchingType?: string;
  /** Base64 of 32 bytes. */
  readonly sha256?: string;
  readonly other?: OtherContent;
}

export interface CategoryInformation {
  readonly kind: 'category';
  readonly categoryType: CategoryType;
  readonly prohibitsSubcategories?: boolean;
  readonly prohibitsUpdates?: boolean;
  readonly displayOrder?: number;
  readonly excludedByDefault?: boolean;
  readonly other?: OtherContent;
}

export interface ReturnCode {
  /** Exit code of the installation program, signed 32 bits. */
  readonly code: number;
  readonly result: InstallationResult;
  readonly reboot?: boolean;
  readonly other?: OtherContent;
}

export interface CommandLineInstallation {
  readonly kind: 'commandLine';
  readonly program: string;
  readonly arguments?: string;
  readonly rebootByDefault?: boolean;
  readonly defaultResult?: InstallationResult;
  readonly returnCodes: readonly ReturnCode[];
  readonly other?: OtherContent;
}

/** Data of a handler the product does not interpret (CBS, Windows Installer, …), kept as it is. */
export interface OpaqueHandlerData {
  readonly kind: 'opaque';
  /** The xsi:type, "cbs:Cbs"; an unknown namespace as "{uri}Name". */
  readonly handlerType?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

export type HandlerData = CategoryInformation | CommandLineInstallation | OpaqueHandlerData;

/** One revision of one update, category, detectoid or driver. */
export interface Update {
  readonly identity: UpdateIdentity;
  readonly properties: UpdateProperties;
  readonly localizedProperties: readonly LocalizedProperties[];
  /** All must hold. */
  readonly prerequisites: readonly Prerequisite[];
  readonly bundledUpdates: readonly BundledUpdate[];
  /** Ids of the updates this one replaces. */
  readonly supersededUpdates: readonly string[];
  /** Relationships of other kinds. */
  readonly otherRelationships?: OtherContent;
  readonly applicability?: Applicability;
  readonly files: readonly UpdateFile[];
  readonly handlerData?: HandlerData;
  readonly other?: OtherContent;
}
