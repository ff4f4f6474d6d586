import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeRequest, type ChildSite, type Neighbours, type WayUp } from '../hierarchy/index.ts';
import { createLabMachines, type FleetFacts } from '../clients/index.ts';
import { createIds, createRandom, Failure, type Clock, type LabClock } from '../kernel/index.ts';
import type { Readers } from '../reads/index.ts';
import { build, openSiteDatabase, type Checkpoints, type SiteDatabase } from '../site-database/index.ts';
import { createSite, type Site } from '../site.ts';
import type { BundledMicrosoftUpdate } from '../software-update-point/index.ts';
import { openCatalogStore } from '../wsus/index.ts';

/** Serves the WSUS catalog of a site; started when it is first asked for. */
export interface SiteWsusServer {
  address(now: number): Promise<string>;
  /** Where other machines find it; null when it does not listen for them. */
  networkAddress(now: number): Promise<string | null>;
  close(): Promise<void>;
}

/** What the sites of one program share, and what differs between a program and a test. */
export interface SitesParts {
  /** The account that the program runs under, DOMAIN\\user. */
  account: string;
  dataFolder: string;
  seed: string;
  /** Site time of a new site. */
  clockOf(stored: { clock_kind: 'lab' | 'live'; clock_at: number }): Clock | LabClock;
  clockKind: 'lab' | 'live';
  startAt: number;
  microsoftUpdate: BundledMicrosoftUpdate;
  authorities?: () => string | undefined;
  /** Where the contents of the bundled catalog's files are. */
  content?: () => Promise<string>;
  /** Folder of the bundled catalog's facts, for seeds of a lab. */
  factsFolder?: string;
  /** What computers of lab fleets are made from; null: there can be none. */
  fleetFacts: FleetFacts | null;
  readers(file: string): Readers;
  /** Left out: the writer of a site database makes its checkpoints itself. */
  checkpoints?(file: string): Checkpoints;
  wsusServer(site: string, catalogFile: string, serverName: string): SiteWsusServer;
  monotonic: () => number;
  defer: (run: () => void) => void;
  after: (ms: number, run: () => void) => () => void;
  secret: () => string;
  /** The way to a parent in another program, for the topmost site here. */
  wayUp: WayUp | null;
  /** Why a site cannot have children in other programs, or null. */
  whyNotElsewhere(site: string): string | null;
}

export interface TopSite {
  code: string;
  name: string;
  server: string;
  kind: 'central' | 'primary' | 'secondary';
  parent: string | null;
}

export interface Sites {
  readonly top: Site;
  site(code: string): Site;
  /** Sites that are open, parents before children. */
  all(): Pick<TopSite, 'code' | 'name' | 'kind'>[];
  /** Where other machines find a site's WSUS server. Rejects when it does not listen for them. */
  wsusNetworkAddress(code: string, now: number): Promise<string>;
  close(): Promise<void>;
}

interface Open {
  site: Site;
  wsus: SiteWsusServer;
}

/** A secondary site has no site database; what it must remember stands in its site control file (decision 0007). */
const databaseName = (kind: TopSite['kind']) => (kind === 'secondary' ? 'site-control.db' : 'site.db');

function siteRow(database: SiteDatabase, site: TopSite, parts: SitesParts, now: number) {
  const stored = database.first(build.selectFrom('site').selectAll());
  if (stored) return stored;
  const { code, name, server, kind, parent } = site;
  database.transaction((db) =>
    db.run(
      build.insertInto('site').values({
        id: 1, code, name, server, kind, parent, revision: 0, catalog_version: 0, content_version: 0,
        last_synchronized_at: null, next_retry_at: null, next_scheduled_at: null, next_ci_id: 1, seed: parent === null ? parts.seed : `${parts.seed}/${code}`, clock_kind: parts.clockKind, clock_at: now,
      }),
    ),
  );
  return database.first(build.selectFrom('site').selectAll())!;
}

