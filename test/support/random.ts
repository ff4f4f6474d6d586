import fc from 'fast-check';

/** Milliseconds of one randomized suite; the deep runs set more. */
const budget = () => Number(process.env['PATCHBAY_FUZZ_MS'] ?? 1000);

/** Runs a property until its time is used up and prints how often that was; throws fast-check's report when it fails. */
export async function randomized<T>(name: string, property: fc.IRawProperty<T, true> | fc.IRawProperty<T, false>, minimumRuns = 10): Promise<void> {
  const result = await fc.check(property as fc.IAsyncProperty<T>, { numRuns: 1_000_000, interruptAfterTimeLimit: budget(), markInterruptAsFailure: false });
  console.log(`${name}: ${result.numRuns} runs done, seed ${result.seed}`);
  if (result.failed) throw new Error(fc.defaultReportMessage(result) ?? 'failed', { cause: result.errorInstance });
  if (result.numRuns < minimumRuns) throw new Error(`${name}: only ${result.numRuns} runs fit into ${budget()} ms.`);
}
