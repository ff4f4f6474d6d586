import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scaleCatalog } from '../../src/engine/microsoft-update/index.ts';
import { migrations, openSiteDatabase, type SiteDatabase } from '../../src/engine/site-database/index.ts';
import { readCategories } from '../../src/engine/software-update-point/site-database-phase.ts';
import { beginImport, convert, type ConfigurationItem } from '../../src/engine/update-repository/index.ts';
import { openCatalogStore, readUpdate, type CatalogStore } from '../../src/engine/wsus/index.ts';
import { cacheFolder, factsFolder, newSiteRow } from './site.ts';

const breath = () => undefined;

/** Changes whenever what is written into a site database changes. */
function edition(): string {
  const hash = createHash('sha256').update(JSON.stringify(migrations));
  const room = fileURLToPath(new URL('../../src/engine/update-repository/', import.meta.url));
  for (const name of ['convert.ts', 'import.ts', 'model.ts', 'displayed.ts']) hash.update(readFileSync(join(room, name)));
  return hash.digest('hex').slice(0, 12);
}

async function fill(database: SiteDatabase, catalog: CatalogStore) {
  const categories = await readCategories(catalog, breath);
  const known = new Map(categories.map((one) => [one.id, one]));
  const staged = beginImport(database);
  let items: ConfigurationItem[] = [];
  for (const row of catalog.currentUpdates({ updateTypes: ['Software'] })) {
    const urls = new Map(catalog.filesOf(row.rowId).map((file) => [file.digest, file.url]));
    items.push(convert(readUpdate(catalog.getXml(row.rowId)), { categories: known, languages: ['en'], fileUrl: (digest) => urls.get(digest) ?? null }));
    if (items.length < 1000) continue;
    staged.add(items);
    items = [];
  }
  staged.add(items);
  while (staged.markSuperseded());
  database.transaction((db) => staged.commit(db, categories));
}

/** Path of a site database with so many updates; made once and kept (about a minute for 100,000). Copy it before writing to it. */
export async function largeSite(updates: number): Promise<string> {
  const folder = cacheFolder();
  const name = `site-${updates}-${edition()}.db`;
  const file = join(folder, name);
  if (existsSync(file)) return file;
  for (const old of readdirSync(folder)) if (old.startsWith(`site-${updates}-`)) rmSync(join(folder, old));
  const catalog = openCatalogStore(':memory:');
  await scaleCatalog({ facts: factsFolder, store: catalog, breath, updates });
  const making = `${file}.part`;
  const database = openSiteDatabase(making);
  newSiteRow(database);
  await fill(database, catalog);
  catalog.close();
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  database.close();
  renameSync(making, file);
  return file;
}
