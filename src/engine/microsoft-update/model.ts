import type { Applicability, MsrcSeverity, RebootBehavior, UpdateFile } from '../wsus/index.ts';

export type Architecture = 'x86' | 'x64' | 'ia64' | 'arm' | 'any';

/** What an affected product of the bulletin list means (data/product-map.tsv). */
export interface Target {
  /** Name of the product category; null: never published through Microsoft Update. */
  readonly product: string | null;
  /** Windows: "5.1", "10.0.14393"; others: "2007". */
  readonly version: string;
  /** Null where the fact names none; 0 is the release version of Windows. */
  readonly servicePack: number | null;
  readonly architecture: Architecture;
  /** workstation, server, server-core, media-center, tablet-pc, any (both kinds of Windows); office, sql, … for the rest. */
  readonly edition: string;
  /** The product as the bulletin names it, without service pack and architecture: "Microsoft Excel Viewer 2007". */
  readonly label: string;
}

/** The part of the product an update is for. */
export type Component =
  | { readonly kind: 'product' }
  | { readonly kind: 'internetExplorer'; readonly version: string }
  | { readonly kind: 'dotNet'; readonly version: string }
  | { readonly kind: 'office'; readonly application: string };

export interface DraftRevision {
  readonly number: number;
  /** Site time, ms: when Microsoft published it. */
  readonly publishedAt: number;
  readonly bulletins: readonly string[];
  readonly cves: readonly string[];
  readonly expired: boolean;
}

export interface DraftFile {
  readonly file: UpdateFile;
  readonly url: string;
}

/** What the facts say about one update, before it is composed into a document. */
export interface Draft {
  readonly updateId: string;
  readonly kb: string;
  readonly title: string;
  readonly description: string;
  readonly classification: string;
  readonly severity?: MsrcSeverity;
  readonly reboot: RebootBehavior;
  readonly architecture: Architecture;
  /** Names of product categories, one at least. */
  readonly products: readonly string[];
  readonly targets: readonly Target[];
  readonly component: Component;
  /** Service packs: the level a machine has after the installation. */
  readonly servicePack?: number;
  readonly legacyName?: string;
  /** Rules that are not those of a usual update (tools, definitions). */
  readonly applicability?: Applicability;
  /** Oldest first, one at least. */
  readonly revisions: readonly DraftRevision[];
  /** Update ids. */
  readonly supersedes: readonly string[];
  readonly files: readonly DraftFile[];
}

/** Kinds of Windows in `Target.edition`. */
const windowsEditions = new Set(['workstation', 'server', 'server-core', 'media-center', 'tablet-pc', 'any']);

/** Whether the target is an edition of Windows itself, not a program that runs on it. */
export function isWindows(target: Target): boolean {
  return windowsEditions.has(target.edition);
}
