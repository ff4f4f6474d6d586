import { join } from 'node:path';
import { openSiteDatabase } from '../../src/engine/site-database/index.ts';
import { readCategories } from '../../src/engine/software-update-point/site-database-phase.ts';
import { beginImport, convert } from '../../src/engine/update-repository/index.ts';
import type { Claim } from '../claim.ts';
import { milliseconds } from '../claim.ts';
import { copyOfCatalog } from '../support/catalog.ts';
import { newSiteRow, openBenchSite, type BenchSite } from '../support/site.ts';

const updates = 20_900;

/** The same summaries converted and inserted in a single transaction: no slices, no log, no progress, and nobody else gets a turn. */
async function inOneGo({ catalog, folder }: BenchSite): Promise<number> {
  const database = openSiteDatabase(join(folder, 'peer.db'));
  newSiteRow(database);
  const categories = await readCategories(catalog, () => undefined);
  const known = new Map(categories.map((one) => [one.id, one]));
  const took = await milliseconds(() => {
    const staged = beginImport(database);
    const rows = [...catalog.currentUpdates({ updateTypes: ['Software'] })];
    staged.add(catalog.together(() => rows.map((row) => {
      const urls = new Map(catalog.filesOf(row.rowId).map((file) => [file.digest, file.url]));
      return convert(catalog.getSummary(row.rowId), { categories: known, languages: ['en'], fileUrl: (digest) => urls.get(digest) ?? null });
    })));
    while (staged.markSuperseded());
    database.transaction((db) => staged.commit(db, categories));
  });
  database.close();
  return took;
}

export const claim: Claim = {
  id: 'site-database-phase',
  async measure() {
    let [took, peer] = [Infinity, Infinity];
    for (let i = 0; i < 3; i++) {
      const site = await openBenchSite(null, (folder) => copyOfCatalog(updates, join(folder, 'susdb.db')));
      const { settings } = site.site.softwareUpdatePoint.settings();
      site.site.softwareUpdatePoint.change({ site: 'CEN', actor: 'BENCH\\bench', expectedRevision: Number.MAX_SAFE_INTEGER }, { ...settings, syncSettings: { ...settings.syncSettings, source: 'none' } });
      let added = 0;
      took = Math.min(took, await milliseconds(async () => void (added = (await site.synchronize()).phases[1]!.added)));
      if (added !== updates) throw new Error(`${added} of ${updates} updates came.`);
      peer = Math.min(peer, await inOneGo(site));
      await site.close();
    }
    const rate = updates / (took / 1000);
    return {
      ours: rate, unit: 'updates/s', peer: 'the same in one transaction without slices, log and progress', peerValue: updates / (peer / 1000),
      goal: '≥ 5000 updates/s', holds: rate >= 5000, more: { updates, 'our seconds': took / 1000, 'peer seconds': peer / 1000 },
    };
  },
};
