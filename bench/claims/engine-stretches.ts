import type { Claim } from '../claim.ts';
import { openBenchSite } from '../support/site.ts';

interface Turns {
  /** Milliseconds of this thread's own processor time between two turns: what other programs take away is not in it. */
  busy: number[];
  /** The same by the clock. */
  elapsed: number[];
}

const processorTime = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Stretches in which the thread gives nobody else a turn, while `work` runs. */
async function stretches(work: () => Promise<unknown>): Promise<Turns> {
  const turns: Turns = { busy: [], elapsed: [] };
  let last = { busy: processorTime(), elapsed: performance.now() };
  let on = true;
  const turn = () => {
    const now = { busy: processorTime(), elapsed: performance.now() };
    turns.busy.push(now.busy - last.busy);
    turns.elapsed.push(now.elapsed - last.elapsed);
    last = now;
    if (on) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  on = false;
  return turns;
}

/** Share of the time that lies beyond the tenth millisecond of a stretch. */
const lateShare = (found: readonly number[]) => (100 * found.reduce((sum, ms) => sum + Math.max(0, ms - 10), 0)) / found.reduce((sum, ms) => sum + ms, 0);
const longest = (found: readonly number[]) => found.reduce((most, ms) => Math.max(most, ms), 0);

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
    const ours = lateShare(busy.busy);
    return {
      ours, unit: '% of a first synchronization beyond 10 ms of a stretch', peer: 'turns of 4 ms that do nothing', peerValue: Math.max(lateShare(idle.busy), 0.001), goal: '< 2 %', holds: ours < 2,
      more: { 'longest ms': longest(busy.busy), 'over 10 ms': busy.busy.filter((ms) => ms > 10).length, turns: busy.busy.length, 'by the clock %': lateShare(busy.elapsed), 'longest by the clock': longest(busy.elapsed), 'peer’s longest by the clock': longest(idle.elapsed) },
    };
  },
};
