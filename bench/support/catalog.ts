import { createHash } from 'node:crypto';
import { copyFileSync, constants, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scaleCatalog } from '../../src/engine/microsoft-update/index.ts';
import { openCatalogStore } from '../../src/engine/wsus/index.ts';
import { cacheFolder, factsFolder } from './site.ts';

/** Changes whenever what is written into such a catalog changes. */
function edition(): string {
  const hash = createHash('sha256');
  for (const folder of ['microsoft-update', 'wsus/catalog-store', 'wsus/metadata']) {
    const room = fileURLToPath(new URL(`../../src/engine/${folder}/`, import.meta.url));
    for (const name of readdirSync(room).sort()) if (name.endsWith('.ts') && !name.includes('test')) hash.update(readFileSync(join(room, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Path of a catalog store with so many updates, all public on the lab's first day; made once and kept. Copy it before writing to it. */
export async function scaledCatalog(updates: number): Promise<string> {
  const folder = cacheFolder();
  const file = join(folder, `catalog-${updates}-${edition()}.db`);
  if (existsSync(file)) return file;
  for (const old of readdirSync(folder)) if (old.startsWith(`catalog-${updates}-`)) rmSync(join(folder, old));
  const making = join(folder, `catalog-${updates}.part`);
  rmSync(making, { force: true });
  const store = openCatalogStore(making);
  await scaleCatalog({ facts: factsFolder, store, breath: () => undefined, updates });
  store.close();
  renameSync(making, file);
  return file;
}

/** The same in a place where it may be written to. */
export async function copyOfCatalog(updates: number, to: string): Promise<void> {
  copyFileSync(await scaledCatalog(updates), to, constants.COPYFILE_FICLONE);
}
