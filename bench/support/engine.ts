import { constants, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract, View } from '../../src/contract/index.ts';
import { startEngine, type EngineOptions } from '../../src/engine/index.ts';
import { factsFolder, LAB_START } from './site.ts';
import { largeSite } from './large-site.ts';

export const call = { site: 'CEN', actor: 'BENCH\\bench' };
export const everything: View['node'] = { classification: null, vendor: null, product: null };

/** The product as built: `npm run bench` builds it first. */
const built = (name: string) => new URL(`../../out/main/${name}`, import.meta.url);
const engineEntry = built('engine-thread.js');

const engineOptions = (dataFolder: string): EngineOptions => ({
  dataFolder, factsFolder,
  host: { kind: 'browser', version: '0.0.0', runtime: 'bench', actor: call.actor },
  entries: { reader: fileURLToPath(built('reader-worker.js')), checkpoints: fileURLToPath(built('checkpoint-worker.js')), microsoftUpdate: fileURLToPath(built('microsoft-update-thread.js')), wsusServer: fileURLToPath(built('wsus-server-thread.js')) },
  labStartAt: LAB_START,
  seed: 'bench',
  listen: null,
  expectElsewhere: false,
  parent: null,
  authority: null,
});

/** A new data folder with a site of so many updates; `remove` takes it away. */
export async function dataFolderOf(updates: number): Promise<{ folder: string; file: string; remove(): void }> {
  const made = await largeSite(updates);
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  mkdirSync(join(folder, 'CEN'));
  const file = join(folder, 'CEN', 'site.db');
  copyFileSync(made, file, constants.COPYFILE_FICLONE);
  return { folder, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The engine on its thread over such a folder, asked through a message port as the desktop host does. */
export async function openLargeEngine(updates: number) {
  const data = await dataFolderOf(updates);
  const engine = startEngine(engineEntry, engineOptions(data.folder));
  await engine.ready;
  const port = engine.connect();
  const client: ContractRouterClient<typeof contract> = createORPCClient(new RPCLink({ port }));
  port.start();
  // The console asks something before it opens a list; after this the reader's thread stands and has read nothing of the updates.
  await client.statusMessages.list({ call, minimumSeverity: 'Information', component: null, find: '', offset: 0, limit: 1 });
  return {
    client, file: data.file,
    rows: (view: View) => client.updateRepository.rows({ call, ...view, offset: 0, limit: 200 }),
    close: async () => {
      port.close();
      await engine.close();
      data.remove();
    },
  };
}
