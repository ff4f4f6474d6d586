import type { Claim } from '../claim.ts';
import { milliseconds } from '../claim.ts';
import { everything, openLargeEngine } from '../support/engine.ts';
import { openPlain } from '../support/plain.ts';

const view = { node: everything, sort: { column: 'title' as const, descending: false }, find: null };

export const claim: Claim = {
  id: 'grid-open-100k',
  async measure() {
    const engine = await openLargeEngine(100_000);
    // The very first question to a new engine: nothing is kept and the reader has just been started.
    const first = await milliseconds(() => engine.rows(view));
    const again = await milliseconds(() => engine.rows(view));
    const plain = openPlain(engine.file);
    const peer = plain.open();
    plain.close();
    await engine.close();
    return { ours: first, unit: 'ms', peer: 'plain SQLite, count and first window', peerValue: peer, goal: '< 150 ms', holds: first < 150, more: { again } };
  },
};
