import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SoftwareUpdatePointSettings } from '../src/contract/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { LAB_START, logLines, openLab, type Lab } from './support/lab.ts';

const DAY = 86_400_000;
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  const xp = (kb: string, more = {}) => update({ kb, product: ids.windowsXp, classification: ids.security, ...more });
  publish(lab.upstream, [xp('100001'), xp('100002', { supersedes: ['100001'], releasedAt: LAB_START - DAY }), xp('100003')]);
  await lab.synchronize();
});
afterEach(() => lab.close());

function change(edit: (s: SoftwareUpdatePointSettings) => SoftwareUpdatePointSettings) {
  lab.site.softwareUpdatePoint.change(lab.command(), edit(lab.site.softwareUpdatePoint.settings().settings));
}
const every = (unit: 'days' | 'weeks', supersedence: SoftwareUpdatePointSettings['supersedence']) =>
  change((s) => ({ ...s, supersedence, syncSchedule: { ...s.syncSchedule, enabled: true, kind: 'simple', simple: { every: 1, unit } } }));
const weekly = (supersedence: SoftwareUpdatePointSettings['supersedence']) => every('weeks', supersedence);
const daily = (supersedence: SoftwareUpdatePointSettings['supersedence']) => every('days', supersedence);
const nextDay = () => lab.clock.advanceTo(lab.clock.now() + DAY + 3_600_000);
const nextWeek = () => lab.clock.advanceTo(lab.clock.now() + 7 * DAY + 3_600_000);

async function icons() {
  const { value } = await lab.site.read('rows', { view: { node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId', descending: false }, find: null }, offset: 0, limit: 9 });
  return value.rows.map((row) => [row.articleId, row.icon, row.superseded, row.expired]);
}
const asSuperseded = [['100001', 'superseded', true, false], ['100002', 'normal', false, false], ['100003', 'normal', false, false]];
const asExpired = [['100001', 'expired', true, true], ['100002', 'normal', false, false], ['100003', 'normal', false, false]];

test('[SYNC-09] by default a scheduled synchronization expires superseded updates; one by hand leaves them yellow', async () => {
  expect(lab.site.softwareUpdatePoint.settings().settings.supersedence.expire).toBe('immediately');
  expect(await icons()).toEqual(asSuperseded);
  await lab.synchronize();
  expect(await icons()).toEqual(asSuperseded);
  weekly({ expire: 'immediately', months: 3 });
  const before = lab.site.describe().contentVersion;
  await nextWeek();
  expect(await icons()).toEqual(asExpired);
  expect(lab.site.describe().contentVersion).toBe(before + 1);
});

test('[SYNC-09] never keeps them yellow', async () => {
  weekly({ expire: 'never', months: 3 });
  await nextWeek();
  expect(await icons()).toEqual(asSuperseded);
});

test('[SYNC-09] after months counts from the release of the newer update', async () => {
  weekly({ expire: 'afterMonths', months: 1 });
  await nextWeek();
  expect(await icons()).toEqual(asSuperseded);
  for (let week = 0; week < 4; week++) await nextWeek();
  expect(await icons()).toEqual(asExpired);
});

test('[SYNC-09] another rule revives what the catalog itself has not withdrawn', async () => {
  daily({ expire: 'immediately', months: 3 });
  await nextDay();
  expect(await icons()).toEqual(asExpired);
  daily({ expire: 'never', months: 3 });
  await nextDay();
  expect(await icons()).toEqual(asSuperseded);
});

const cleanupLines = () => logLines(lab).map((line) => line.text).filter((text) => /expired updates/.test(text));

test('[SYNC-09] what has been expired for seven days is removed at the next full hour and does not come back', async () => {
  daily({ expire: 'immediately', months: 3 });
  await nextDay();
  const since = lab.database.prepare<{ at: number }>('SELECT at FROM expired_since').get()!.at;
  await lab.clock.advanceTo(since + 7 * DAY - 1);
  expect(await icons()).toEqual(asExpired);
  await lab.clock.advanceTo(since + 7 * DAY + 3_600_000);
  expect(await icons()).toEqual(asExpired.slice(1));
  expect(cleanupLines()).toEqual(['Deleting old expired updates...', 'Deleted 1 expired updates', 'Deleted 1 expired updates total']);
  for (let day = 0; day < 3; day++) await nextDay();
  await lab.synchronize();
  expect(await icons()).toEqual(asExpired.slice(1));
});

test('[SYNC-09] an update that is revived in time stays, and a removed one comes back with a newer revision', async () => {
  daily({ expire: 'immediately', months: 3 });
  await nextDay();
  daily({ expire: 'never', months: 3 });
  for (let day = 0; day < 10; day++) await nextDay();
  expect(await icons()).toEqual(asSuperseded);
  daily({ expire: 'immediately', months: 3 });
  for (let day = 0; day < 10; day++) await nextDay();
  expect(await icons()).toEqual(asExpired.slice(1));
  daily({ expire: 'never', months: 3 });
  publish(lab.upstream, [update({ kb: '100001', product: ids.windowsXp, classification: ids.security, revision: 101 })], lab.clock.now());
  await nextDay();
  expect(await icons()).toEqual(asSuperseded);
});

test('[SYNC-09] the clean-up is planned again when the site is opened', async () => {
  daily({ expire: 'immediately', months: 3 });
  await nextDay();
  lab = await lab.reopen();
  for (let day = 0; day < 8; day++) await nextDay();
  expect(await icons()).toEqual(asExpired.slice(1));
});
