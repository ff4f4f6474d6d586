import { parentPort, workerData } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/message-port';
import { router, type Connection } from '../api/index.ts';
import { SiteDatabaseError } from '../site-database/index.ts';
import { guardedPort } from './guarded-port.ts';
import { openLabSites } from './lab-site.ts';
import type { EngineOptions, FromEngine, ToEngine } from './messages.ts';

const options = workerData as EngineOptions;
const host = parentPort!;
const tell = (message: FromEngine) => host.postMessage(message);

function reason(error: Error): Extract<FromEngine, { kind: 'failed' }> {
  const todo =
    error instanceof SiteDatabaseError && error.reason === 'corrupt'
      ? `Close Patchbay, restore the folder ${options.dataFolder} from a backup, or move it away to begin with a new lab site. Nothing in it was changed.`
      : `Check that the folder ${options.dataFolder} can be written and has free space, then start Patchbay again.`;
  return { kind: 'failed', what: 'The site could not be opened.', why: error.message, todo };
}

try {
  const sites = await openLabSites(options);
  const top = sites.top.code;
  const context: Connection = {
    site: sites.site,
    sites: sites.all,
    host: { ...options.host, dataFolder: options.dataFolder, site: top },
  };
  const handler = new RPCHandler(router);
  host.on('message', (message: ToEngine) => {
    if (message.kind === 'connect') {
      handler.upgrade(guardedPort(message.port), { context });
      message.port.start();
    } else {
      // Ends this thread only; open ports of windows would keep it alive otherwise.
      void sites.close().finally(() => process.exit());
    }
  });
  tell({ kind: 'ready', site: top, listening: sites.listening });
} catch (error) {
  // What was opened before it failed keeps this thread alive; the host ends it when it has said why.
  host.on('message', (message: ToEngine) => message.kind === 'close' && process.exit());
  tell(reason(error as Error));
}
