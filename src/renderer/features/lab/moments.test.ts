import { expect, test } from 'vitest';
import { inputValue, nextPatchTuesday, parseUtc } from './moments.ts';

const utc = (text: string) => Date.parse(`${text}Z`);

test('[SYNC-04] the lab clock can be advanced to the next Patch Tuesday', () => {
  expect(nextPatchTuesday(utc('2013-01-07T08:00'))).toBe(utc('2013-01-08T18:00'));
  expect(nextPatchTuesday(utc('2013-01-08T18:00'))).toBe(utc('2013-02-12T18:00'));
  expect(nextPatchTuesday(utc('2013-12-31T00:00'))).toBe(utc('2014-01-14T18:00'));
});

test('[SYNC-04] a typed moment is UTC', () => {
  expect(parseUtc('2013-02-12T18:00')).toBe(utc('2013-02-12T18:00'));
  expect(parseUtc('')).toBeNull();
  expect(inputValue(utc('2013-02-12T18:00'))).toBe('2013-02-12T18:00');
});
