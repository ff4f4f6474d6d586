import { countAll } from '../../src/engine/compliance/index.ts';
import { milliseconds, worst, type Claim } from '../claim.ts';
import { countedSite, membersOf } from '../support/counted-site.ts';

const sizes = [10_000, 50_000, 100_000, 200_000];
const updates = 10_000;

/** A site of this many clients: what taking in a message and counting over a tenth of the clients takes for each of them. */
async function measured(clients: number) {
  let site!: ReturnType<typeof countedSite>;
  const intake = await milliseconds(() => void (site = countedSite({ clients, updates, each: 300 })));
  try {
    const { chunks } = await site.compliance.publish(() => undefined);
    const members = membersOf(clients, clients / 10);
    const since = new Uint32Array(updates + 1).fill(1);
    since[0] = 0xffff_ffff;
    const runs: number[] = [];
    for (let i = 0; i < 9; i++) runs.push(await milliseconds(() => countAll(chunks, since, members)));
    return { count: runs.toSorted((a, b) => a - b)[4]!, intake, bytes: site.compliance.bytes() };
  } finally {
    site.close();
  }
}

export const claim: Claim = {
  id: 'compliance-growth',
  async measure() {
    const more: Record<string, number> = {};
    const perClient: Record<string, number> = {};
    for (const clients of sizes) {
      const { count, intake, bytes } = await measured(clients);
      perClient[clients] = count / clients;
      Object.assign(more, { [`count of ${clients}, ms`]: count, [`making and taking in ${clients} × 300, s`]: intake / 1000, [`planes of ${clients}, MB`]: bytes / 1e6 });
    }
    const { [String(sizes[0])]: smallest = 1, ...larger } = perClient;
    return {
      ours: worst(larger) / smallest, unit: 'times the time per client of 10,000', peer: 'growth in proportion', peerValue: 1, goal: '≤ 1.5 up to 200,000 clients', holds: worst(larger) / smallest <= 1.5, more,
    };
  },
};
