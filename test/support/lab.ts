import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job, Synchronization } from '../../src/contract/index.ts';
import { createLabMachines, readFleetFacts, type FleetFacts } from '../../src/engine/clients/index.ts';
import { createSite, type Site } from '../../src/engine/index.ts';
import { createBreath, createIds, createLabClock, createRandom, system, type LabClock } from '../../src/engine/kernel/index.ts';
import { alone } from '../../src/engine/hierarchy/index.ts';
import { createInlineReaders } from '../../src/engine/reads/index.ts';
import { build, openSiteDatabase, type SiteDatabase } from '../../src/engine/site-database/index.ts';
import { createWsusServer, openCatalogStore, type CatalogStore } from '../../src/engine/wsus/index.ts';
import { categories, publish } from './catalog.ts';

export const LAB_START = Date.UTC(2013, 0, 7, 8, 0, 0);
export const ACTOR = 'CORP\\a.novak';

export interface Lab {
  readonly folder: string;
  readonly site: Site;
  readonly clock: LabClock;
  readonly database: SiteDatabase;
  readonly catalog: CatalogStore;
  /** The catalog of the upstream server; publish into it to change the world. */
  readonly upstream: CatalogStore;
  readonly upstreamUrl: string;
  call(): { site: string; actor: string };
  command(): { site: string; actor: string; expectedRevision: number };
  /** Runs a synchronization as an administrator would and waits for its end. */
  synchronize(): Promise<Synchronization>;
  /** Waits for the end of whatever job runs. */
  ended(jobId: string): Promise<Job>;
  close(): Promise<void>;
  /** Closes the site and opens it again from its files. */
  reopen(): Promise<Lab>;
}

export interface LabOptions {
  seed?: string;
  folder?: string;
  parent?: string;
  upstream?: CatalogStore;
  /** Address of an upstream server in another process, instead of one of this lab's own. */
  upstreamUrl?: string;
  /** Counts the engine's looks at real time; a test can end the process at one of them. */
  monotonic?: () => number;
  /** Certificates (PEM) of authorities to trust beside the system's own. */
  authorities?: string;
  /** Address of what has the files of updates. */
  content?: string;
}

function firstRow(database: SiteDatabase, options: LabOptions, seed: string) {
  if (database.first(build.selectFrom('site').select('code'))) return;
  database.transaction((db) =>
    db.run(
      build.insertInto('site').values({
        id: 1, code: 'CEN', name: 'Central Site', server: 'CEN01.corp.lab', kind: options.parent ? 'primary' : 'central', parent: options.parent ?? null, revision: 0, catalog_version: 0, content_version: 0,
        last_synchronized_at: null, next_retry_at: null, next_scheduled_at: null, next_ci_id: 1, seed, clock_kind: 'lab', clock_at: LAB_START,
      }),
    ),
  );
}

const factsFolder = fileURLToPath(new URL('../../data/', import.meta.url));
let facts: Promise<FleetFacts> | undefined;
/** Read once for all sites of a test file. */
export const fleetFacts = (): Promise<FleetFacts> => (facts ??= readFleetFacts(factsFolder, () => undefined));

/** Waits for the end of a job of a site. */
export async function jobEnded(site: Site, jobId: string): Promise<Job> {
  const already = site.jobs.list().find((job) => job.id === jobId && job.endedAt !== null);
  if (already) return already;
  for await (const job of site.jobs.feed.subscribe()) if (job.id === jobId && job.endedAt !== null) return job;
  throw new Error('The feed ended.');
}

/** A whole site by hand: paused lab clock, real databases and files in a temporary folder, a real upstream server on loopback. */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const seed = options.seed ?? 'test';
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'patchbay-'));
  const upstream = options.upstream ?? openCatalogStore(':memory:');
  if (!options.upstream && !options.upstreamUrl) publish(upstream, categories);
  let published = 0;
  const random = createRandom('upstream');
  const server = createWsusServer({ store: upstream, clock: { now: () => published }, ids: createIds(random), random, serverName: 'upstream.lab', breath: createBreath(system.monotonic) });
  const upstreamUrl = options.upstreamUrl ?? (await server.listen());

  const file = join(folder, 'site.db');
  const database = openSiteDatabase(file);
  firstRow(database, options, seed);
  const row = database.first(build.selectFrom('site').selectAll())!;
  const clock = createLabClock(row.clock_at);
  const siteRandom = createRandom(`${row.seed}/${row.revision}`);
  const catalog = openCatalogStore(join(folder, 'susdb.db'));
  const site = createSite({
    account: ACTOR,
    clock, database, catalog,
    random: siteRandom,
    ids: createIds(siteRandom.fork('ids')),
    monotonic: options.monotonic ?? system.monotonic,
    defer: system.defer,
    after: system.after,
    logFolder: join(folder, 'logs'),
    readers: createInlineReaders(file),
    internetCatalog: () => openCatalogStore(join(folder, 'susdb-internet.db')),
    neighbours: alone,
    secret: () => 'secret',
    factsFolder,
    machines: createLabMachines(await fleetFacts()),
    microsoftUpdate: {
      publish: async (now) => {
        published = now;
        return upstreamUrl;
      },
    },
    authorities: () => options.authorities,
    ...(options.content !== undefined && { content: async () => options.content! }),
  });

  const lab: Lab = {
    folder, site, clock, database, catalog, upstream, upstreamUrl,
    call: () => ({ site: 'CEN', actor: ACTOR }),
    command: () => ({ site: 'CEN', actor: ACTOR, expectedRevision: site.reply(() => 0).revision }),
    ended: (jobId) => jobEnded(site, jobId),
    synchronize: async () => {
      const { value } = site.softwareUpdatePoint.runSynchronization(lab.command());
      await lab.ended(value.jobId);
      return site.softwareUpdatePoint.history(1)[0]!;
    },
    close: async () => {
      await site.close();
      if (!options.upstreamUrl) await server.close();
      if (!options.upstream) upstream.close();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
    reopen: async () => {
      await site.close();
      await server.close();
      return openLab({ ...options, folder, upstream });
    },
  };
  return lab;
}

/** Lines of the site's wsyncmgr.log. */
export const logLines = (lab: Lab) => lab.site.logs.window({ name: 'wsyncmgr.log', minimumSeverity: 'information', find: '', offset: 0, limit: 1_000_000 }).lines;

/** Digest of what a failed or cancelled synchronization must leave as it was: both stores, row by row, with the anchors. */
export function stores(lab: Lab, anchors = true): string {
  const tables = ['categories', 'configuration_items', 'software_updates', 'update_folders', 'update_relations', 'update_contents'];
  const rows = tables.map((table) => lab.database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all());
  const all = JSON.stringify([rows, [...lab.catalog.currentUpdates()], lab.catalog.version(), anchors ? (lab.catalog.setting('synchronized') ?? null) : null]);
  return createHash('sha256').update(all).digest('hex');
}
