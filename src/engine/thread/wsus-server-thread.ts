import { workerData } from 'node:worker_threads';
import { openServedCatalog } from '../wsus/index.ts';
import { serveWsus, type Network } from './serve-wsus.ts';

export interface WsusServerOptions {
  /** Catalog store of the site; it is read only. */
  file: string;
  serverName: string;
  network: Network | null;
}

/** The WSUS server of a site, for the sites below it and for its software update point on the Internet. */
const { file, serverName, network } = workerData as WsusServerOptions;

serveWsus({ serverName, network, open: async () => openServedCatalog(file) });
