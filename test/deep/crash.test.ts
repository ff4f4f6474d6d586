import { expect, test } from 'vitest';
import { createRandom } from '../../src/engine/kernel/index.ts';
import { killAndLook, moments, openUpstream, undisturbedRun } from '../support/crash.ts';
import { killing, seed } from './budget.ts';

test('[SYNC-10] killed at any moment of a first synchronization: nothing or everything, and the next one completes it', { timeout: killing + 120_000 }, async () => {
  const until = performance.now() + killing;
  const upstream = await openUpstream(400);
  await undisturbedRun(upstream);
  const began = performance.now();
  const { rows, looks } = await undisturbedRun(upstream);
  // The second run, since files are in memory by then, and less the look at its end.
  const took = Math.ceil((performance.now() - began) * 0.8);
  const random = createRandom(seed);
  const seen = { nothing: 0, everything: 0, 'not killed': 0 };
  // In turn at a look at real time, which can be repeated, and anywhere, which also hits writes half-way.
  let runs = 0;
  for (const killAt of moments(random, looks)) {
    if (performance.now() >= until) break;
    seen[await killAndLook(upstream, rows, runs % 8 < 4 ? { killAt } : { killAfter: 1 + random.below(took) })]++;
    runs++;
  }
  await upstream.close();
  console.log(`kills: ${runs} runs done, seed ${seed}: ${JSON.stringify(seen)}`);
  expect(runs).toBeGreaterThan(1);
  expect(seen.nothing).toBeGreaterThan(0);
  if (runs > 4) expect(seen.everything).toBeGreaterThan(0);
});
