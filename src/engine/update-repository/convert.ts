import type { UpdateSummary } from '../wsus/index.ts';
import { severities, type ConfigurationItem, type Content, type KnownCategory, type SdmPackage } from './model.ts';

/** Service Packs (categories.tsv); their maximum run time is 60 minutes instead of 20 (D§5.6). */
const SERVICE_PACKS = '68c5b0a3-d1a6-4553-ae49-01d3a7827828';

export interface Conversion {
  categories: ReadonlyMap<string, KnownCategory>;
  /** Languages of summary details, in order of preference ("en", "de"). */
  languages: readonly string[];
  /** Where a file with this base64 SHA-1 can be had. */
  fileUrl(digest: string): string | null;
}

const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex');

function localized(update: UpdateSummary, languages: readonly string[]) {
  const all = update.localizedProperties;
  for (const language of [...languages, update.properties.defaultLanguage ?? 'en', 'en']) {
    const found = all.find((p) => p.language === language);
    if (found) return found;
  }
  return all[0];
}

function memberships(update: UpdateSummary, categories: Conversion['categories']) {
  const own: KnownCategory[] = [];
  for (const term of update.prerequisites) {
    for (const id of typeof term === 'string' ? [term] : term.anyOf) {
      const category = categories.get(id);
      if (category) own.push(category);
    }
  }
  return { classification: own.find((c) => c.kind === 'classification'), products: own.filter((c) => c.kind === 'product' || c.kind === 'productFamily') };
}

function company(category: KnownCategory, categories: Conversion['categories']): KnownCategory | undefined {
  let at: KnownCategory | undefined = category;
  for (let depth = 0; at && at.kind !== 'company' && depth < 8; depth++) at = at.parentId === null ? undefined : categories.get(at.parentId);
  return at?.kind === 'company' ? at : undefined;
}

function contents(update: UpdateSummary, conversion: Conversion): Content[] {
  return update.files.map((file) => ({
    fileName: file.fileName,
    size: file.size,
    sha1: hex(file.digest),
    sha256: file.sha256 === undefined ? null : hex(file.sha256),
    url: conversion.fileUrl(file.digest),
  }));
}

/** Whether an Update document becomes a software update of the console: members of bundles and detectoids do not. */
function isSoftwareUpdate(update: UpdateSummary): boolean {
  const { updateType, explicitlyDeployable } = update.properties;
  return (updateType === 'Software' || updateType === 'Driver') && explicitlyDeployable !== false;
}

/** Phase 2's conversion of one Update document into a configuration item with its content definitions (SYNC-05). */
export function convert(update: UpdateSummary, conversion: Conversion): ConfigurationItem {
  const { properties } = update;
  const { classification, products } = memberships(update, conversion.categories);
  const texts = localized(update, conversion.languages);
  const released = Date.parse(properties.creationDate ?? '');
  const vendors = products.map((product) => company(product, conversion.categories));
  const articleId = properties.kbArticleIds[0] ?? '';
  const sdmPackage: SdmPackage = {
    description: texts?.description ?? '',
    vendor: vendors.find((v) => v !== undefined)?.title ?? '',
    products: products.map((product) => product.title),
    languages: [...properties.languages],
    cves: [...properties.cveIds],
    maximumRunTime: classification?.id === SERVICE_PACKS ? 60 : 20,
    restart: properties.installationBehavior?.rebootBehavior ?? 'NeverReboots',
    articleUrl: articleId === '' ? (properties.supportUrl ?? null) : `https://support.microsoft.com/kb/${articleId}`,
    moreInfoUrls: [...(texts?.moreInfoUrls ?? [])],
    licenceTerms: properties.eulaId !== undefined,
  };
  return {
    updateId: update.identity.updateId,
    revisionNumber: update.identity.revisionNumber,
    bulletinId: properties.securityBulletinIds[0] ?? '',
    articleId,
    title: texts?.title ?? update.identity.updateId,
    severity: severities.indexOf(properties.msrcSeverity ?? 'None'),
    dateReleased: Number.isNaN(released) ? 0 : released,
    dateRevised: Number.isNaN(released) ? 0 : released,
    expired: properties.publicationState === 'Expired',
    deployable: isSoftwareUpdate(update),
    classification: classification?.title ?? '',
    product: products.map((product) => product.title).join(', '),
    language: properties.languages.length > 0 ? properties.languages.join(', ') : 'All languages',
    sdmPackage,
    contents: contents(update, conversion),
    folders: products.map((product, i) => ({ classificationId: classification?.id ?? '', vendorId: vendors[i]?.id ?? '', productId: product.id })),
    supersedes: [...update.supersededUpdates],
    bundles: update.bundledUpdates.flatMap((b) => ('anyOf' in b ? b.anyOf.map((one) => one.updateId) : [b.updateId])),
  };
}
