import type { Claim } from '../claim.ts';
import { openBenchSite } from '../support/site.ts';

/** Lengths of the stretches the thread is busy without a turn for others, in milliseconds, while `work` runs. */
async function stretches(work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  let last = performance.now();
  let on = true;
  const turn = () => {
    const now = performance.now();
    found.push(now - last);
    last = now;
    if (on) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  on = false;
  return found;
}

/** Share of the time a command that arrives at any moment would wait longer than 10 ms for its turn. */
const lateShare = (found: readonly number[]) => found.reduce((sum, ms) => sum + Math.max(0, ms - 10), 0) / found.reduce((sum, ms) => sum + ms, 0);

export const claim: Claim = {
  id: 'engine-stretches',
  async measure() {
    const site = await openBenchSite();
    const busy = await stretches(() => site.synchronize());
    // The same probe beside work of nothing but short turns: what the machine itself takes away.
    const until = performance.now() + 3000;
    const idle = await stretches(async () => {
      while (performance.now() < until) {
        const end = performance.now() + 4;
        while (performance.now() < end);
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    await site.close();
    const ours = lateShare(busy) * 100;
    const sorted = busy.toSorted((a, b) => b - a);
    return {
      ours, unit: '% of a first synchronization in which a call would wait over 10 ms', peer: 'turns of 4 ms that do nothing', peerValue: Math.max(lateShare(idle) * 100, 0.001), goal: '< 5 %', holds: ours < 5,
      more: { 'longest ms': sorted[0]!, '99.9 % ms': sorted[Math.floor(sorted.length / 1000)]!, 'over 10 ms': busy.filter((ms) => ms > 10).length, turns: busy.length, 'peer longest ms': Math.max(...idle) },
    };
  },
};
