import http from 'node:http';
import https from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { clientPath, clientServiceFault, createEnvelopeReader, faultEnvelope, SoapError, SoapFault } from '../protocol/index.ts';
import { operationFor, type Service } from './service.ts';
import { createServices, type ServiceOptions } from './services.ts';

export interface ServerLimits {
  /** Bytes of one request. */
  readonly requestBytes: number;
  /** Milliseconds for a request to arrive completely. */
  readonly requestTime: number;
  /** Requests being answered at the same time; more get HTTP status 503. */
  readonly concurrent: number;
}

export const defaultServerLimits: ServerLimits = { requestBytes: 1024 * 1024, requestTime: 30_000, concurrent: 32 };

export interface WsusServerOptions extends ServiceOptions {
  readonly limits?: Partial<ServerLimits>;
  /** PEM; without it the server speaks plain HTTP. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** Told of errors that are this server's own; the caller gets InternalServerError. */
  readonly report?: (error: unknown) => void;
}

/** An update server over one catalog store, for downstream servers (MS-WSUSSS, W§3) and, where it has their database, for clients (MS-WUSP, W§4). */
export interface WsusServer {
  /** Listens, on loopback unless told otherwise; port 0 takes any free one. Resolves to the base address, "http://127.0.0.1:8530". */
  listen(port?: number, host?: string): Promise<string>;
  /** Ends all connections. */
  close(): Promise<void>;
}

export function createWsusServer(options: WsusServerOptions): WsusServer {
  const limits = { ...defaultServerLimits, ...options.limits };
  const services = createServices(options);
  let running = 0;

  const handle = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const path = (request.url ?? '').split('?', 1)[0]!.toLowerCase().replace(/^\/+/, '/');
    const service = services.get(path);
    const status = refusal(request, service, limits.requestBytes);
    if (status !== undefined || !service) return refuse(response, status ?? 404);
    const action = soapAction(request);
    try {
      send(response, 200, await answer(service, action, request, limits.requestBytes));
    } catch (error) {
      if (error instanceof TooLarge) return refuse(response, 413);
      const fault = faultFor(error, options.report);
      const actor = `http://${request.headers.host ?? options.serverName}${request.url ?? ''}`;
      const write = path === clientPath.toLowerCase() ? clientServiceFault : faultEnvelope;
      send(response, 500, write(fault, { actor: printable(actor), method: action, id: options.ids.guid() }));
    }
  };
  const times = {
    requestTimeout: limits.requestTime,
    headersTimeout: Math.min(limits.requestTime, 10_000),
    connectionsCheckingInterval: Math.min(limits.requestTime, 1000),
  };
  const server = listening(options.tls, times, (request, response) => {
    if (running >= limits.concurrent) return refuse(response, 503);
    running++;
    response.once('close', () => running--);
    handle(request, response).catch((error: unknown) => {
      // The peer is gone, or what is left of the connection is of no use.
      options.report?.(error);
      response.destroy();
    });
  });

  server.maxConnections = limits.concurrent * 8;

  return {
    async listen(port = 0, host = '127.0.0.1') {
      server.listen(port, host);
      await once(server, 'listening');
      return `${options.tls ? 'https' : 'http'}://${host}:${(server.address() as AddressInfo).port}`;
    },
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function listening(tls: WsusServerOptions['tls'], times: http.ServerOptions, answer: http.RequestListener): http.Server {
  return tls ? https.createServer({ ...times, ...tls }, answer) : http.createServer(times, answer);
}

class TooLarge extends Error {}

/** The HTTP status with which a request is turned away unread; undefined when it may be read. */
function refusal({ method, headers }: http.IncomingMessage, service: object | undefined, limit: number): number | undefined {
  if (!service) return 404;
  if (method !== 'POST') return 405;
  if (!/^text\/xml\b/i.test(headers['content-type'] ?? '') || headers['content-encoding'] !== undefined) return 415;
  return Number(headers['content-length'] ?? 0) > limit ? 413 : undefined;
}

async function answer(service: Service, action: string, request: http.IncomingMessage, limit: number): Promise<string> {
  const reader = createEnvelopeReader({ characters: limit, depth: 16, elements: 50_000, attributes: 32 });
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > limit) throw new TooLarge();
    reader.write(piece);
  }
  const content = reader.close();
  return operationFor(service, content, action).answer(content);
}

function faultFor(error: unknown, report: WsusServerOptions['report']): SoapFault {
  if (error instanceof SoapFault) return error;
  if (error instanceof SoapError) return new SoapFault('InvalidParameters', error.message);
  report?.(error);
  return new SoapFault('InternalServerError');
}

function soapAction(request: http.IncomingMessage): string {
  const header = request.headers['soapaction'];
  return printable(typeof header === 'string' ? header.trim().replace(/^"(.*)"$/, '$1') : '').slice(0, 300);
}

/** Header text goes into an XML answer: what XML does not allow there is left out. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '');
}

function send(response: http.ServerResponse, status: number, body: string): void {
  const bytes = Buffer.from(body, 'utf8');
  response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8', 'content-length': bytes.length, 'cache-control': 'private, max-age=0' });
  response.end(bytes);
}

function refuse(response: http.ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0, connection: 'close' });
  response.end();
}
