import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewSite } from '../../src/contract/index.ts';
import { createLabClock, system } from '../../src/engine/kernel/index.ts';
import { createInlineReaders } from '../../src/engine/reads/index.ts';
import { openSites, type Sites } from '../../src/engine/thread/sites.ts';
import { createWsusWorker } from '../../src/engine/thread/wsus-worker.ts';
import { openServedCatalog } from '../../src/engine/wsus/index.ts';
import type { Claim } from '../claim.ts';
import { milliseconds } from '../claim.ts';
import { LAB_START } from '../support/site.ts';
import { straight } from '../support/straight.ts';
import { startUpstream } from '../support/upstream.ts';

const updates = 20_900;
const serverEntry = new URL('../../src/engine/thread/wsus-server-thread.ts', import.meta.url);
const call = (site: string) => ({ site, actor: 'BENCH\\bench', expectedRevision: Number.MAX_SAFE_INTEGER });

/** CEN → PR1 → SEC in one program, each WSUS server on a thread of its own, as the product runs them. */
function openThree(folder: string, microsoftUpdate: Parameters<typeof openSites>[1]['microsoftUpdate']): Sites {
  const sites = openSites({ code: 'CEN', name: 'Central Site', server: 'CEN01.corp.lab', kind: 'central', parent: null }, {
    account: 'BENCH\\bench',
    dataFolder: folder, seed: 'bench', clockKind: 'lab', startAt: LAB_START, clockOf: (stored) => createLabClock(stored.clock_at), microsoftUpdate,
    readers: createInlineReaders, fleetFacts: null,
    wsusServer: (_site, file, serverName) => {
      const worker = createWsusWorker(serverName, serverEntry, { file, computersFile: ':memory:', serverName, network: null });
      return { address: async (now) => (await worker.publish(now)).url, networkAddress: async () => null, close: worker.close };
    },
    monotonic: system.monotonic, defer: system.defer, after: system.after, secret: () => 'secret', wayUp: null, whyNotElsewhere: () => 'This program does not listen.',
  });
  const add = (parent: string, code: string, kind: NewSite['kind']) => sites.site(parent).hierarchy.addSite(call(parent), { code, kind, name: code, server: `${code}01.corp.lab`, place: 'here' });
  add('CEN', 'PR1', 'primary');
  add('PR1', 'SEC', 'secondary');
  return sites;
}

/** Runs a synchronization at the top and waits for the one it causes at the bottom. */
async function synchronize(sites: Sites): Promise<void> {
  const bottom = sites.site('SEC');
  const ended = (async () => {
    for await (const job of bottom.jobs.feed.subscribe()) if (job.endedAt !== null) return job;
    throw new Error('The feed ended.');
  })();
  sites.top.softwareUpdatePoint.runSynchronization(call('CEN'));
  const { state, message } = await ended;
  if (state !== 'done') throw new Error(`The synchronization of SEC ended ${state}: ${message}`);
}

function tickEverything(sites: Sites, folder: string): void {
  const catalog = openServedCatalog(join(folder, 'CEN', 'susdb.db'));
  const of = (...kinds: string[]) => catalog.categories().filter((row) => kinds.includes(row.categoryType ?? '')).map((row) => row.identity.updateId);
  const { settings } = sites.top.softwareUpdatePoint.settings();
  sites.top.softwareUpdatePoint.change(call('CEN'), { ...settings, classifications: of('UpdateClassification'), products: of('ProductFamily', 'Product') });
  catalog.close();
}

/** Milliseconds of both sides: the whole hierarchy, and parse and insert for its two sites with a site database. */
async function once(): Promise<{ took: number; peer: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const upstream = await startUpstream(updates);
  const sites = openThree(folder, upstream);
  try {
    // The categories come first, with next to nothing ticked: after them it is known what there is to tick.
    const { settings } = sites.top.softwareUpdatePoint.settings();
    sites.top.softwareUpdatePoint.change(call('CEN'), { ...settings, products: ['00000000-0000-4000-8000-000000000000'] });
    await synchronize(sites);
    tickEverything(sites, folder);
    const took = await milliseconds(() => synchronize(sites));
    const catalog = openServedCatalog(join(folder, 'SEC', 'susdb.db'));
    const came = [...catalog.currentUpdates({ updateTypes: ['Software'] })].length;
    if (came !== updates) throw new Error(`${came} of ${updates} updates came to SEC.`);
    const peer = 2 * (await straight(catalog, folder));
    catalog.close();
    return { took, peer };
  } finally {
    await sites.close();
    await upstream.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const claim: Claim = {
  id: 'sync-hierarchy',
  async measure() {
    const { took, peer } = await once();
    return {
      ours: took / 1000, unit: 's', peer: 'parse and insert without protocol, once for each of the two site databases', peerValue: peer / 1000,
      goal: 'three levels within 3 × the peer’s time', holds: took <= 3 * peer,
      more: { updates, 'updates/s and level': (3 * updates) / (took / 1000), 'our time / peer time': took / peer },
    };
  },
};
