import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBreath, createIds, createRandom, system } from '../src/engine/kernel/index.ts';
import { createWsusWorker, type WsusWorker } from '../src/engine/thread/wsus-worker.ts';
import { createUpdateAgent, openCatalogStore, openComputerReader, writeUpdate, type CatalogStore, type Update } from '../src/engine/wsus/index.ts';
import { sourceEntry, temporaryFolder } from './support/engine.ts';
import { LAB_START } from './support/lab.ts';
import { platforms } from './support/platforms.ts';

const folder = temporaryFolder();
const [file, computersFile] = [join(folder, 'susdb.db'), join(folder, 'susdb-computers.db')];
const clientId = 'e1da06a3-5601-43c9-bac3-52d5db701494';
const update = (number: number): Update => ({
  identity: { updateId: `00000000-0000-4000-8000-00000000000${number}`, revisionNumber: 1 },
  properties: { updateType: 'Software', explicitlyDeployable: true, languages: [], securityBulletinIds: [], kbArticleIds: [], cveIds: [] },
  localizedProperties: [], prerequisites: [], bundledUpdates: [], supersededUpdates: [], files: [],
  applicability: { isInstallable: { kind: 'lar', name: 'True', attributes: {}, children: [] }, metadata: [] },
});
let store: CatalogStore;
let worker: WsusWorker;

function bring(number: number): void {
  const staged = store.beginImport();
  staged.put({ update: update(number), xml: writeUpdate(update(number)), arrivedAt: LAB_START });
  staged.commit();
}

beforeAll(() => {
  store = openCatalogStore(file);
  bring(1);
  worker = createWsusWorker('The WSUS server', sourceEntry('thread/wsus-server-thread.ts'), { file, computersFile, serverName: 'CEN01.corp.lab', network: null });
});
afterAll(async () => {
  await worker.close();
  store.close();
  rmSync(folder, { recursive: true });
});

const configure = (reportingEvents: string) => store.configure({ configuration: JSON.stringify({ upstream: '', classifications: [], products: [], languages: [], reportingEvents }) });

it('[SCAN-12] [SCAN-13] the WSUS server of a site serves clients on its own thread and keeps of them what its configuration says', async () => {
  expect(openComputerReader(computersFile)).toBeUndefined();
  const { url } = await worker.publish(LAB_START);
  const agent = createUpdateAgent({
    url, clientId, dnsName: 'xp1.corp.lab', agentVersion: '7.2.6001.788', clock: { now: () => LAB_START }, ids: createIds(createRandom('agent')), signal: new AbortController().signal, breath: createBreath(system.monotonic),
  });
  const machine = platforms['Windows XP SP2']!;
  await agent.report(await agent.scan(machine));
  const reader = openComputerReader(computersFile)!;
  expect(reader.counts()).toEqual({ computers: 1, scanned: 0, states: 0, events: 0 });
  configure('status');
  bring(2);
  const found = await agent.scan(machine);
  expect(found.required.map((one) => one.updateId)).toEqual([update(1).identity.updateId, update(2).identity.updateId]);
  await agent.report(found);
  expect(reader.list()).toMatchObject([{ clientId, dnsName: 'xp1.corp.lab', scannedAt: LAB_START, scanResult: 0 }]);
  expect([...reader.states(clientId).values()]).toEqual(['notInstalled', 'notInstalled']);
  reader.close();
});
