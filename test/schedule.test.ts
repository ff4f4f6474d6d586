import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SoftwareUpdatePointSettings } from '../src/contract/index.ts';
import { build } from '../src/engine/site-database/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { LAB_START, logLines, openLab, type Lab } from './support/lab.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const point = () => lab.site.softwareUpdatePoint;
function schedule(edit: (s: SoftwareUpdatePointSettings['syncSchedule']) => SoftwareUpdatePointSettings['syncSchedule']) {
  const { settings } = point().settings();
  point().change(lab.command(), { ...settings, syncSchedule: edit(settings.syncSchedule) });
}
const xp = (kb: string, more = {}) => update({ kb, product: ids.windowsXp, classification: ids.security, ...more });
const daily = (s: SoftwareUpdatePointSettings['syncSchedule']) => ({ ...s, enabled: true, kind: 'simple' as const, simple: { every: 1, unit: 'days' as const } });

test('[SYNC-03] runs by the site’s clock as often as the schedule says, and shows the next run', async () => {
  expect(point().status().nextScheduledAt).toBeNull();
  schedule(daily);
  expect(point().status().nextScheduledAt).toBe(LAB_START + DAY);
  await lab.clock.advanceTo(LAB_START + 3 * DAY + HOUR);
  const runs = point().history(9);
  expect(runs.map((run) => [run.state, run.reason, run.kind])).toEqual(Array.from({ length: 3 }, () => ['done', 'regular schedule', 'full']));
  expect(runs.map((run) => run.startedAt)).toEqual([3, 2, 1].map((n) => LAB_START + n * DAY));
  expect(point().status().nextScheduledAt).toBe(LAB_START + 4 * DAY);
  expect(logLines(lab)[0]!.text).toBe('Wakeup for scheduled regular sync');
  expect(logLines(lab).map((l) => l.text)).toContain('Performing sync on regular schedule');
});

test('[SYNC-03] a run missed while the site was closed is made up once', async () => {
  schedule(daily);
  lab.database.transaction((db) => db.run(build.updateTable('site').set({ next_scheduled_at: LAB_START - 5 * DAY })));
  lab = await lab.reopen();
  await lab.clock.advanceTo(lab.clock.now() + HOUR);
  expect(point().history(9)).toHaveLength(1);
  expect(point().status().nextScheduledAt).toBeGreaterThan(lab.clock.now());
});

test('[SYNC-03] turned off, nothing runs; changed, it counts anew', async () => {
  schedule(daily);
  schedule((s) => ({ ...s, simple: { every: 3, unit: 'days' } }));
  expect(point().status().nextScheduledAt).toBe(LAB_START + 3 * DAY);
  schedule((s) => ({ ...s, enabled: false }));
  await lab.clock.advanceTo(LAB_START + 10 * DAY);
  expect(point().history(9)).toHaveLength(0);
});

test('[SYNC-09] a scheduled run is full: revised and expired updates are changed here', async () => {
  publish(lab.upstream, [xp('100001'), xp('100002')]);
  await lab.synchronize();
  publish(lab.upstream, [xp('100001', { revision: 101, title: 'Revised title' }), xp('100002', { revision: 101, expired: true })], lab.clock.now());
  schedule(daily);
  await lab.clock.advanceTo(LAB_START + DAY + 2 * HOUR);
  expect(point().history(1)[0]!.phases[1]).toMatchObject({ added: 0, revised: 2, expired: 1 });
  const { value } = await lab.site.read('rows', { view: { node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId', descending: false }, find: null }, offset: 0, limit: 9 });
  expect(value.rows.map((row) => [row.articleId, row.title, row.icon])).toEqual([
    ['100001', 'Revised title', 'normal'],
    ['100002', 'Security Update (KB100002)', 'expired'],
  ]);
  expect(value.rows[0]!.id).toBe(1);
});
