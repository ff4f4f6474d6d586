import type { CategoryType, PublicationState, Update, UpdateIdentity, UpdateSummary, UpdateType } from '../metadata/index.ts';
import type { Breath } from '../../kernel/index.ts';

/** One stored revision without its document. */
export interface StoredRevision {
  readonly rowId: number;
  readonly identity: UpdateIdentity;
  readonly updateType: UpdateType;
  /** Only for categories. */
  readonly categoryType: CategoryType | null;
  readonly publicationState: PublicationState;
  /** Site time, ms: when it came in, or for a publisher when it becomes public. */
  readonly arrivedAt: number;
}

/** How much of a catalog one current revision is. */
export interface MeasuredRevision {
  readonly rowId: number;
  readonly updateId: string;
  readonly updateType: UpdateType;
  /** Length of the document in characters; documents are nearly all ASCII, so it stands for bytes. */
  readonly characters: number;
  readonly prerequisiteIds: readonly string[];
}

/** Where a file of an update can be had. `digest` is the Base64 SHA-1 of the file. */
export interface FileLocation {
  readonly digest: string;
  readonly url: string;
  /** Bytes. */
  readonly size?: number;
}

export interface ImportedRevision {
  readonly update: Update;
  /** The document as it came; `writeUpdate(update)` for a made one. */
  readonly xml: string;
  /** Site time, ms. */
  readonly arrivedAt: number;
  readonly files?: readonly FileLocation[];
}

export interface ImportCounts {
  /** Updates not known before. */
  readonly added: number;
  /** New revisions of known updates. */
  readonly revised: number;
  /** Revisions that were there already. */
  readonly unchanged: number;
}

/** The one open import of a store: staged rows that no reader sees until `commit`. */
export interface CatalogImport {
  /** Stages one revision; written in short transactions of a few dozen rows. @throws CatalogStoreError */
  put(revision: ImportedRevision): void;
  counts(): ImportCounts;
  /** Whether this exact revision is stored or staged already, so that it need not be fetched. */
  has(identity: UpdateIdentity): boolean;
  /** The catalog as it will be after `commit`, for work that must be done before it. Valid until the import is over. */
  staged(): CatalogReader;
  /**
   * Makes everything staged current at once, together with the given settings (anchors, filters …); null removes one.
   * An import that staged nothing keeps the version. Returns the version that is current now.
   */
  commit(settings?: Readonly<Record<string, string | null>>): number;
  /** Removes everything staged, in slices; the store is then exactly as before `beginImport`. */
  discard(breath?: Breath): Promise<void>;
}

export interface RevisionFilter {
  readonly updateTypes?: readonly UpdateType[];
  /** Only revisions with at least one of these ids among their prerequisites. */
  readonly categoryIds?: readonly string[];
}

/** What a downstream server asks for (W§3, GetRevisionIdList). */
export interface ServerFilter {
  /** Categories, classifications and detectoids instead of updates. */
  readonly configuration: boolean;
  /** Site time, ms: only what was public by then. */
  readonly now: number;
  /** What the asker has already: everything up to this version and moment. */
  readonly since?: { readonly version: number; readonly moment: number };
  /** `delta: false` asks for everything of it, `since` or not. */
  readonly categories?: readonly CategoryChoice[];
  readonly classifications?: readonly CategoryChoice[];
  /** Only updates for one of these languages, or for all; left out: whatever their language. Short names ("en", "zh-tw"). */
  readonly languages?: readonly LanguageChoice[];
}

export interface LanguageChoice {
  readonly language: string;
  readonly delta: boolean;
}

export interface CategoryChoice {
  readonly id: string;
  readonly delta: boolean;
}

/** Reads of a catalog at one version: the committed one, or with what an open import has staged. */
export interface CatalogReader {
  /** Counts the commits that changed the catalog, from 0. */
  version(): number;
  /** The newest revision of each update, in the order of arrival in the store. */
  currentUpdates(filter?: RevisionFilter): IterableIterator<StoredRevision>;
  /** Current categories, classifications included. */
  categories(): StoredRevision[];
  /** Revisions that became current after version `from`, up to and including `to`, and are current in `to`. */
  changedBetween(from: number, to: number): IterableIterator<StoredRevision>;
  /** The document of a row. @throws CatalogStoreError Corrupt when it cannot be unpacked. */
  getXml(rowId: number): string;
  /** Every current revision with its size, without reading documents; in pages, so that other work can come between two items. */
  measured(): IterableIterator<MeasuredRevision>;
  /** What a site keeps of a row's update. @throws CatalogStoreError Corrupt */
  getSummary(rowId: number): UpdateSummary;
  /** A revision by identity, current or not. */
  find(identity: UpdateIdentity): StoredRevision | undefined;
  /** Where the files of a revision can be had. */
  filesOf(rowId: number): FileLocation[];
  /** Where one file can be had. */
  locationOf(digest: string): FileLocation | undefined;
  /** Runs several reads as one: each alone takes and gives back a lock of the file, which costs more than a small read itself. */
  together<T>(read: () => T): T;
  /** Numbers for the console: current rows by update type. */
  counts(): Readonly<Partial<Record<UpdateType, number>>>;
}

/** The metadata shelf of one software update point or publisher. One process writes; its own reads see the committed version only. */
export interface CatalogStore extends CatalogReader {
  readonly file: string;
  /** @throws CatalogStoreError ImportOpen when there is one already. */
  beginImport(): CatalogImport;
  /** Identities for a downstream server, oldest arrival first. */
  revisionsFor(filter: ServerFilter): UpdateIdentity[];
  setting(key: string): string | undefined;
  /** Keeps settings that belong to the server, apart from what an import commits; null removes one. @throws CatalogStoreError */
  configure(settings: Readonly<Record<string, string | null>>): void;
  /** Number of the schema the file has; it opens only when that is the newest. */
  schema(): number;
  /** Reads the whole file. @throws CatalogStoreError Corrupt naming what was found. */
  checkIntegrity(): void;
  close(): void;
}
