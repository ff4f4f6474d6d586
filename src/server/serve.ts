import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { EngineStartError, type EngineThread } from '../engine/index.ts';
import { errorPage, rendererFile, securityHeaders } from '../host/index.ts';
import { relay } from './relay.ts';

export interface Served {
  /** Address with the one-time token, to be opened once in a browser. */
  url: string;
  /** A further one-time address, for another window. */
  newUrl(): string;
  close(): Promise<void>;
}

const COOKIE = 'patchbay';
const MAX_FRAME = 4 * 1024 * 1024;

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Serves the console on the loopback interface: one-time token, then a cookie; only its own origin is answered. */
export async function serve(engine: EngineThread, rendererFolder: string, port: number): Promise<Served> {
  const secret = randomBytes(32).toString('base64url');
  const tokens = new Set<string>();
  let failed: { what: string; why: string; todo: string } | undefined;
  engine.onDeath((error) => (failed = { what: 'The engine has stopped.', why: error.message, todo: 'Start Patchbay again. What was committed is kept.' }));
  engine.ready.catch((error: Error) => (failed = error instanceof EngineStartError ? error.explained : { what: 'The engine could not be started.', why: error.message, todo: 'Start Patchbay again.' }));

  let address = '';
  const headers = () => securityHeaders(`'self' ws://${address}`);
  const hostKnown = (request: IncomingMessage) => request.headers.host === address || request.headers.host === address.replace('127.0.0.1', 'localhost');
  const signedIn = (request: IncomingMessage) => (request.headers.cookie ?? '').split(/;\s*/).some((c) => c.startsWith(`${COOKIE}=`) && same(c.slice(COOKIE.length + 1), secret));

  const refuse = (response: ServerResponse, status: number, text: string) => {
    response.writeHead(status, { ...headers(), 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!hostKnown(request)) return refuse(response, 421, 'This address is not served here.');
    if (request.method !== 'GET') return refuse(response, 405, 'Only GET is answered.');
    const url = new URL(request.url ?? '/', `http://${address}`);
    const token = url.searchParams.get('token');
    if (token !== null && tokens.delete(token)) {
      response.writeHead(303, { ...headers(), Location: '/', 'Set-Cookie': `${COOKIE}=${secret}; HttpOnly; SameSite=Strict; Path=/` }).end();
      return;
    }
    if (!signedIn(request)) return refuse(response, 403, 'Open the address that Patchbay printed when it started; it works once. Start Patchbay again for a new one.');
    if (failed && url.pathname === '/') {
      response.writeHead(200, { ...headers(), 'Content-Type': 'text/html; charset=utf-8' }).end(errorPage(failed));
      return;
    }
    const file = await rendererFile(rendererFolder, url.pathname);
    if (!file) return refuse(response, 404, 'There is nothing here.');
    const cache = url.pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
    response.writeHead(200, { ...headers(), 'Content-Type': file.type, 'Cache-Control': cache }).end(file.body);
  };

  const server = createServer((request, response) => void answer(request, response).catch(() => refuse(response, 500, 'Patchbay could not answer.')));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    const allowed = hostKnown(request) && request.headers.origin === `http://${request.headers.host}` && signedIn(request) && request.url === '/engine';
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => relay(webSocket, engine.connect()));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const newUrl = () => {
    const token = randomBytes(24).toString('base64url');
    tokens.add(token);
    return `http://${address}/?token=${token}`;
  };
  return {
    url: newUrl(),
    newUrl,
    close: async () => {
      sockets.clients.forEach((client) => client.terminate());
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
