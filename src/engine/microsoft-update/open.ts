import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CatalogStoreError, openCatalogStore, type CatalogStore } from '../wsus/index.ts';
import { buildMicrosoftUpdate, isBuilt, type MicrosoftUpdateInput } from './build.ts';

/**
 * Opens the bundled catalog's store and fills it where that is still to be done. It is made of facts only, so a file that is
 * damaged, of another edition or of a newer version is thrown away and made anew; a file that is something else is not touched.
 * @param input.file path of the store; its folder must exist
 * @throws what `buildMicrosoftUpdate` throws; CatalogStoreError NotACatalogStore
 */
export async function openMicrosoftUpdate(input: Omit<MicrosoftUpdateInput, 'store'> & { readonly file: string }): Promise<CatalogStore> {
  const store = (await openUsable(input.file, input.facts)) ?? openAnew(input.file);
  try {
    await buildMicrosoftUpdate({ ...input, store });
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Undefined when there is no file or it has to be made anew. */
async function openUsable(file: string, facts: string | URL): Promise<CatalogStore | undefined> {
  if (!existsSync(file)) return undefined;
  try {
    const store = openCatalogStore(file);
    if (await isBuilt(store, facts instanceof URL ? fileURLToPath(facts) : facts)) return store;
    store.close();
  } catch (error) {
    if (!(error instanceof CatalogStoreError) || (error.code !== 'Corrupt' && error.code !== 'NewerVersion')) throw error;
  }
  return undefined;
}

function openAnew(file: string): CatalogStore {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  return openCatalogStore(file);
}
