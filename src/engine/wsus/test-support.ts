import { readFileSync } from 'node:fs';
import fc from 'fast-check';

export { randomized } from '../../../test/support/random.ts';

const folder = new URL('../../../test/fixtures/wsus/', import.meta.url);

/** A captured message or document. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(name, folder));
}

export function fixtureText(name: string): string {
  return fixture(name).toString('utf8');
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
