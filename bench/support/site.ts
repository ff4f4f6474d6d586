import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Synchronization } from '../../src/contract/index.ts';
import { createLabMachines, readFleetFacts } from '../../src/engine/clients/index.ts';
import { createSite, type Site } from '../../src/engine/index.ts';
import { createBreath, createIds, createLabClock, createRandom, system, type LabClock } from '../../src/engine/kernel/index.ts';
import { alone } from '../../src/engine/hierarchy/index.ts';
import { createInlineReaders, type Readers } from '../../src/engine/reads/index.ts';
import { build, openSiteDatabase, type Checkpoints, type SiteDatabase } from '../../src/engine/site-database/index.ts';
import { startMicrosoftUpdate } from '../../src/engine/thread/microsoft-update.ts';
import { openCatalogStore, type CatalogStore } from '../../src/engine/wsus/index.ts';

export const factsFolder = fileURLToPath(new URL('../../data/', import.meta.url));
export const LAB_START = Date.UTC(2013, 0, 7, 8, 0, 0);

/** What takes long to make and never changes by itself is kept here between runs. */
export function cacheFolder(): string {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/patchbay-bench/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  return folder;
}

export interface BenchSite {
  readonly folder: string;
  readonly site: Site;
  readonly clock: LabClock;
  readonly database: SiteDatabase;
  readonly catalog: CatalogStore;
  synchronize(): Promise<Synchronization>;
  close(): Promise<void>;
}

export function newSiteRow(database: SiteDatabase): void {
  database.transaction((db) =>
    db.run(
      build.insertInto('site').values({
        id: 1, code: 'CEN', name: 'Central Site', server: 'CEN01.corp.lab', kind: 'central', parent: null, revision: 0, catalog_version: 0, content_version: 0,
        last_synchronized_at: null, next_retry_at: null, next_scheduled_at: null, next_ci_id: 1, seed: 'bench', clock_kind: 'lab', clock_at: LAB_START,
      }),
    ),
  );
}

const bundled = () => startMicrosoftUpdate({ entry: new URL('../../src/engine/thread/microsoft-update-thread.ts', import.meta.url), factsFolder, file: join(cacheFolder(), 'microsoft-update.db') });

const none = { publish: () => Promise.reject(new Error('There is no source here.')), close: async () => {} };

/** What the product has on threads of its own. */
interface Threads {
  readers(file: string): Readers;
  checkpoints(file: string): Checkpoints;
}

/**
 * A site on this thread in a new folder, with its source on a thread of its own: the bundled Microsoft Update, another one, or none (null).
 * `prepare` may put files into the folder before the site is opened.
 */
export async function openBenchSite(source?: ReturnType<typeof bundled> | null, prepare?: (folder: string) => Promise<void>, threads?: Threads): Promise<BenchSite> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  await prepare?.(folder);
  const file = join(folder, 'site.db');
  const database = openSiteDatabase(file, threads?.checkpoints && { checkpoints: threads.checkpoints(file) });
  newSiteRow(database);
  const catalog = openCatalogStore(join(folder, 'susdb.db'));
  const random = createRandom('bench');
  const microsoftUpdate = source === undefined ? bundled() : (source ?? none);
  const clock = createLabClock(LAB_START, 0, createBreath(system.monotonic));
  const facts = await readFleetFacts(factsFolder, () => undefined);
  const site = createSite({
    account: 'BENCH\\bench',
    clock, random, database, catalog, microsoftUpdate, machines: createLabMachines(facts),
    ids: createIds(random.fork('ids')),
    monotonic: system.monotonic,
    defer: system.defer,
    after: system.after,
    logFolder: join(folder, 'logs'),
    readers: (threads?.readers ?? createInlineReaders)(file),
    internetCatalog: () => openCatalogStore(join(folder, 'susdb-internet.db')),
    neighbours: alone,
    secret: () => 'secret',
  });
  if (source !== null) await microsoftUpdate.publish(clock.now(), () => {});
  return {
    folder, site, clock, database, catalog,
    synchronize: async () => {
      const { value } = site.softwareUpdatePoint.runSynchronization({ site: 'CEN', actor: 'BENCH\\bench', expectedRevision: Number.MAX_SAFE_INTEGER });
      for await (const job of site.jobs.feed.subscribe()) if (job.id === value.jobId && job.endedAt !== null) break;
      const [run] = site.softwareUpdatePoint.history(1);
      if (run?.state !== 'done') throw new Error(`The synchronization ended ${run?.state}: ${run?.failure?.message}`);
      return run;
    },
    close: async () => {
      await site.close();
      await microsoftUpdate.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
