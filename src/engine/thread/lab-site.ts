import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createIds, createLabClock, createLiveClock, createRandom, driveLabClock, system } from '../kernel/index.ts';
import { startMicrosoftUpdate } from './microsoft-update.ts';
import { createReaderWorker } from '../reads/index.ts';
import { build, openSiteDatabase, type SiteDatabase } from '../site-database/index.ts';
import { createSite, type Site } from '../site.ts';
import { openCatalogStore } from '../wsus/index.ts';
import type { EngineOptions } from './messages.ts';

/** The lab site every first run finds (SYNC-18 says what is missing in it until the first synchronization). */
const LAB_SITE = { code: 'CEN', name: 'Central Site', server: 'CEN01.corp.lab' };

function siteRow(database: SiteDatabase, options: EngineOptions) {
  const stored = database.first(build.selectFrom('site').selectAll());
  if (stored) return stored;
  database.transaction((db) =>
    db.run(
      build.insertInto('site').values({
        id: 1, ...LAB_SITE, kind: 'central', parent: null, revision: 0, catalog_version: 0, content_version: 0,
        last_synchronized_at: null, next_retry_at: null, next_scheduled_at: null, next_ci_id: 1, seed: options.seed, clock_kind: 'lab', clock_at: options.labStartAt,
      }),
    ),
  );
  return database.first(build.selectFrom('site').selectAll())!;
}

/** Opens the lab site of a data folder, making it at the first start. Throws SiteDatabaseError and CatalogStoreError. */
export function openLabSite(options: EngineOptions): { site: Site; close(): Promise<void> } {
  const folder = join(options.dataFolder, LAB_SITE.code);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  const database = openSiteDatabase(join(folder, 'site.db'));
  const stored = siteRow(database, options);
  const lab = stored.clock_kind === 'lab' ? createLabClock(stored.clock_at) : undefined;
  // A site that goes on must not repeat the random numbers of its last start.
  const random = createRandom(`${stored.seed}/${stored.revision}`);
  const microsoftUpdate = startMicrosoftUpdate({ entry: pathToFileURL(options.entries.microsoftUpdate), factsFolder: options.factsFolder, file: join(options.dataFolder, 'microsoft-update.db') });
  const site = createSite({
    clock: lab ?? createLiveClock(system),
    random,
    ids: createIds(random.fork('ids')),
    monotonic: system.monotonic,
    defer: system.defer,
    database,
    catalog: openCatalogStore(join(folder, 'susdb.db')),
    logFolder: join(folder, 'logs'),
    readers: createReaderWorker(join(folder, 'site.db'), pathToFileURL(options.entries.reader)),
    microsoftUpdate,
    factsFolder: options.factsFolder,
  });
  const stop = lab ? driveLabClock(lab) : () => {};
  return {
    site,
    close: async () => {
      stop();
      await site.close();
      await microsoftUpdate.close();
    },
  };
}
