import { fileURLToPath } from 'node:url';
import { writeUpdate, type CatalogStore, type Update } from '../wsus/index.ts';
import type { Breath } from '../kernel/index.ts';
import { categoryDocuments, createCategoryIds, detectoidDocuments } from './categories.ts';
import { documentsOf } from './documents.ts';
import { allDrafts } from './drafts.ts';
import { readFacts, type Facts } from './facts.ts';
import type { Draft, DraftFile } from './model.ts';

/** The lab's first day: product categories whose first update is later appear only with it. */
export const labStart = Date.UTC(2013, 0, 7);

/** Raised when what the facts or the composing make of them changes, so that an older store is filled anew. */
const catalogEdition = '1';
const editionSetting = 'microsoft_update_edition';

export interface MicrosoftUpdateInput {
  /** Folder of the fact files (`data/`), as a path or a file URL. */
  readonly facts: string | URL;
  /** An empty store, or one filled before. */
  readonly store: CatalogStore;
  readonly breath: Breath;
  /** Called now and then with the revisions done and, from the second call on, the number there will be. */
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** One revision of the bundled catalog. */
export interface CatalogRevision {
  readonly update: Update;
  /** Site time, ms: when Microsoft published it. */
  readonly publishedAt: number;
  readonly files: readonly DraftFile[];
}

/** Whether the store holds the bundled catalog in the edition this program makes. */
export function isMicrosoftUpdateBuilt(store: CatalogStore): boolean {
  return store.setting(editionSetting) === catalogEdition;
}

/**
 * Fills the catalog store of the bundled Microsoft Update (SYNC-07, SYNC-14; W§7): every revision with `arrivedAt` the moment
 * Microsoft published it, so that a server over the store publishes by its clock. All or nothing: when it fails or is aborted,
 * the store is as before. The same facts make the same rows. Does nothing when the store is filled already.
 * @throws FactsError when the facts cannot be used; CatalogStoreError; the signal's reason when aborted
 */
export async function buildMicrosoftUpdate({ facts, store, breath, progress, signal }: MicrosoftUpdateInput): Promise<void> {
  if (isMicrosoftUpdateBuilt(store)) return;
  progress?.(0, 0);
  const folder = facts instanceof URL ? fileURLToPath(facts) : facts;
  const read = await readFacts(folder, breath);
  const drafts = await allDrafts(read, breath);
  const total = drafts.reduce((sum, draft) => sum + draft.revisions.length, read.categories.length);
  const staged = store.beginImport();
  try {
    let done = 0;
    for (const { update, publishedAt, files } of catalogRevisions(read, drafts)) {
      signal?.throwIfAborted();
      staged.put({ update, xml: writeUpdate(update), arrivedAt: publishedAt, files: files.map(({ file, url }) => ({ digest: file.digest, url, size: file.size })) });
      done += 1;
      if (done % 100 === 0) progress?.(Math.min(done, total), total);
      const pause = breath();
      if (pause) await pause;
    }
    staged.commit({ [editionSetting]: catalogEdition });
    progress?.(total, total);
  } catch (error) {
    await staged.discard(breath);
    throw error;
  }
}

/** All revisions of the catalog: categories, detectoids, then updates in the order of their first publication. */
export function* catalogRevisions(facts: Facts, drafts: readonly Draft[]): IterableIterator<CatalogRevision> {
  const ids = createCategoryIds(facts);
  for (const one of categoryDocuments(facts, drafts, labStart)) yield { ...one, files: [] };
  for (const one of detectoidDocuments(drafts, ids)) yield { ...one, files: [] };
  for (const draft of drafts) {
    const documents = documentsOf(draft, ids);
    for (const [index, update] of documents.entries()) {
      yield { update, publishedAt: draft.revisions[index]?.publishedAt ?? 0, files: draft.files };
    }
  }
}
