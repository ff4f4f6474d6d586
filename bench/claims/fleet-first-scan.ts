import { createRandom } from '../../src/engine/kernel/index.ts';
import { milliseconds, type Claim } from '../claim.ts';
import { firstScan, fleetSite, readRows } from '../support/fleet.ts';

const computers = 100_000;

/** What a plain loop needs that gives every computer a state for each update that applies to it, without clock, messages or disk. */
function plain(cells: number): Promise<number> {
  const random = createRandom('plain');
  const states = new Map<number, number>();
  return milliseconds(() => {
    for (let n = 0; n < cells / 20; n++) states.set(random.below(2 ** 31), random.below(4));
  }).then((ms) => ms * 20);
}

export const claim: Claim = {
  id: 'fleet-first-scan',
  async measure() {
    const bench = await fleetSite(computers);
    try {
      const took = await firstScan(bench);
      const { value } = await readRows(bench);
      if (value.counts.computers !== computers || value.rows.some((row) => row.unknown !== 0)) throw new Error('Not every computer has scanned.');
      const sent = bench.database.prepare<number>('SELECT sum(length(body)) FROM state_message_files').pluck().get()!;
      const cells = sent / 2;
      return {
        ours: took / 1000, unit: 's', peer: 'a map of client and update, in memory, no clock and no disk', peerValue: (await plain(cells)) / 1000, goal: '< 40 s', holds: took < 40_000,
        more: { updates: value.total, 'message bytes, MB': sent / 1e6, 'process, MB': process.memoryUsage().rss / 1e6 },
      };
    } finally {
      await bench.close();
    }
  },
};
