import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewSite } from '../../src/contract/index.ts';
import type { Site } from '../../src/engine/index.ts';
import { createBreath, createIds, createLabClock, createRandom, system, type LabClock } from '../../src/engine/kernel/index.ts';
import { createInlineReaders } from '../../src/engine/reads/index.ts';
import { openSites, type Sites } from '../../src/engine/thread/sites.ts';
import { createWsusServer, openCatalogStore, openServedCatalog, type CatalogStore } from '../../src/engine/wsus/index.ts';
import { categories, publish } from './catalog.ts';
import type { FleetFacts } from '../../src/engine/clients/index.ts';
import type { FleetSite } from './fleet.ts';
import { ACTOR, jobEnded, LAB_START } from './lab.ts';

export interface LabHierarchy {
  readonly folder: string;
  readonly clock: LabClock;
  /** What Microsoft Update publishes. */
  readonly upstream: CatalogStore;
  readonly sites: Sites;
  site(code: string): Site;
  /** The same as what a fleet is made at. */
  at(code: string): FleetSite;
  command(code: string): { site: string; actor: string; expectedRevision: number };
  add(parent: string, site: Pick<NewSite, 'code' | 'kind'>): void;
  /** Runs a synchronization of the central site and waits until the whole hierarchy is quiet. */
  synchronize(): Promise<void>;
  /** Waits until no message is on its way and no synchronization runs. */
  quiet(): Promise<void>;
  lines(code: string): string[];
  /** From now on the WSUS server of a site is not there. */
  failWsusServer(code: string): void;
  close(): Promise<void>;
  /** Ends the program and starts it again on the same folder. */
  reopen(): Promise<LabHierarchy>;
}

/** Several sites in one program as the engine composes them, on this thread: real databases, logs and WSUS servers on loopback. */
export function openHierarchy(options: { folder?: string; upstream?: CatalogStore; content?: string; fleetFacts?: FleetFacts } = {}): LabHierarchy {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'patchbay-'));
  const upstream = options.upstream ?? openCatalogStore(':memory:');
  if (!options.upstream) publish(upstream, categories);
  let clock!: LabClock;
  const serve = (open: () => CatalogStore, serverName: string) => {
    let now = 0;
    let server: ReturnType<typeof createWsusServer> | undefined;
    let store: CatalogStore | undefined;
    let url: Promise<string> | undefined;
    const start = () => {
      const random = createRandom(serverName);
      server = createWsusServer({ store: (store = open()), clock: { now: () => now }, ids: createIds(random), random, serverName, breath: createBreath(system.monotonic) });
      return server.listen();
    };
    return {
      networkAddress: async () => null,
      address: async (at: number) => {
        now = at;
        return (url ??= start());
      },
      close: async () => {
        await server?.close();
        if (store !== upstream) store?.close();
      },
    };
  };
  const gone = new Set<string>();
  const microsoftUpdate = serve(() => upstream, 'microsoft-update.lab');
  const sites = openSites(
    { code: 'CEN', name: 'Central Site', server: 'CEN01.corp.lab', kind: 'central', parent: null },
    {
      account: ACTOR,
      dataFolder: folder,
      seed: 'test',
      clockKind: 'lab',
      startAt: LAB_START,
      clockOf: (stored) => (clock = createLabClock(stored.clock_at)),
      ...(options.content !== undefined && { content: async () => options.content! }),
      microsoftUpdate: { publish: (now) => microsoftUpdate.address(now) },
      readers: createInlineReaders,
      fleetFacts: options.fleetFacts ?? null,
      wsusServer: (code, file, serverName) => {
        const server = serve(() => openServedCatalog(file), serverName);
        return { ...server, address: async (now) => (gone.has(code) ? 'http://127.0.0.1:9' : server.address(now)) };
      },
      monotonic: system.monotonic,
      defer: system.defer,
      after: system.after,
      secret: () => 'secret',
      wayUp: null,
      whyNotElsewhere: () => 'This program does not listen.',
    },
  );
  const site = (code: string) => sites.site(code);
  const codes = () => site('CEN').hierarchy.sites().map((one) => one.code);
  const busy = () => codes().some((code) => site(code).softwareUpdatePoint.status().current !== null || site(code).hierarchy.links().some((link) => link.state !== 'held' && link.backlog > 0 && link.attempts === 0));
  const quiet = async () => {
    // Every step of a site runs on this thread, so a look after each turn of it misses nothing.
    for (let still = 0; still < 20; ) {
      await new Promise((resolve) => setImmediate(resolve));
      still = busy() ? 0 : still + 1;
    }
  };
  const lab: LabHierarchy = {
    folder, clock, upstream, sites, site, quiet,
    at: (code) => ({ site: site(code), command: () => lab.command(code), ended: (jobId) => jobEnded(site(code), jobId) }),
    command: (code) => ({ site: code, actor: ACTOR, expectedRevision: site(code).reply(() => 0).revision }),
    add: (parent, { code, kind }) => void site(parent).hierarchy.addSite(lab.command(parent), { code, kind, name: `Site ${code}`, server: `${code}01.corp.lab`, place: 'here' }),
    synchronize: async () => {
      site('CEN').softwareUpdatePoint.runSynchronization(lab.command('CEN'));
      await quiet();
    },
    lines: (code) => site(code).logs.window({ name: 'wsyncmgr.log', minimumSeverity: 'information', find: '', offset: 0, limit: 1_000_000 }).lines.map((line) => line.text),
    failWsusServer: (code) => void gone.add(code),
    close: async () => {
      await sites.close();
      await microsoftUpdate.close();
      if (!options.upstream) upstream.close();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
    reopen: async () => {
      await sites.close();
      await microsoftUpdate.close();
      return openHierarchy({ ...options, folder, upstream });
    },
  };
  return lab;
}
