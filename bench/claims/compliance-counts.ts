import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { countAll, countOne } from '../../src/engine/compliance/index.ts';
import type { Claim } from '../claim.ts';
import { countedSite, membersOf, placesOf } from '../support/counted-site.ts';
import { countsQuery, duckdb, postgresql, writeCells } from '../support/peers.ts';

const size = { clients: 100_000, updates: 10_000, each: 300 };

/** The median of several runs, ms. */
function median(runs: number, run: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
  return times.toSorted((a, b) => a - b)[runs >> 1]!;
}

export const claim: Claim = {
  id: 'compliance-counts',
  async measure() {
    const site = countedSite(size);
    const cells = join(site.folder, 'cells.csv');
    try {
      const { chunks } = await site.compliance.publish(() => undefined);
      const members = membersOf(size.clients, 10_000);
      const since = new Uint32Array(size.updates + 1).fill(1);
      since[0] = 0xffff_ffff;
      const ours = median(9, () => countAll(chunks, since, members));
      const counts = countAll(chunks, since, members);
      const one = median(99, () => countOne(chunks, 5000, 1, members)) * 1000;
      await writeCells(cells, size);
      const duck = await duckdb(cells, placesOf(members));
      const [installed, required] = [1, 2].map((column) => duck.rows.reduce((sum, row) => sum + Number(row[column]), 0));
      const sum = (values: Uint32Array) => values.reduce((a, b) => a + b, 0);
      if (sum(counts.installed) !== installed || sum(counts.required) !== required) throw new Error(`The counts differ: ${sum(counts.installed)} and ${installed}, ${sum(counts.required)} and ${required}.`);
      const postgres = await postgresql(cells, placesOf(members));
      return {
        ours, unit: 'ms', peer: `DuckDB, ${countsQuery.slice(0, 20)}… over a row per state`, peerValue: duck.took,
        goal: '< 150 ms, ≥ 3 × faster than DuckDB and ≥ 10 × faster than PostgreSQL 15; one update < 100 µs',
        holds: ours < 150 && duck.took / ours >= 3 && (postgres === null || postgres / ours >= 10) && one < 100,
        more: { 'one update, µs': one, 'DuckDB / ours': duck.took / ours, ...(postgres === null ? {} : { 'PostgreSQL 15, ms': postgres, 'PostgreSQL / ours': postgres / ours }), 'planes, MB': site.compliance.bytes() / 1e6 },
      };
    } finally {
      rmSync(cells, { force: true });
      site.close();
    }
  },
};
