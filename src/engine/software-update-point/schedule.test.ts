import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from './model.ts';
import { nextRun } from './schedule.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.UTC(2013, 0, 7, 8);
const base = { ...defaultSettings(start).syncSchedule, enabled: true };
const custom = (recurrence: (typeof base)['custom']['recurrence'], startAt = start) => ({ ...base, kind: 'custom' as const, custom: { startAt, utc: true, recurrence } });
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(0, 16));

test('[SYNC-03] off means no run; the default is every seven days', () => {
  expect(nextRun({ ...base, enabled: false }, start, start)).toBeNull();
  expect(base.simple).toEqual({ every: 7, unit: 'days' });
  expect(nextRun(base, start, start)).toBe(start + 7 * DAY);
  expect(nextRun(base, start, start + 7 * DAY)).toBe(start + 14 * DAY);
});

describe('[SYNC-03] a custom schedule', () => {
  test('without recurrence runs once', () => {
    expect(iso(nextRun(custom({ kind: 'none' }), 0, start - 1))).toBe('2013-01-07T08:00');
    expect(nextRun(custom({ kind: 'none' }), 0, start)).toBeNull();
  });

  test('by day of the month: the 31st is the last day of shorter months', () => {
    const on31 = custom({ kind: 'monthly', every: 1, day: 31 });
    expect(iso(nextRun(on31, 0, start))).toBe('2013-01-31T08:00');
    expect(iso(nextRun(on31, 0, Date.UTC(2013, 0, 31, 8)))).toBe('2013-02-28T08:00');
    expect(iso(nextRun(custom({ kind: 'monthly', every: 3, day: 'last' }), 0, Date.UTC(2013, 0, 31, 8)))).toBe('2013-04-30T08:00');
    expect(iso(nextRun(custom({ kind: 'monthly', every: 1, day: 1 }), 0, start))).toBe('2013-02-01T08:00');
  });

  test('by weekday: the second Tuesday is Patch Tuesday', () => {
    const patchTuesday = custom({ kind: 'monthlyByWeekday', every: 1, week: 2, weekday: 2 });
    expect(iso(nextRun(patchTuesday, 0, start))).toBe('2013-01-08T08:00');
    expect(iso(nextRun(patchTuesday, 0, Date.UTC(2013, 0, 8, 8)))).toBe('2013-02-12T08:00');
    expect(iso(nextRun(custom({ kind: 'monthlyByWeekday', every: 1, week: 'last', weekday: 4 }), 0, start))).toBe('2013-01-31T08:00');
  });

  test('not in UTC counts in the site’s local time', () => {
    const local = { ...custom({ kind: 'interval', every: 1, unit: 'days' }), custom: { startAt: start, utc: false, recurrence: { kind: 'interval' as const, every: 1, unit: 'days' as const } } };
    expect(iso(nextRun(local, 0, start - DAY, 60 * 60_000))).toBe('2013-01-07T07:00');
  });
});

test('[SYNC-03] the next run is later than now, on the right day, and none lies between', () => {
  const recurrence = fc.oneof(
    fc.record({ kind: fc.constant('weekly' as const), every: fc.integer({ min: 1, max: 4 }), weekday: fc.integer({ min: 0, max: 6 }) }),
    fc.record({ kind: fc.constant('monthly' as const), every: fc.integer({ min: 1, max: 12 }), day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)) }),
    fc.record({ kind: fc.constant('monthlyByWeekday' as const), every: fc.integer({ min: 1, max: 12 }), week: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant('last' as const)), weekday: fc.integer({ min: 0, max: 6 }) }),
    fc.record({ kind: fc.constant('interval' as const), every: fc.integer({ min: 1, max: 59 }), unit: fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const) }),
  );
  let runs = 0;
  fc.assert(
    fc.property(recurrence, fc.integer({ min: 0, max: 1500 * 24 }), fc.integer({ min: 1, max: 400 * 24 }), (one, hours, later) => {
      runs++;
      const schedule = custom(one);
      const after = start + hours * HOUR;
      const next = nextRun(schedule, 0, after)!;
      expect(next).toBeGreaterThan(after);
      if ('weekday' in one) expect(new Date(next).getUTCDay()).toBe(one.weekday);
      // Asking from any moment before the run gives the same run; asking from the run on gives a later one.
      const between = after + Math.min(later * HOUR, next - after - 1);
      expect(nextRun(schedule, 0, between)).toBe(next);
      expect(nextRun(schedule, 0, next)!).toBeGreaterThan(next);
    }),
    { interruptAfterTimeLimit: 1000, markInterruptAsFailure: false, numRuns: 20_000 },
  );
  console.log(`schedule: ${runs} runs done`);
  expect(runs).toBeGreaterThan(100);
});
