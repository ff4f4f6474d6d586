import { fileURLToPath } from 'node:url';
import { writeUpdate, type CatalogStore, type Update } from '../wsus/index.ts';
import type { Breath } from '../kernel/index.ts';
import { categoryDocuments, createCategoryIds, detectoidDocuments } from './categories.ts';
import { documentsOf } from './documents.ts';
import { allDrafts } from './drafts.ts';
import { FactsError, fingerprintOf, readFacts, type Facts } from './facts.ts';
import type { Draft, DraftFile } from './model.ts';

/** The lab's first day: product categories whose first update is later appear only with it. */
export const labStart = Date.UTC(2013, 0, 7);

/** Raised when the composing makes something else of the same facts, so that an older store is made anew. */
const composingEdition = '2';
const editionSetting = 'microsoft_update_edition';

export interface MicrosoftUpdateInput {
  /** Folder of the fact files (`data/`), as a path or a file URL. */
  readonly facts: string | URL;
  /** An empty store, or one filled from the same facts. */
  readonly store: CatalogStore;
  readonly breath: Breath;
  /** Called now and then with the revisions done and the number there will be; 0 of 0 while the facts are read. */
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

/**
 * Fills the catalog store of the bundled Microsoft Update (SYNC-07, SYNC-14; W§7): every revision with `arrivedAt` the moment
 * Microsoft published it, so that a server over the store publishes by its clock. All or nothing: when it fails or is aborted,
 * the store is as before. The same facts make the same rows. Does nothing when the store is filled already.
 * It breathes, but sorting takes up to 0.1 s at a stretch: meant for a thread of its own.
 * @throws FactsError when the facts cannot be used or the store holds another edition; CatalogStoreError; the signal's reason when aborted
 */
export async function buildMicrosoftUpdate({ facts, store, breath, progress, signal }: MicrosoftUpdateInput): Promise<void> {
  const folder = facts instanceof URL ? fileURLToPath(facts) : facts;
  if (await isBuilt(store, folder)) return;
  if (store.version() > 0) throw new FactsError(`"${store.file}" holds another edition of the bundled catalog.`);
  progress?.(0, 0);
  const read = await readFacts(folder, breath);
  const drafts = await allDrafts(read, breath);
  const edition = await editionOf(folder);
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
    staged.commit({ [editionSetting]: edition });
    progress?.(total, total);
  } catch (error) {
    await staged.discard(breath);
    throw error;
  }
}

async function editionOf(folder: string): Promise<string> {
  return `${composingEdition}-${await fingerprintOf(folder)}`;
}

/** Whether the store holds what this program makes of the facts in `folder`. @throws FactsError */
export async function isBuilt(store: CatalogStore, folder: string): Promise<boolean> {
  return store.setting(editionSetting) === (await editionOf(folder));
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
