import fc from 'fast-check';
import { createRandom, type Random } from '../../src/engine/kernel/index.ts';

/** Milliseconds of one randomized suite; the deep runs set more. */
const budget = () => Number(process.env['PATCHBAY_FUZZ_MS'] ?? 500);

/** Runs a property `least` times and then until its time is used up, and prints how often that was; throws fast-check's report when it fails. */
export async function randomized<T>(name: string, property: fc.IRawProperty<T, true> | fc.IRawProperty<T, false>, least = 10): Promise<void> {
  const until = performance.now() + budget();
  const check = async (parameters: fc.Parameters<T>) => {
    const result = await fc.check(property as fc.IAsyncProperty<T>, parameters);
    if (result.failed) throw new Error(fc.defaultReportMessage(result) ?? 'failed', { cause: result.errorInstance });
    return result;
  };
  const { numRuns, seed } = await check({ numRuns: least });
  const left = until - performance.now();
  const more = left > 0 ? (await check({ seed: seed + 1, numRuns: 1_000_000, interruptAfterTimeLimit: left, markInterruptAsFailure: false })).numRuns : 0;
  console.log(`${name}: ${numRuns + more} runs done, seeds ${seed} and the next`);
}

/** Milliseconds of one repeated suite. */
const mostTime = () => Number(process.env['PATCHBAY_FUZZ_MS'] ?? 4000);

/** A run that takes longer hangs, however busy the machine is. */
const LONGEST_RUN_MS = 60_000;
const MOST_GROWTH = 500 * 1024 * 1024;

/**
 * Runs `run` with a stream of random numbers of its own each time: `usual` times or until its time is used up, in a deep run only
 * the latter; PATCHBAY_RUNS times on demand. Prints how often and the seed; PATCHBAY_SEED repeats them. No run may take long, all together not much memory.
 */
export async function repeated(name: string, usual: number, run: (random: Random, index: number) => Promise<void>): Promise<void> {
  const { PATCHBAY_RUNS: asked, PATCHBAY_FUZZ_MS: time, PATCHBAY_SEED: seed = String(Date.now()) } = process.env;
  const until = asked === undefined ? performance.now() + mostTime() : Infinity;
  const runsAtMost = Number(asked ?? (time === undefined ? usual : Infinity));
  const used = () => process.memoryUsage.rss();
  const before = used();
  let runs = 0;
  for (; runs < runsAtMost && performance.now() < until; runs++) {
    const began = performance.now();
    try {
      await run(createRandom(`${seed}/${runs}`), runs);
    } catch (error) {
      throw new Error(`${name}: run ${runs} of seed ${seed}: ${(error as Error).message}`, { cause: error });
    }
    const took = performance.now() - began;
    if (took > LONGEST_RUN_MS) throw new Error(`${name}: run ${runs} of seed ${seed} took ${Math.round(took)} ms.`);
    if (used() - before > MOST_GROWTH) throw new Error(`${name}: after run ${runs} of seed ${seed} there are ${used() - before} bytes more in use.`);
  }
  console.log(`${name}: ${runs} runs done, seed ${seed}`);
}
