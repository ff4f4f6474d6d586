import type { Severity, UpdateIcon } from '../../contract/index.ts';

/**
 * A software update is a configuration item made by synchronization from one Update document. Its life:
 *
 *   (not here) ──new──▶ normal ──a newer update names it──▶ superseded
 *                          │                                    │
 *                          └────── expired in the catalog ──────┴──▶ expired        (full synchronization only, SYNC-09)
 *
 * A row is seen by the catalog versions since_version ≤ v < until_version; a change makes a new row.
 */
export const FOREVER = Number.MAX_SAFE_INTEGER;

export const severities: readonly Severity[] = ['None', 'Low', 'Moderate', 'Important', 'Critical'];

/** Stored as their index; the order is the sort order of the icon column. */
export const icons: readonly UpdateIcon[] = ['normal', 'superseded', 'expired', 'invalid'];

/** Content definitions and texts of one revision: what the original keeps as the SDM package (SYNC-05). */
export interface SdmPackage {
  description: string;
  vendor: string;
  products: string[];
  languages: string[];
  cves: string[];
  /** Minutes; 20, service packs 60 (D§5.6). */
  maximumRunTime: number;
  restart: 'NeverReboots' | 'AlwaysRequiresReboot' | 'CanRequestReboot';
  articleUrl: string | null;
  moreInfoUrls: string[];
  licenceTerms: boolean;
}

export interface Content {
  fileName: string;
  size: number;
  /** Hexadecimal. */
  sha1: string;
  sha256: string | null;
  url: string | null;
}

/** One revision as it goes into the site database. */
export interface ConfigurationItem {
  updateId: string;
  revisionNumber: number;
  bulletinId: string;
  articleId: string;
  title: string;
  severity: number;
  dateReleased: number;
  dateRevised: number;
  expired: boolean;
  /** False for members of bundles: configuration items without a row of their own. */
  deployable: boolean;
  classification: string;
  product: string;
  language: string;
  sdmPackage: SdmPackage;
  contents: Content[];
  /** One entry a product it belongs to. */
  folders: { classificationId: string; vendorId: string; productId: string }[];
  supersedes: string[];
  bundles: string[];
}

/** A category as the site knows it. */
export interface KnownCategory {
  id: string;
  kind: 'company' | 'productFamily' | 'product' | 'classification';
  title: string;
  parentId: string | null;
}