/** Opens the topmost site of a data folder and every site below it that runs here. Throws SiteDatabaseError and CatalogStoreError. */
export function openSites(top: TopSite, parts: SitesParts): Sites {
  const open = new Map<string, Open>();
  const leaving = new Map<string, Promise<void>>();
  let clock: Clock | LabClock | undefined;
  const find = (code: string): Open => {
    const found = open.get(code);
    if (found) return found;
    throw new Failure('NOT_FOUND', { what: `There is no site ${code} here.`, why: `This engine runs ${[...open.keys()].join(', ')}.`, todo: 'Connect to a site in the list.' });
  };
  const wsusAddress = (code: string, now: number) => find(code).wsus.address(now);

  const wayUpOf = (site: TopSite): WayUp | null => {
    const { parent } = site;
    if (site.code === top.code || parent === null) return parts.wayUp;
    return {
      // Through the same text as between two machines, so that both are parsed alike.
      exchange: async (request) => JSON.parse(JSON.stringify(find(parent).site.hierarchy.answer(exchangeRequest.parse(JSON.parse(JSON.stringify(request)))))) as unknown,
      wsusAddress: (now) => wsusAddress(parent, now),
      waits: false,
      later: null,
    };
  };
  const neighboursOf = (site: TopSite): Neighbours => ({
    parent: wayUpOf(site),
    knows: (code) => open.has(code) || leaving.has(code),
    open: (child) => {
      setAside(child.code);
      openOne(child).start();
    },
    setAside: (code) => setAside(code) ?? '',
    wake: async (code) => open.get(code)?.site.hierarchy.speak(),
    whyNotElsewhere: () => parts.whyNotElsewhere(site.code),
    parentPackageFolder: (id) => (site.parent === null ? null : (open.get(site.parent)?.site.deploymentPackages.sourceFolder(id) ?? null)),
    ownWsusAddress: (now) => wsusAddress(site.code, now),
  });

  /** Closes a site and moves its folder away; answers where to, or null when there is none. */
  const setAside = (code: string): string | null => {
    const folder = join(parts.dataFolder, code);
    if (!existsSync(folder)) return null;
    let target = join(parts.dataFolder, `${code}.removed-1`);
    for (let n = 2; existsSync(target); n++) target = join(parts.dataFolder, `${code}.removed-${n}`);
    const running = open.get(code);
    if (!running) {
      renameSync(folder, target);
      return target;
    }
    open.delete(code);
    leaving.set(code, Promise.all([running.site.close(), running.wsus.close()]).then(() => renameSync(folder, target)).finally(() => leaving.delete(code)));
    return target;
  };

  const openOne = (site: TopSite | ChildSite): Site => {
    const folder = join(parts.dataFolder, site.code);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, databaseName(site.kind));
    const database = openSiteDatabase(file, { checkpoints: parts.checkpoints?.(file) });
    const stored = siteRow(database, site, parts, clock?.now() ?? parts.startAt);
    clock ??= parts.clockOf(stored);
    // A site that goes on must not repeat the random numbers of its last start.
    const random = createRandom(`${stored.seed}/${stored.revision}`);
    const catalogFile = join(folder, 'susdb.db');
    const opened = createSite({
      account: parts.account, clock, random, database,
      ids: createIds(random.fork('ids')),
      monotonic: parts.monotonic,
      defer: parts.defer,
      after: parts.after,
      secret: parts.secret,
      catalog: openCatalogStore(catalogFile),
      internetCatalog: () => openCatalogStore(join(folder, 'susdb-internet.db')),
      neighbours: neighboursOf({ ...site, parent: stored.parent }),
      logFolder: join(folder, 'logs'),
      readers: parts.readers(file),
      microsoftUpdate: parts.microsoftUpdate,
      authorities: parts.authorities,
      content: parts.content,
      factsFolder: parts.factsFolder,
      machines: parts.fleetFacts && site.kind !== 'secondary' ? createLabMachines(parts.fleetFacts) : null,
    });
    open.set(site.code, { site: opened, wsus: parts.wsusServer(site.code, catalogFile, site.server) });
    for (const below of opened.hierarchy.sites()) if (below.parent === site.code && below.place === 'here' && below.kind !== 'central') openOne({ ...below, kind: below.kind, parent: site.code });
    return opened;
  };

  const opened = openOne(top);
  open.forEach(({ site }) => site.start());
  return {
    top: opened,
    site: (code) => find(code).site,
    all: () =>
      [...open.values()].map(({ site }) => {
        const { code, name, kind } = site.describe();
        return { code, name, kind };
      }),
    wsusNetworkAddress: async (code, now) => {
      const address = await find(code).wsus.networkAddress(now);
      if (address === null) throw new Error(`The WSUS server of ${code} does not listen for other machines.`);
      return address;
    },
    close: async () => {
      // Children first: their last words still find the parent.
      for (const { site, wsus } of [...open.values()].reverse()) {
        await site.close();
        await wsus.close();
      }
      await Promise.all(leaving.values());
    },
  };
}
