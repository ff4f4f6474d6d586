import type { Claim } from '../claim.ts';
import { milliseconds } from '../claim.ts';
import { openBenchSite } from '../support/site.ts';
import { straight } from '../support/straight.ts';

export const claim: Claim = {
  id: 'sync-first',
  async measure() {
    // In turn and the better of three each: other work on the machine slows now one, now the other.
    let [updates, took, peer] = [0, Infinity, Infinity];
    for (let i = 0; i < 3; i++) {
      const site = await openBenchSite();
      took = Math.min(took, await milliseconds(async () => void (updates = (await site.synchronize()).phases[1]!.added)));
      peer = Math.min(peer, await straight(site.catalog, site.folder));
      await site.close();
    }
    const rate = updates / (took / 1000);
    return {
      ours: rate, unit: 'updates/s', peer: 'parse and insert without protocol', peerValue: updates / (peer / 1000),
      goal: '≥ 1000 updates/s and our time ≤ 3 × the peer’s', holds: rate >= 1000 && took <= 3 * peer,
      more: { updates, 'our seconds': took / 1000, 'peer seconds': peer / 1000, 'our time / peer time': took / peer },
    };
  },
};
