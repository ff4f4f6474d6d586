import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectByPort, type Connected } from './support/engine.ts';

let connected: Connected;
beforeAll(async () => {
  connected = await connectByPort();
});
afterAll(() => connected.close());

const call = (actor: string) => ({ site: 'CEN', actor });
const [SERVER, DEPLOYER, VIEWER] = ['CORP\\tester', 'CORP\\deployment.admin', 'CORP\\report.viewer'];
const commanding = (actor: string) => ({ ...call(actor), expectedRevision: Number.MAX_SAFE_INTEGER });
const draft = { name: 'Collection of the deployer', comment: '', queries: [], direct: [], dynamic: false, schedule: null };

test('[D§8.6] the engine refuses what a user may not, whatever console it comes from, and changes nothing', async () => {
  const { client } = connected;
  const before = (await client.site.describe({ call: call(VIEWER) })).revision;
  for (const refused of [
    client.softwareUpdatePoint.runSynchronization({ call: commanding(VIEWER) }),
    client.searchFolders.createFolder({ call: commanding(VIEWER), parent: null, name: 'x' }),
    client.collections.create({ call: commanding(DEPLOYER), parent: null, draft: draft as never }),
    client.deploymentPackages.updateDistributionPoints({ call: commanding(VIEWER), id: 'CEN00001', servers: null }),
    client.distributionPoints.install({ call: commanding(VIEWER), server: 'DP01.corp.lab', settings: { branch: false, protected: false, boundaries: [] } }),
    client.rights.set({ call: commanding(VIEWER), user: VIEWER, class: 'site', object: null, rights: ['read', 'modify'] }),
  ])
    await expect(refused).rejects.toMatchObject({ code: 'NO_RIGHT', data: { right: expect.any(String), class: expect.any(String), why: expect.stringContaining('right'), todo: expect.any(String) } });
  await expect(client.collections.list({ call: call('CORP\\nobody') })).rejects.toMatchObject({ code: 'NO_RIGHT' });
  expect((await client.site.describe({ call: call(VIEWER) })).revision).toBe(before);
});

test('[D§8.6] a stream is refused before it begins', async () => {
  const { client } = connected;
  await client.rights.set({ call: commanding(SERVER), user: VIEWER, class: 'site', object: null, rights: [] });
  await expect(client.logs.follow({ call: call(VIEWER), name: 'wsyncmgr.log' })).rejects.toMatchObject({ code: 'NO_RIGHT' });
});

test('[D§8.6] an undo takes the right that doing it by hand takes', async () => {
  const { client } = connected;
  const made = await client.searchFolders.createFolder({ call: commanding(DEPLOYER), parent: null, name: 'Of the deployer' });
  await expect(client.objects.undo({ call: commanding(VIEWER), revision: made.revision })).rejects.toMatchObject({ code: 'NO_RIGHT', data: { right: 'manageFolders' } });
  await expect(client.objects.undo({ call: commanding(DEPLOYER), revision: made.revision })).resolves.toMatchObject({ value: { undone: made.revision } });
});

test('[D§8.6] malformed input is refused as such', async () => {
  await expect(connected.client.searchFolders.createFolder({ call: { site: 'CEN' } } as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
