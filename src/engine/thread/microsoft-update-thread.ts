import { parentPort, workerData } from 'node:worker_threads';
import { createBreath, createIds, createRandom, system } from '../kernel/index.ts';
import { openMicrosoftUpdate } from '../microsoft-update/index.ts';
import { createWsusServer } from '../wsus/index.ts';
import type { FromMicrosoftUpdate, MicrosoftUpdateOptions, ToMicrosoftUpdate } from './microsoft-update.ts';

/**
 * The bundled Microsoft Update: a WSUS server on loopback, on a thread of its own, filled from the product's facts at
 * the first start. It publishes by the clock of the site that asks.
 */
const { factsFolder, file } = workerData as Pick<MicrosoftUpdateOptions, 'factsFolder' | 'file'>;
const tell = (message: FromMicrosoftUpdate) => parentPort!.postMessage(message);
let now = 0;

async function start() {
  const store = await openMicrosoftUpdate({ facts: factsFolder, file, breath: createBreath(system.monotonic), progress: (done, total) => tell({ kind: 'progress', done, total }) });
  const random = createRandom('microsoft-update');
  const server = createWsusServer({ store, clock: { now: () => now }, ids: createIds(random), random, serverName: 'microsoft-update.lab', breath: createBreath(system.monotonic) });
  const url = await server.listen();
  parentPort!.on('message', (message: ToMicrosoftUpdate) => {
    now = message.now;
    tell({ kind: 'published', now });
  });
  tell({ kind: 'ready', url });
}

start().catch((error: Error) => tell({ kind: 'failed', message: error.message }));
