import { readFileSync } from 'node:fs';
import fc from 'fast-check';

const folder = new URL('../../../test/fixtures/wsus/', import.meta.url);

/** A captured message or document. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(name, folder));
}

export function fixtureText(name: string): string {
  return fixture(name).toString('utf8');
}

/** Milliseconds of one randomized suite; the deep runs set more. */
const budget = Number(process.env['PATCHBAY_FUZZ_MS'] ?? 1000);

/** Runs a property until its time is used up and tells how often that was. Throws fast-check's report when it fails. */
export async function randomized<T>(name: string, property: fc.IRawProperty<T>, minimumRuns = 20): Promise<void> {
  const result = await fc.check(property as fc.IAsyncProperty<T>, { numRuns: 1_000_000, interruptAfterTimeLimit: budget, markInterruptAsFailure: false });
  console.log(`${name}: ${result.numRuns} runs, seed ${result.seed}`);
  if (result.failed) throw new Error(fc.defaultReportMessage(result) ?? 'failed', { cause: result.errorInstance });
  if (result.numRuns < minimumRuns) throw new Error(`${name}: only ${result.numRuns} runs fit into ${budget} ms.`);
}

/** Damages bytes: cut short, some bytes changed. */
export function damaged(originals: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc
    .record({
      original: fc.constantFrom(...originals),
      keep: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) }),
      changes: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), value: fc.integer({ min: 0, max: 255 }) }), { maxLength: 6 }),
    })
    .map(({ original, keep, changes }) => {
      const bytes = Uint8Array.from(original.subarray(0, Math.ceil(original.length * keep)));
      for (const { at, value } of changes) if (bytes.length > 0) bytes[Math.floor(at * bytes.length)] = value;
      return bytes;
    });
}

/** Text of every kind that XML can hold, never only white space. */
export function xmlText(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: 'grapheme', minLength: 1, maxLength }).filter((text) => /\S/.test(text) && !/[\p{Cc}\p{Cs}\p{Cn}]/u.test(text));
}
