import type { Claim } from '../claim.ts';
import { worst } from '../claim.ts';
import { firstSynchronization } from '../support/first-synchronization.ts';

const sizes = [10_000, 50_000, 100_000];

/** How much more an update takes in the largest catalog than in the smallest. */
const growth = (perUpdate: readonly number[]) => perUpdate.at(-1)! / perUpdate[0]!;

export const claim: Claim = {
  id: 'sync-growth',
  async measure() {
    const [ours, peer]: [number[], number[]] = [[], []];
    for (const size of sizes) {
      // A small one is over before other work on the machine averages out: the better of three.
      const runs = [];
      for (let i = 0; i < (size === sizes[0] ? 3 : 1); i++) runs.push(await firstSynchronization(size));
      ours.push(Math.min(...runs.map((run) => run.took)) / size);
      peer.push(Math.min(...runs.map((run) => run.peer)) / size);
    }
    const more = Object.fromEntries(sizes.map((size, i) => [`ms per update of ${size}`, ours[i]!]));
    return {
      ours: growth(ours), unit: 'times the time per update from 10,000 to 100,000', peer: 'parse and insert without protocol', peerValue: growth(peer),
      goal: '≤ 1.2', holds: worst({ all: growth(ours), half: ours[1]! / ours[0]! }) <= 1.2, more,
    };
  },
};
