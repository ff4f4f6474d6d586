import { expect, test } from 'vitest';
import { calendarText, later } from './calendar.ts';

test('[DEPLOY-02] the suggested deadline is the available time and the duration, by the calendar', () => {
  expect(later('2013-01-07T08:00', { every: 2, unit: 'weeks' })).toBe('2013-01-21T08:00');
  expect(later('2013-01-31T23:30', { every: 1, unit: 'months' })).toBe('2013-02-28T23:30');
  expect(later('2013-01-07T08:00', { every: 20, unit: 'hours' })).toBe('2013-01-08T04:00');
  expect(later('2012-02-28T08:00', { every: 1, unit: 'days' })).toBe('2012-02-29T08:00');
  expect(later('2013-01-07T08:00', { every: Number.NaN, unit: 'days' })).toBe('2013-01-07T08:00');
  expect(calendarText('2013-01-21T13:05')).toBe('1/21/2013 1:05:00 PM');
});
