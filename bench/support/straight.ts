import { join } from 'node:path';
import { readCategories } from '../../src/engine/software-update-point/site-database-phase.ts';
import { openSiteDatabase } from '../../src/engine/site-database/index.ts';
import { beginImport, convert, type ConfigurationItem } from '../../src/engine/update-repository/index.ts';
import { openCatalogStore, readUpdate, type CatalogReader } from '../../src/engine/wsus/index.ts';
import { milliseconds } from '../claim.ts';
import { newSiteRow } from './site.ts';

const breath = () => undefined;
const batch = 1000;

/** The documents of a catalog parsed once and put into both stores in one go: no protocol, no slices, no log, no progress. Milliseconds. */
export async function straight(from: CatalogReader, folder: string): Promise<number> {
  const rows = [...from.currentUpdates()];
  const categories = await readCategories(from, breath);
  const known = new Map(categories.map((one) => [one.id, one]));
  const catalog = openCatalogStore(join(folder, 'peer-susdb.db'));
  const database = openSiteDatabase(join(folder, 'peer-site.db'));
  newSiteRow(database);
  const shelf = catalog.beginImport();
  const repository = beginImport(database);
  let took = 0;
  for (let at = 0; at < rows.length; at += batch) {
    // Getting the documents is not part of it: the other side gets them over the protocol.
    const documents = rows.slice(at, at + batch).map((row) => ({ xml: from.getXml(row.rowId), files: from.filesOf(row.rowId), isUpdate: row.updateType === 'Software' }));
    took += await milliseconds(() => {
      const items: ConfigurationItem[] = [];
      for (const { xml, files, isUpdate } of documents) {
        const update = readUpdate(xml);
        shelf.put({ update, xml, arrivedAt: 0, files });
        const urls = new Map(files.map((file) => [file.digest, file.url]));
        if (isUpdate) items.push(convert(update, { categories: known, languages: ['en'], fileUrl: (digest) => urls.get(digest) ?? null }));
      }
      repository.add(items);
    });
  }
  took += await milliseconds(() => {
    while (repository.markSuperseded());
    database.transaction((db) => repository.commit(db, categories));
    shelf.commit();
  });
  catalog.close();
  database.close();
  return took;
}
