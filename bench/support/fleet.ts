import { createReaderWorker } from '../../src/engine/reads/index.ts';
import { createCheckpoints } from '../../src/engine/site-database/index.ts';
import { milliseconds } from '../claim.ts';
import { tickAll } from './first-synchronization.ts';
import { openBenchSite, type BenchSite } from './site.ts';

const HOUR = 3_600_000;
const call = { site: 'CEN', actor: 'BENCH\\bench', expectedRevision: Number.MAX_SAFE_INTEGER };

/** By then the bundled catalog has published more than ten thousand updates. */
const LATER = Date.UTC(2015, 5, 1, 8);

/** A site with the whole bundled catalog and so many computers that have not scanned. */
export async function fleetSite(computers: number): Promise<BenchSite> {
  // On a thread of their own, as in the product.
  const bench = await openBenchSite(undefined, undefined, {
    readers: (file) => createReaderWorker(file, new URL('../../src/engine/reads/reader-worker.ts', import.meta.url)),
    checkpoints: (file) => createCheckpoints(file, new URL('../../src/engine/site-database/checkpoint-worker.ts', import.meta.url)),
  });
  await bench.clock.advanceTo(LATER);
  await bench.synchronize();
  tickAll(bench);
  await bench.synchronize();
  const { value } = bench.site.clients.setFleet(call, computers);
  for await (const job of bench.site.jobs.feed.subscribe()) if (job.id === value.jobId && job.endedAt !== null) break;
  return bench;
}

/** Every computer scans for the first time: four hours of site time; ms. */
export const firstScan = (bench: BenchSite) => milliseconds(() => bench.clock.advanceTo(bench.clock.now() + 4 * HOUR));

/** Rows as the home page asks for them. */
export const readRows = (bench: BenchSite) =>
  bench.site.read('rows', { view: { node: { classification: null, vendor: null, product: null }, sort: { column: 'required', descending: true }, find: null }, offset: 0, limit: 60 });
