import { mkdtempSync, mkdirSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, openSiteDatabase } from '../../src/engine/site-database/index.ts';
import { largeSite } from './large-site.ts';

/** A data folder whose site has 100,000 updates and says that it was synchronized. */
export async function largeDataFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  mkdirSync(join(folder, 'CEN'));
  const file = join(folder, 'CEN', 'site.db');
  copyFileSync(await largeSite(100_000), file);
  const database = openSiteDatabase(file);
  database.transaction((db) => db.run(build.updateTable('site').set({ last_synchronized_at: Date.UTC(2013, 0, 7) })));
  database.close();
  return folder;
}
