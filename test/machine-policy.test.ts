import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SoftwareUpdatePointSettings } from '../src/contract/index.ts';
import { build } from '../src/engine/site-database/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { LAB_START, openLab, type Lab } from './support/lab.ts';

const SERVER = 'CEN01.corp.lab';
const xp = (kb: string) => update({ kb, product: ids.windowsXp, classification: ids.security });
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  publish(lab.upstream, [xp('100001')]);
});
afterEach(() => lab.close());

const policies = () => lab.site.machinePolicies(100);
const later = async (kb: string) => {
  publish(lab.upstream, [xp(kb)], lab.clock.now() + 1);
  await lab.clock.advanceTo(lab.clock.now() + 1000);
};
function change(edit: (general: SoftwareUpdatePointSettings['general']) => Partial<SoftwareUpdatePointSettings['general']>) {
  const { settings } = lab.site.softwareUpdatePoint.settings();
  lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, general: { ...settings.general, ...edit(settings.general) } });
}

test('[SYNC-13] a finished synchronization that raised the content version publishes where to scan, in the transaction that shows its updates', async () => {
  expect(policies()).toEqual([]);
  await lab.synchronize();
  const [first] = policies();
  expect(first).toMatchObject({ policyId: 'SoftwareUpdateSource-CEN', version: 1, server: SERVER, port: 8530, ssl: false, contentVersion: 1, withdrawnAt: null });
  const journaled = lab.database.first(build.selectFrom('journal').selectAll().where('name', '=', 'softwareUpdatePoint.synchronized'))!;
  expect(first!.publishedAt).toBe(journaled.at);
  expect(lab.site.describe()).toMatchObject({ contentVersion: 1, lastSynchronizedAt: first!.publishedAt });
});

test('[SYNC-13] the next version takes its place; a synchronization that changed nothing publishes nothing', async () => {
  await lab.synchronize();
  await lab.synchronize();
  expect(policies()).toHaveLength(1);
  await later('100002');
  await lab.synchronize();
  const [second, first] = policies();
  expect(second).toMatchObject({ version: 2, contentVersion: 2, withdrawnAt: null });
  expect(first).toMatchObject({ version: 1, withdrawnAt: second!.publishedAt });
  lab = await lab.reopen();
  expect(policies()).toEqual([second, first]);
});

test('[SYNC-13] a failed and a cancelled synchronization publish nothing', async () => {
  const { settings } = lab.site.softwareUpdatePoint.settings();
  lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, syncSettings: { ...settings.syncSettings, source: 'upstream', upstream: { serverName: '127.0.0.1', port: 9, ssl: false } } });
  expect((await lab.synchronize()).state).toBe('failed');
  lab.site.softwareUpdatePoint.change(lab.command(), settings);
  const { value } = lab.site.softwareUpdatePoint.runSynchronization(lab.command());
  lab.site.cancelJob(lab.command(), value.jobId);
  expect((await lab.ended(value.jobId)).state).toBe('cancelled');
  expect(policies()).toEqual([]);
});

test('[SYNC-13] clients are told of another server or port by the next synchronization, whether the catalog changed or not', async () => {
  await lab.synchronize();
  change(() => ({ ssl: true, sslPort: 443 }));
  await lab.synchronize();
  expect(policies()[0]).toMatchObject({ version: 2, server: SERVER, port: 443, ssl: true, contentVersion: 1 });
});

test('[SYNC-13] without a software update point the policy is withdrawn, and the first synchronization of a new one publishes again', async () => {
  await lab.synchronize();
  await lab.clock.advanceTo(LAB_START + 86_400_000);
  lab.site.wsusConfiguration.remove(lab.command(), SERVER);
  expect(policies()).toMatchObject([{ version: 1, withdrawnAt: LAB_START + 86_400_000 }]);
  const { settings } = lab.site.softwareUpdatePoint.settings();
  lab.site.wsusConfiguration.install(lab.command(), { server: SERVER, active: true, proxy: { use: false, serverName: '', port: 80, account: '' }, settings });
  expect(policies()).toHaveLength(1);
  await lab.synchronize();
  expect(policies()[0]).toMatchObject({ version: 2, contentVersion: 1, withdrawnAt: null });
});
