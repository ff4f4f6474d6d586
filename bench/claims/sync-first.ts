import { join } from 'node:path';
import type { Claim } from '../claim.ts';
import { milliseconds } from '../claim.ts';
import { openBenchSite, newSiteRow, type BenchSite } from '../support/site.ts';
import { readCategories } from '../../src/engine/software-update-point/site-database-phase.ts';
import { openSiteDatabase } from '../../src/engine/site-database/index.ts';
import { beginImport, convert, type ConfigurationItem } from '../../src/engine/update-repository/index.ts';
import { openCatalogStore, readUpdate } from '../../src/engine/wsus/index.ts';

const breath = () => undefined;

/** The same documents parsed once and put into both stores in one go: no protocol, no slices, no log, no progress. */
async function straight(site: BenchSite): Promise<number> {
  const documents = [...site.catalog.currentUpdates()].map((row) => ({ xml: site.catalog.getXml(row.rowId), files: site.catalog.filesOf(row.rowId), isUpdate: row.updateType === 'Software' }));
  const categories = await readCategories(site.catalog, breath);
  const known = new Map(categories.map((one) => [one.id, one]));
  const catalog = openCatalogStore(join(site.folder, 'peer-susdb.db'));
  const database = openSiteDatabase(join(site.folder, 'peer-site.db'));
  newSiteRow(database);
  const took = await milliseconds(() => {
    const shelf = catalog.beginImport();
    const repository = beginImport(database);
    const items: ConfigurationItem[] = [];
    for (const { xml, files, isUpdate } of documents) {
      const update = readUpdate(xml);
      shelf.put({ update, xml, arrivedAt: 0, files });
      const urls = new Map(files.map((file) => [file.digest, file.url]));
      if (isUpdate) items.push(convert(update, { categories: known, languages: ['en'], fileUrl: (digest) => urls.get(digest) ?? null }));
    }
    repository.add(items);
    while (repository.markSuperseded());
    database.transaction((db) => repository.commit(db, categories));
    shelf.commit();
  });
  catalog.close();
  database.close();
  return took;
}

export const claim: Claim = {
  id: 'sync-first',
  async measure() {
    // In turn and the better of three each: other work on the machine slows now one, now the other.
    let [updates, took, peer] = [0, Infinity, Infinity];
    for (let i = 0; i < 3; i++) {
      const site = await openBenchSite();
      took = Math.min(took, await milliseconds(async () => void (updates = (await site.synchronize()).phases[1]!.added)));
      peer = Math.min(peer, await straight(site));
      await site.close();
    }
    const rate = updates / (took / 1000);
    return {
      ours: rate, unit: 'updates/s', peer: 'parse and insert without protocol', peerValue: updates / (peer / 1000),
      goal: '≥ 1000 updates/s and our time ≤ 3 × the peer’s', holds: rate >= 1000 && took <= 3 * peer,
      more: { updates, 'our seconds': took / 1000, 'peer seconds': peer / 1000, 'our time / peer time': took / peer },
    };
  },
};
