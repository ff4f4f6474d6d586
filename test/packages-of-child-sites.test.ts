import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createContentServer, type ContentServer } from '../src/engine/microsoft-update/index.ts';
import { system } from '../src/engine/kernel/index.ts';
import { defaultDeploymentSettings } from '../src/contract/index.ts';
import { draft, publishWithFiles, quiet, withFile } from './support/content.ts';
import { DAY, HOUR, setFleet } from './support/fleet.ts';
import { openHierarchy, type LabHierarchy } from './support/hierarchy.ts';
import { fleetFacts } from './support/lab.ts';

const KBS = ['300001', '300002'];
const plain = { branch: false, protected: false, boundaries: [] };
let server: ContentServer;
let lab: LabHierarchy;
let address: string;
beforeEach(async () => {
  server = createContentServer({ after: system.after });
  address = await server.listen();
  lab = openHierarchy({ content: address });
  publishWithFiles(lab.upstream, KBS.map((kb) => withFile(kb)));
  await lab.synchronize();
});
afterEach(async () => {
  await lab.close();
  await server.close();
});

const room = (code: string) => lab.site(code).deploymentPackages;
const settled = async () => {
  for (let round = 0; round < 2; round++) {
    for (const { code } of lab.sites.all()) await quiet(lab.site(code));
    await lab.quiet();
  }
};
const packagesOf = async (site: ReturnType<LabHierarchy['site']>) => (await site.read('deploymentPackages', {})).value;
const updatesOf = async (site: ReturnType<LabHierarchy['site']>, id: string) => (await site.read('packagedUpdates', { id })).value;
const updates = async (code: string) => (await lab.site(code).read('rows', { view: { node: { classification: null, vendor: null, product: null }, list: null, sort: { column: 'articleId', descending: false }, find: null }, offset: 0, limit: 100 })).value.rows;

test('[DEPLOY-04] a package of the parent is read-only at the child, and its content goes to the child\u2019s distribution points with its status', async () => {
  lab.site('CEN').distributionPoints.install(lab.command('CEN'), 'DPC.corp.lab', plain);
  const ids = (await updates('CEN')).map((row) => row.id);
  const { value } = room('CEN').create(lab.command('CEN'), draft('January'), { updates: ids.slice(0, 1), servers: ['DPC.corp.lab'], origin: { kind: 'internet' }, languages: ['en'] });
  await settled();
  // A site that joins later hears of it too.
  lab.add('CEN', { code: 'PR1', kind: 'primary' });
  await lab.synchronize();
  await settled();
  expect(await packagesOf(lab.site('PR1'))).toMatchObject([{ id: value.id, locked: true, sourceSite: 'CEN', version: 1, updates: 1, settings: { name: 'January' } }]);
  expect(await updatesOf(lab.site('PR1'), value.id)).toMatchObject([{ articleId: '300001', state: 'there' }]);
  for (const refused of [() => room('PR1').change(lab.command('PR1'), value.id, draft('Mine')), () => room('PR1').delete(lab.command('PR1'), value.id), () => room('PR1').download(lab.command('PR1'), value.id, { updates: ids, servers: [], origin: { kind: 'internet' }, languages: [] })]) {
    expect(refused).toThrow(expect.objectContaining({ code: 'REFUSED', explained: expect.objectContaining({ why: expect.stringContaining('came from site CEN') as string }) as object }));
  }
  // Its actions stay.
  lab.site('PR1').distributionPoints.install(lab.command('PR1'), 'DP1.corp.lab', plain);
  room('PR1').addDistributionPoints(lab.command('PR1'), value.id, ['DP1.corp.lab']);
  await settled();
  expect(room('PR1').status(value.id)).toMatchObject([{ siteCode: 'PR1', server: 'DP1.corp.lab', state: 'installed', version: 1 }]);
  expect(readdirSync(room('PR1').contentFolder(value.id, 'DP1.corp.lab'))).toHaveLength(1);
  expect(room('CEN').status(value.id)).toMatchObject([{ siteCode: 'CEN', server: 'DPC.corp.lab', state: 'installed' }, { siteCode: 'PR1', server: 'DP1.corp.lab', state: 'installed', version: 1 }]);

  // What comes to it above comes below, with the new version; nothing is asked of the Internet for it.
  room('CEN').download(lab.command('CEN'), value.id, { updates: ids.slice(1, 2), servers: [], origin: { kind: 'internet' }, languages: ['en'] });
  await settled();
  expect(room('PR1').status(value.id)).toMatchObject([{ state: 'installed', version: 2 }]);
  const [one] = (await updates('PR1')).filter((row) => row.articleId === '300002');
  expect(one!.downloaded).toBe(true);
  expect(room('PR1').locations(one!.id)).toMatchObject([{ locations: [{ packageId: value.id, version: 2, server: 'DP1.corp.lab' }] }]);
  expect(server.asked).toHaveLength(2);

  // Taken out above, gone below; deleted above, gone below.
  const [first] = await updatesOf(lab.site('CEN'), value.id);
  room('CEN').removeUpdates(lab.command('CEN'), value.id, [first!.updateId]);
  room('CEN').updateDistributionPoints(lab.command('CEN'), value.id, null);
  await settled();
  expect(await updatesOf(lab.site('PR1'), value.id)).toHaveLength(1);
  expect(readdirSync(room('PR1').contentFolder(value.id, 'DP1.corp.lab'))).toHaveLength(1);
  expect(room('PR1').status(value.id)).toMatchObject([{ state: 'installed', version: 3 }]);
  const folder = room('PR1').contentFolder(value.id, 'DP1.corp.lab');
  room('CEN').delete(lab.command('CEN'), value.id);
  await settled();
  expect(await packagesOf(lab.site('PR1'))).toEqual([]);
  expect(existsSync(folder)).toBe(false);
}, 60_000);

