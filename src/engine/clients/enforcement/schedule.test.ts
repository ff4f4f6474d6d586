import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdays } from '../../../contract/index.ts';
import { nextInstallation } from './schedule.ts';
import { DAY, HOUR, START } from './test-world.ts';

describe('the install schedule of a user', () => {
  it('[DEPLOY-11] comes at its hour of every day, or of its weekday', () => {
    expect(nextInstallation({ day: 'everyDay', hour: 22 }, START)).toBe(START + 22 * HOUR);
    expect(nextInstallation({ day: 'everyDay', hour: 0 }, START)).toBe(START + DAY);
    expect(nextInstallation({ day: 'monday', hour: 3 }, START)).toBe(START + 3 * HOUR);
    expect(nextInstallation({ day: 'sunday', hour: 3 }, START)).toBe(START + 6 * DAY + 3 * HOUR);
  });

  it('[DEPLOY-11] is always later than now, within a week, on its day', () => {
    fc.assert(fc.property(fc.constantFrom(...weekdays), fc.nat(23), fc.nat(100 * DAY), (day, hour, after) => {
      const next = nextInstallation({ day, hour }, START + after);
      expect(next).toBeGreaterThan(START + after);
      expect(next - START - after).toBeLessThanOrEqual(7 * DAY);
      expect([new Date(next).getUTCDay(), new Date(next).getUTCHours()]).toEqual([weekdays.indexOf(day), hour]);
    }));
  });
});
