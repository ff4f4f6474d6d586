import { fileURLToPath } from 'node:url';
import { writeUpdate, type Update } from '../wsus/index.ts';
import { catalogRevisions, labStart, type CatalogRevision, type MicrosoftUpdateInput } from './build.ts';
import { allDrafts } from './drafts.ts';
import { readFacts } from './facts.ts';
import { nameBasedId } from './ids.ts';

/** Added to every title, so that nobody takes these for Microsoft's updates. */
const mark = 'generated for scale';

/**
 * Fills a store with exactly `updates` updates (1 … 1,000,000) for measurements of size: first those published by 7 January 2013, then
 * variants of them with ids, titles and supersedence of their own. The marked title says so. All are public on that day.
 * @throws FactsError, CatalogStoreError; the signal's reason when aborted. The store is then as before.
 */
export async function scaleCatalog(input: MicrosoftUpdateInput & { readonly updates: number }): Promise<void> {
  const { facts, store, breath, progress, signal, updates } = input;
  const read = await readFacts(facts instanceof URL ? fileURLToPath(facts) : facts, breath);
  const drafts = await allDrafts(read, breath);
  const base = [...catalogRevisions(read, drafts)].filter((one) => one.publishedAt <= labStart && one.update.identity.revisionNumber === 100);
  const software = base.filter((one) => one.update.properties.updateType === 'Software');
  const staged = store.beginImport();
  const put = ({ update, publishedAt, files }: CatalogRevision): void =>
    staged.put({ update, xml: writeUpdate(update), arrivedAt: publishedAt, files: files.map(({ file, url }) => ({ digest: file.digest, url, size: file.size })) });
  try {
    for (const one of base) if (one.update.properties.updateType !== 'Software') put(one);
    for (let done = 0; done < updates; done += 1) {
      signal?.throwIfAborted();
      const one = software[done % software.length];
      if (one) put(variantOf(one, Math.floor(done / software.length)));
      if (done % 1000 === 0) progress?.(done, updates);
      const pause = breath();
      if (pause) await pause;
    }
    staged.commit();
    progress?.(updates, updates);
  } catch (error) {
    await staged.discard(breath);
    throw error;
  }
}

/** The n-th variant; the 0th is the update itself. */
function variantOf(revision: CatalogRevision, variant: number): CatalogRevision {
  if (variant === 0) return revision;
  const idOf = (id: string): string => nameBasedId(`scale ${variant} ${id}`);
  const { update } = revision;
  const copy: Update = {
    ...update,
    identity: { ...update.identity, updateId: idOf(update.identity.updateId) },
    localizedProperties: update.localizedProperties.map((one) => ({ ...one, title: `${one.title} [${mark}, ${variant}]` })),
    supersededUpdates: update.supersededUpdates.map(idOf),
  };
  return { ...revision, update: copy };
}