test('[DEPLOY-12] a deployment of the parent is enforced on computers of the child site, and the parent sees their states', async () => {
  await lab.close();
  lab = openHierarchy({ content: address, fleetFacts: await fleetFacts() });
  publishWithFiles(lab.upstream, KBS.map((kb) => withFile(kb)));
  lab.add('CEN', { code: 'PR1', kind: 'primary' });
  await settled();
  await lab.synchronize();
  await setFleet(lab.at('PR1'), 30);
  const pass = async (time: number) => {
    await lab.clock.advanceTo(lab.clock.now() + time);
    await lab.quiet();
  };
  await pass(5 * HOUR);
  lab.site('CEN').distributionPoints.install(lab.command('CEN'), 'DPC.corp.lab', plain);
  const ids = (await updates('CEN')).map((row) => row.id);
  const { value } = room('CEN').create(lab.command('CEN'), draft('January'), { updates: ids, servers: ['DPC.corp.lab'], origin: { kind: 'internet' }, languages: ['en'] });
  await settled();
  lab.site('PR1').distributionPoints.install(lab.command('PR1'), 'DP1.corp.lab', plain);
  room('PR1').addDistributionPoints(lab.command('PR1'), value.id, ['DP1.corp.lab']);
  await settled();
  const required = async () => (await updates('PR1')).reduce((sum, row) => sum + (row.required ?? 0), 0);
  expect(await required()).toBeGreaterThan(0);
  const minute = (at: number) => new Date(at).toISOString().slice(0, 16);
  const made = lab.site('CEN').deployments.create(lab.command('CEN'), {
    name: 'January', description: '', settings: { ...defaultDeploymentSettings, collection: 'SMS00001' },
    schedule: { available: null, deadline: minute(lab.clock.now() + 6 * HOUR), wakeOnLan: false, ignoreMaintenanceWindows: false }, sms2003: { hide: false, every: null, maximumMinutes: null },
  }, ids, { template: null, updateList: null, package: null }).value.id;
  await lab.quiet();
  await pass(2 * DAY);
  await settled();
  expect(await required()).toBe(0);
  const states = async (code: string, id: number) => (await lab.site(code).read('enforcement', { id })).value.states.map(({ state, computers }) => [state, computers]);
  const atChild = await states('PR1', 1);
  expect(new Map(atChild as [string, number][]).get('Successfully installed update(s)')).toBeGreaterThan(0);
  expect(await states('CEN', made)).toEqual(atChild);
}, 60_000);
