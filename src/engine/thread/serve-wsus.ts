import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { createBreath, createIds, createRandom, system } from '../kernel/index.ts';
import { createWsusServer, type CatalogStore, type WsusServerOptions } from '../wsus/index.ts';
import type { FromWsusServer, ToWsusServer } from './wsus-worker.ts';

/** Where a server listens for other machines; without a certificate it speaks plain HTTP. */
export interface Network {
  host: string;
  port: number;
  /** Paths of PEM files. */
  certificate: string | null;
  key: string | null;
}

interface Served {
  serverName: string;
  network: Network | null;
  open(progress: (done: number, total: number) => void): Promise<CatalogStore>;
  /** Where clients may scan too: what is kept of them. */
  clients?(store: CatalogStore): WsusServerOptions['clients'];
  /** Starts what serves the files of updates, and answers with its address. */
  content?(): Promise<string>;
}

const tell = (message: FromWsusServer) => parentPort!.postMessage(message);

/** Serves a catalog store on this thread: on loopback, and for other machines where that was asked for. */
export function serveWsus({ serverName, network, open, clients: clientsOf, content }: Served): void {
  let now = 0;
  const start = async () => {
    const store = await open((done, total) => tell({ kind: 'progress', done, total }));
    const random = createRandom(serverName);
    const clients = clientsOf?.(store);
    const server = (tls?: { cert: Buffer; key: Buffer }) =>
      createWsusServer({ store, clock: { now: () => now }, ids: createIds(random), random, serverName, breath: createBreath(system.monotonic), tls, clients });
    const url = await server().listen();
    const tls = network?.certificate && network.key ? { cert: readFileSync(network.certificate), key: readFileSync(network.key) } : undefined;
    const networkUrl = network && (await server(tls).listen(network.port, network.host));
    parentPort!.on('message', (message: ToWsusServer) => {
      now = message.now;
      tell({ kind: 'published', now });
    });
    tell({ kind: 'ready', url, networkUrl, contentUrl: (await content?.()) ?? null });
  };
  start().catch((error: Error) => tell({ kind: 'failed', message: error.message }));
}
