import { parentPort, workerData } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/message-port';
import { router, type Connection } from '../api/index.ts';
import { Failure } from '../kernel/index.ts';
import { SiteDatabaseError } from '../site-database/index.ts';
import { guardedPort } from './guarded-port.ts';
import { openLabSite } from './lab-site.ts';
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
  const { site, close } = openLabSite(options);
  const context: Connection = {
    site: (code) => {
      if (code === site.code) return site;
      throw new Failure('NOT_FOUND', { what: `There is no site ${code} here.`, why: `This engine runs ${site.code}.`, todo: 'Connect to a site in the list.' });
    },
    host: { ...options.host, dataFolder: options.dataFolder, site: site.code },
  };
  const handler = new RPCHandler(router);
  host.on('message', (message: ToEngine) => {
    if (message.kind === 'connect') {
      handler.upgrade(guardedPort(message.port), { context });
      message.port.start();
    } else {
      // Ends this thread only; open ports of windows would keep it alive otherwise.
      void close().finally(() => process.exit());
    }
  });
  tell({ kind: 'ready', site: site.code });
} catch (error) {
  tell(reason(error as Error));
}
