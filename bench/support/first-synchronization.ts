import { milliseconds } from '../claim.ts';
import { openBenchSite, type BenchSite } from './site.ts';
import { straight } from './straight.ts';
import { startUpstream } from './upstream.ts';

/** Ticks everything there is, so that a catalog comes whole. */
export function tickAll({ site, catalog }: BenchSite) {
  const { settings } = site.softwareUpdatePoint.settings();
  const of = (...kinds: string[]) => catalog.categories().filter((row) => kinds.includes(row.categoryType ?? '')).map((row) => row.identity.updateId);
  const call = { site: 'CEN', actor: 'BENCH\\bench', expectedRevision: Number.MAX_SAFE_INTEGER };
  site.softwareUpdatePoint.change(call, { ...settings, classifications: of('UpdateClassification'), products: of('ProductFamily', 'Product') });
}

/** A first synchronization of so many updates, source → WSUS store → site database, and the same documents without protocol; milliseconds. */
export async function firstSynchronization(updates: number): Promise<{ took: number; peer: number }> {
  const upstream = await startUpstream(updates);
  const site = await openBenchSite(upstream);
  try {
    // What there is to tick is known after the categories have come: a synchronization of next to nothing brings them.
    const { settings } = site.site.softwareUpdatePoint.settings();
    site.site.softwareUpdatePoint.change({ site: 'CEN', actor: 'BENCH\\bench', expectedRevision: Number.MAX_SAFE_INTEGER }, { ...settings, products: ['00000000-0000-4000-8000-000000000000'] });
    await site.synchronize();
    tickAll(site);
    let added = 0;
    const took = await milliseconds(async () => void (added = (await site.synchronize()).phases[1]!.added));
    if (added !== updates) throw new Error(`${added} of ${updates} updates came.`);
    return { took, peer: await straight(site.catalog, site.folder) };
  } finally {
    await site.close();
  }
}
