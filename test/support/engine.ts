import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { contract } from '../../src/contract/index.ts';
import { startEngine, type EngineThread } from '../../src/engine/index.ts';
import type { EngineOptions } from '../../src/engine/thread/messages.ts';
import { serve, type Served } from '../../src/server/index.ts';
import { LAB_START } from './lab.ts';

export type Client = ContractRouterClient<typeof contract>;

/** An entry of the engine as source. */
export const sourceEntry = (path: string) => new URL(`../../src/engine/${path}`, import.meta.url);

/** Options of an engine out of its source, in a folder of its own. */
export const testOptions = (folder: string): EngineOptions => ({
    dataFolder: folder,
    factsFolder: fileURLToPath(new URL('../../data/', import.meta.url)),
    host: { kind: 'browser', version: '0.0.0', runtime: 'test', actor: 'CORP\\tester' },
    entries: { reader: fileURLToPath(sourceEntry('reads/reader-worker.ts')), checkpoints: fileURLToPath(sourceEntry('site-database/checkpoint-worker.ts')), microsoftUpdate: fileURLToPath(sourceEntry('thread/microsoft-update-thread.ts')), wsusServer: fileURLToPath(sourceEntry('thread/wsus-server-thread.ts')) },
    labStartAt: LAB_START,
    seed: 'test',
    listen: null,
    expectElsewhere: false,
    parent: null,
    authority: null,
});

export const startTestEngine = (folder: string): EngineThread => startEngine(sourceEntry('thread/engine-thread.ts'), testOptions(folder));

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'patchbay-'));

export interface Connected {
  client: Client;
  engine: EngineThread;
  folder: string;
  close(): Promise<void>;
}

/** The engine on its thread, asked through a message port as the desktop host does. */
export async function connectByPort(folder = temporaryFolder()): Promise<Connected> {
  const engine = startTestEngine(folder);
  await engine.ready;
  const port = engine.connect();
  const client: Client = createORPCClient(new PortLink({ port }));
  port.start();
  return {
    client, engine, folder,
    close: async () => {
      port.close();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Exchanges the one-time address for the session cookie. */
export async function signIn(served: Served): Promise<{ address: string; cookie: string }> {
  const url = new URL(served.newUrl());
  const response = await fetch(url, { redirect: 'manual' });
  return { address: url.host, cookie: response.headers.get('set-cookie')!.split(';')[0]! };
}

/** The engine behind the headless host, asked through its WebSocket as a browser does. */
export async function connectBySocket(folder = temporaryFolder()): Promise<Connected & { served: Served }> {
  const engine = startTestEngine(folder);
  const served = await serve(engine, fileURLToPath(new URL('../../src/renderer', import.meta.url)), 0);
  await engine.ready;
  const { address, cookie } = await signIn(served);
  const websocket = new WebSocket(`ws://${address}/engine`, { headers: { cookie, origin: `http://${address}` } });
  await new Promise((resolve, reject) => {
    websocket.once('open', resolve);
    websocket.once('error', reject);
  });
  const client: Client = createORPCClient(new SocketLink({ websocket: websocket as unknown as globalThis.WebSocket }));
  return {
    client, engine, folder, served,
    close: async () => {
      websocket.close();
      await served.close();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a synchronization through the contract and answers with the job's last row. */
export async function synchronize(client: Client, call: { site: string; actor: string }) {
  const progress = await client.jobs.progress({ call });
  const { revision } = await client.site.describe({ call });
  const { value } = await client.softwareUpdatePoint.runSynchronization({ call: { ...call, expectedRevision: revision } });
  for await (const job of progress) if (job.id === value.jobId && job.endedAt !== null) return job;
  throw new Error('The progress ended before the job.');
}
