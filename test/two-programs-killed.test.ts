import { expect, test } from 'vitest';
import { createRandom } from '../src/engine/kernel/index.ts';
import { openUpstream } from './support/crash.ts';
import { openKills } from './support/kill-programs.ts';

test('[SYNC-10] either program killed at a random moment of a synchronization: both databases are sound, and the next one ends equal to an undisturbed one', { timeout: 600_000 }, async () => {
  const seed = process.env['PATCHBAY_SEED'] ?? String(Date.now());
  const random = createRandom(seed);
  const upstream = await openUpstream(60);
  const kills = await openKills(upstream);
  const until = performance.now() + Number(process.env['PATCHBAY_FUZZ_MS'] ?? 15_000);
  const killed = { parent: 0, child: 0 };
  try {
    do killed[await kills.round(random)]++;
    while (performance.now() < until);
  } finally {
    await kills.close();
    await upstream.close();
  }
  console.log(`kills of two programs: ${killed.parent + killed.child} runs done, seed ${seed}: ${JSON.stringify(killed)}`);
  expect(killed.parent + killed.child).toBeGreaterThan(0);
});
