import { workerData } from 'node:worker_threads';
import { createBreath, system } from '../kernel/index.ts';
import { createContentServer, openMicrosoftUpdate } from '../microsoft-update/index.ts';
import type { MicrosoftUpdateOptions } from './microsoft-update.ts';
import { serveWsus } from './serve-wsus.ts';

/**
 * The bundled Microsoft Update: a WSUS server on loopback, on a thread of its own, filled from the product's facts at
 * the first start. It publishes by the clock of the site that asks. Beside it stands what serves the files.
 */
const { factsFolder, file } = workerData as Pick<MicrosoftUpdateOptions, 'factsFolder' | 'file'>;

serveWsus({
  serverName: 'microsoft-update.lab',
  network: null,
  content: () => createContentServer({ after: system.after }).listen(),
  open: (progress) => openMicrosoftUpdate({ facts: factsFolder, file, breath: createBreath(system.monotonic), progress }),
});
