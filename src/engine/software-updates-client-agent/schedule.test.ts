import { expect, test } from 'vitest';
import type { AgentSchedule } from '../../contract/index.ts';
import { defaultAgentSettings } from './store.ts';
import { intervalOf } from './schedule.ts';

const DAY = 86_400_000;
const of = (change: Partial<AgentSchedule>, enabled = true) => intervalOf({ ...defaultAgentSettings, enabled, scanSchedule: { ...defaultAgentSettings.scanSchedule, ...change } }, 'scanSchedule') / DAY;
const custom = (recurrence: AgentSchedule['custom']['recurrence']) => of({ kind: 'custom', custom: { startAt: 0, utc: true, recurrence } });

test('[DEPLOY-13] a schedule of clients is at most once a day, by default every seven days', () => {
  expect(of({})).toBe(7);
  expect(of({ simple: { every: 5, unit: 'hours' } })).toBe(1);
  expect(of({ simple: { every: 2, unit: 'weeks' } })).toBe(14);
  expect(custom({ kind: 'interval', every: 30, unit: 'minutes' })).toBe(1);
  expect(custom({ kind: 'interval', every: 3, unit: 'days' })).toBe(3);
  expect(custom({ kind: 'weekly', every: 2, weekday: 0 })).toBe(14);
  expect(custom({ kind: 'monthly', every: 1, day: 'last' })).toBe(30);
  expect(custom({ kind: 'none' })).toBeGreaterThan(30_000);
  expect(of({}, false)).toBeGreaterThan(30_000);
});
