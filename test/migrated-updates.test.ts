import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../src/engine/kernel/index.ts';
import { earlyUpdatesBefore } from '../src/engine/microsoft-update/index.ts';
import { build } from '../src/engine/site-database/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { ACTOR, LAB_START, openLab, type Lab } from './support/lab.ts';
import { fileURLToPath } from 'node:url';

const DAY = 86_400_000;
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  publish(lab.upstream, [update({ kb: '100001', product: ids.windowsXp, classification: ids.security })]);
});
afterEach(() => lab.close());

async function rows() {
  const { value } = await lab.site.read('rows', { view: { node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId', descending: false }, find: null }, offset: 0, limit: 500 });
  return value.rows;
}
const add = () => lab.site.lab.addMigratedUpdates(lab.command());

/** Makes the upstream know some of the migrated updates, as the bundled catalog does: by their ids. */
async function catalogKnows(many: number) {
  const early = await earlyUpdatesBefore(fileURLToPath(new URL('../data/', import.meta.url)), Date.UTC(2008, 0, 1), () => undefined);
  const known = early.filter((one) => one.classification === 'Security Updates').slice(0, many);
  publish(lab.upstream, known.map((one) => {
    const made = update({ kb: one.kb, product: ids.windowsXp, classification: ids.security, title: one.title, releasedAt: one.publishedAt });
    return { ...made, identity: { updateId: one.updateId, revisionNumber: 100 } };
  }));
  return known;
}

test('[SYNC-16] migrated updates stand as Expired with "(LEGACY)" in the title: real articles of the years before 2008', async () => {
  const { value, revision } = await add();
  expect(value).toEqual({ legacy: 40, revived: 0, added: 40 });
  const listed = await rows();
  expect(listed).toHaveLength(40);
  for (const row of listed) {
    expect(row).toMatchObject({ expired: true, icon: 'expired', title: expect.stringMatching(/\(LEGACY\)$/), articleId: expect.stringMatching(/^\d{6}$/) });
    expect(row.dateReleased).toBeLessThan(Date.UTC(2008, 0, 1));
  }
  expect(lab.database.first(build.selectFrom('journal').selectAll().where('revision', '=', revision))).toMatchObject({ kind: 'command', name: 'lab.addMigratedUpdates', actor: ACTOR });
  expect(lab.site.describe()).toMatchObject({ synchronizedOnce: false, updatesCarriedOver: true, contentVersion: 0 });
});

test('[SYNC-16] a synchronization by hand revives those the catalog knows, under their CI_ID; the others stay legacy', async () => {
  await add();
  const before = new Map((await rows()).map((row) => [row.updateId, row.id]));
  const known = await catalogKnows(5);
  expect((await lab.synchronize()).state).toBe('done');
  expect(lab.site.lab.migratedUpdates()).toEqual({ legacy: 35, revived: 5 });
  const after = new Map((await rows()).map((row) => [row.updateId, row]));
  expect(after.size).toBe(41);
  for (const one of known) expect(after.get(one.updateId)).toMatchObject({ id: before.get(one.updateId), title: one.title, expired: false, icon: 'normal' });
  expect([...after.values()].filter((row) => row.expired && row.title.endsWith('(LEGACY)'))).toHaveLength(35);
  expect(lab.site.describe().updatesCarriedOver).toBe(false);
});

test('[SYNC-16] what the WSUS catalog holds already is revived as well, and a full synchronization does not wake the rest', async () => {
  const known = await catalogKnows(3);
  const { settings } = lab.site.softwareUpdatePoint.settings();
  lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, syncSchedule: { ...settings.syncSchedule, enabled: true, kind: 'simple', simple: { every: 1, unit: 'days' } } });
  await add();
  await lab.clock.advanceTo(LAB_START + DAY + 3_600_000);
  expect(lab.site.softwareUpdatePoint.history(1)[0]).toMatchObject({ kind: 'full', state: 'done' });
  expect(lab.site.lab.migratedUpdates()).toEqual({ legacy: 40 - known.length, revived: known.length });
});

test('[SYNC-09] [SYNC-16] the clean-up of long expired updates leaves migrated ones: they wait for the catalog', async () => {
  await add();
  await lab.synchronize();
  await lab.clock.advanceTo(LAB_START + 30 * DAY);
  expect(lab.site.lab.migratedUpdates().legacy).toBe(40);
});

test('[SYNC-16] adding leaves out what the site has; taking back removes those still legacy and nothing else', async () => {
  await add();
  await catalogKnows(5);
  await lab.synchronize();
  const { value: second } = await add();
  expect(second.added).toBeGreaterThan(0);
  expect((await rows()).filter((row) => !row.expired)).toHaveLength(6);
  const { value } = lab.site.lab.removeMigratedUpdates(lab.command());
  expect(value).toEqual({ legacy: 0, revived: 5, removed: 35 + second.added });
  expect(await rows()).toHaveLength(6);
  expect((await lab.synchronize()).state).toBe('done');
  expect((await add()).value.added).toBe(40);
  lab = await lab.reopen();
  expect(lab.site.lab.migratedUpdates()).toEqual({ legacy: 40, revived: 5 });
});

test('[SYNC-16] taken back before any synchronization, the site is as a first run finds it', async () => {
  await add();
  lab.site.lab.removeMigratedUpdates(lab.command());
  expect(await rows()).toEqual([]);
  expect(lab.site.describe()).toMatchObject({ synchronizedOnce: false, updatesCarriedOver: false });
});

test('[SYNC-16] during a synchronization both are refused by name, and nothing is left staged', async () => {
  const { value } = lab.site.softwareUpdatePoint.runSynchronization(lab.command());
  await Promise.resolve();
  await expect(add()).rejects.toThrow(Failure);
  expect(() => lab.site.lab.removeMigratedUpdates(lab.command())).toThrow(/synchronization is running/i);
  expect((await lab.ended(value.jobId)).state).toBe('done');
  expect(await rows()).toHaveLength(1);
});
