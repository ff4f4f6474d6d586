import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from './packed.ts';

test('[REPO-06] the updates of a list are kept as short text that comes back exactly', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 300 })), (numbers) => {
    const ascending = numbers.toSorted((a, b) => a - b);
    expect(unpack(pack(ascending))).toEqual(ascending);
  }));
  expect(pack([5, 6, 7, 40])).toBe('5+2,x');
  const tenThousand = Array.from({ length: 10_000 }, (_, i) => i * 10 + ((i * 7919) % 10) + 1);
  expect(unpack(pack(tenThousand))).toEqual(tenThousand);
  expect(pack(tenThousand).length).toBeLessThan(26_000);
});
