import type { Running } from '../jobs/index.ts';
import type { Breath } from '../kernel/index.ts';
import type { CatalogStore, ImportCounts } from '../wsus/index.ts';
import { refusal, type Bundle } from './model.ts';

export interface Importing {
  catalog: CatalogStore;
  running: Running;
  breath: Breath;
  /** Site time, ms: when the updates came in. */
  now: number;
  /** Journals the end of the import; `commit` is part of that transaction. */
  conclude(counts: ImportCounts, commit: () => void): void;
}

/** Imports a bundle into the WSUS catalog, all or nothing: until `conclude` nobody sees any of it. @throws Failure REFUSED */
export async function importBundle(bundle: Bundle, { catalog, running, breath, now, conclude }: Importing): Promise<void> {
  const { total } = bundle;
  running.phase('Checking the bundle');
  await bundle.check(breath, running.signal);
  running.phase('Importing the bundle');
  const staging = catalog.beginImport();
  try {
    let done = 0;
    for await (const { update, xml, files } of bundle.entries(breath, running.signal)) {
      staging.put({ update, xml, arrivedAt: now, files });
      running.progress(++done, total);
    }
    if (total !== null && done !== total) throw refusal(`Its parts hold ${done} documents, its manifest counts ${total}.`, 'Export again on the connected site and copy the whole folder.');
    // Counts are of rows written; looking at what is staged writes those that wait.
    staging.staged();
    running.signal.throwIfAborted();
    conclude(staging.counts(), () => void staging.commit(bundle.remembered));
  } catch (error) {
    await staging.discard(breath);
    throw error;
  }
}
