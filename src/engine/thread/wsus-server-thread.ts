import { workerData } from 'node:worker_threads';
import { openComputers, openServedCatalog } from '../wsus/index.ts';
import { reportingEventsIn } from '../wsus-configuration/index.ts';
import { serveWsus, type Network } from './serve-wsus.ts';

export interface WsusServerOptions {
  /** Catalog store of the site; it is read only. */
  file: string;
  /** What WSUS keeps of its clients; this thread alone writes it. */
  computersFile: string;
  serverName: string;
  network: Network | null;
}

/** The WSUS server of a site: for its clients, for the sites below it and for its software update point on the Internet. */
const { file, computersFile, serverName, network } = workerData as WsusServerOptions;

serveWsus({
  serverName, network,
  open: async () => openServedCatalog(file),
  clients: (store) => ({ computers: openComputers(computersFile), reporting: () => reportingEventsIn(store) }),
});
