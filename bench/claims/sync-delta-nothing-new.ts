import type { Claim } from '../claim.ts';
import { milliseconds } from '../claim.ts';
import { openBenchSite } from '../support/site.ts';

export const claim: Claim = {
  id: 'sync-delta-nothing-new',
  async measure() {
    const site = await openBenchSite();
    await site.synchronize();
    const runs: number[] = [];
    for (let i = 0; i < 5; i++) runs.push(await milliseconds(() => site.synchronize()));
    const listed = await milliseconds(() => site.database.prepare('SELECT update_id, revision_number FROM configuration_items').all());
    await site.close();
    const ours = Math.max(...runs) / 1000;
    return { ours, unit: 's', peer: 'listing the same ids from SQLite', peerValue: listed / 1000, goal: '< 1 s', holds: ours < 1, more: { best: Math.min(...runs) / 1000 } };
  },
};
