import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSite } from '../../src/engine/index.ts';
import { createIds, createLabClock, createRandom, system } from '../../src/engine/kernel/index.ts';
import { alone } from '../../src/engine/hierarchy/index.ts';
import { createInlineReaders } from '../../src/engine/reads/index.ts';
import { openSiteDatabase } from '../../src/engine/site-database/index.ts';
import { openCabinet, openCatalogStore } from '../../src/engine/wsus/index.ts';
import { milliseconds, type Claim } from '../claim.ts';
import { cacheFolder, LAB_START, newSiteRow } from '../support/site.ts';

const updates = 100_000;
const limitMb = 600;

/** The bundle is made once and kept; in a process of its own, so that its making does not count here. */
function bundleFolder(): string {
  const folder = join(cacheFolder(), `air-gap-${updates}`);
  if (existsSync(join(folder, 'manifest.json'))) return folder;
  const making = `${folder}.part`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('../support/air-gap-bundle.ts', import.meta.url)), making, String(updates)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The bundle could not be made: ${stderr}`);
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  return folder;
}

function openSite(folder: string) {
  const file = join(folder, 'site.db');
  const database = openSiteDatabase(file);
  newSiteRow(database);
  const random = createRandom('bench');
  const catalog = openCatalogStore(join(folder, 'susdb.db'));
  const site = createSite({
    account: 'BENCH\\bench',
    clock: createLabClock(LAB_START), random, database, catalog, ids: createIds(random.fork('ids')), monotonic: system.monotonic, defer: system.defer, after: system.after,
    logFolder: join(folder, 'logs'), readers: createInlineReaders(file), microsoftUpdate: { publish: async () => '' },
    internetCatalog: () => openCatalogStore(join(folder, 'susdb-internet.db')), neighbours: alone, secret: () => 'secret',
  });
  return { site, catalog };
}

const peakMb = () => process.resourceUsage().maxRSS / 1024;

export const claim: Claim = {
  id: 'air-gap-import-100k',
  async measure() {
    const bundle = bundleFolder();
    const manifest = readFileSync(join(bundle, 'manifest.json'));
    const { parts } = JSON.parse(manifest.toString('utf8')) as { parts: { name: string }[] };
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
    const { site, catalog } = openSite(folder);
    let bytes = 0;
    // First, since the peak of a process never falls: what unpacking alone takes, in time and memory.
    const unpacking = await milliseconds(() => {
      for (const { name } of parts) {
        const cabinet = openCabinet(join(bundle, name));
        for (const piece of cabinet.read('metadata.txt')) bytes += piece.length;
        cabinet.close();
      }
    });
    const before = peakMb();
    const took = await milliseconds(async () => {
      const asked = { folder: bundle, manifest: createHash('sha256').update(manifest).digest('hex'), acceptUnsigned: true };
      const { value } = site.airGap.import({ site: 'CEN', actor: 'BENCH\\bench', expectedRevision: Number.MAX_SAFE_INTEGER }, asked);
      for await (const job of site.jobs.feed.subscribe()) {
        if (job.id !== value.jobId || job.endedAt === null) continue;
        if (job.state !== 'done') throw new Error(`The import ended ${job.state}: ${job.message}`);
        break;
      }
    });
    const peak = peakMb();
    const imported = catalog.counts().Software ?? 0;
    await site.close();
    rmSync(folder, { recursive: true, force: true });
    return {
      ours: peak, unit: 'MB', peer: 'the same process when it only unpacked the parts', peerValue: before,
      goal: `< ${limitMb} MB for more than 2 GB of XML`, holds: peak < limitMb && imported === updates && bytes > 2e9,
      more: { updates: imported, 'MB of XML': bytes / 1e6, 'updates/s': imported / (took / 1000), seconds: took / 1000, 'seconds of unpacking alone': unpacking / 1000 },
    };
  },
};
