import { expect, test } from 'vitest';
import { hasExpired } from './expiry.ts';

const at = (text: string) => Date.parse(`${text}T18:00:00Z`);

test('[SYNC-09] a superseded update expires at once, after months, or never', () => {
  expect(hasExpired({ expire: 'immediately', months: 3 }, at('2013-01-08'), at('2013-01-08'))).toBe(true);
  expect(hasExpired({ expire: 'never', months: 3 }, at('2003-01-08'), at('2013-01-08'))).toBe(false);
  const threeMonths = { expire: 'afterMonths' as const, months: 3 };
  expect(hasExpired(threeMonths, at('2013-01-08'), at('2013-04-08') - 1)).toBe(false);
  expect(hasExpired(threeMonths, at('2013-01-08'), at('2013-04-08'))).toBe(true);
  expect(hasExpired({ ...threeMonths, months: 1 }, at('2013-01-31'), at('2013-02-28'))).toBe(true);
  expect(hasExpired({ ...threeMonths, months: 1 }, at('2013-01-31'), at('2013-02-28') - 1)).toBe(false);
  expect(hasExpired({ expire: 'immediately', months: 3 }, null, at('2013-01-08'))).toBe(false);
});
