import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Asked {
  path: string;
  soapaction: string;
  body: string;
}

export interface Answer {
  status: number;
  body: string;
}

/** What becomes of an honest server's answer: `operation` as SOAPAction names it, `count` how often it was called, from 1. */
export type Spoil = (operation: string, answer: Answer, count: number) => Answer | string | Promise<Answer | string>;

export interface Hostile {
  readonly url: string;
  readonly port: number;
  /** From now on; undefined: honest again. */
  spoil(how: Spoil | undefined): void;
  /** Shows each request from now on. */
  listen(each: (request: Asked) => void): void;
  /** Calls since the last `spoil`. */
  calls(operation: string): number;
  close(): Promise<void>;
}

export interface HostileOptions {
  /** One of `fixtures/tls`: speaks TLS. */
  certificate?: string;
  /** Asks the honest server the same thing once only, whatever the cookie: for thousands of synchronizations. */
  replay?: boolean;
}

async function textOf(message: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of message) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

export const tlsFixture = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');

/** Stands in front of an honest upstream server on loopback and changes what it answers. */
export async function openHostile(honest: string, { certificate, replay = false }: HostileOptions = {}): Promise<Hostile> {
  let how: Spoil | undefined;
  let heard: (request: Asked) => void = () => {};
  let counts = new Map<string, number>();

  const kept = new Map<string, Answer>();
  const honestly = async ({ path, soapaction, body }: Asked): Promise<Answer> => {
    const asked = `${soapaction} ${body.replace(/<cookie>.*<\/cookie>|<authCookies>.*<\/authCookies>/, '')}`;
    const known = replay ? kept.get(asked) : undefined;
    if (known) return known;
    const answer = await fetch(new URL(path, honest), { method: 'POST', headers: { 'content-type': 'text/xml; charset=utf-8', soapaction }, body });
    const plain = { status: answer.status, body: await answer.text() };
    if (replay && answer.ok) kept.set(asked, plain);
    return plain;
  };
  const forward = async (request: IncomingMessage): Promise<Answer> => {
    const asked = { path: request.url!, soapaction: String(request.headers['soapaction']), body: await textOf(request) };
    heard(asked);
    const plain = await honestly(asked);
    const operation = /\/(\w+)"?$/.exec(asked.soapaction)?.[1] ?? '';
    const count = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, count);
    const spoilt = (await how?.(operation, plain, count)) ?? plain;
    return typeof spoilt === 'string' ? { status: 200, body: spoilt } : spoilt;
  };
  const listener: RequestListener = (request, response) => {
    forward(request).then(
      ({ status, body }) => response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(body),
      () => response.destroy(),
    );
  };
  const server = certificate === undefined ? createHttpServer(listener) : createHttpsServer({ cert: tlsFixture(`${certificate}.pem`), key: tlsFixture(`${certificate}.key`) }, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${certificate === undefined ? 'http' : 'https'}://localhost:${port}`,
    spoil: (next) => {
      how = next;
      counts = new Map();
    },
    listen: (each) => void (heard = each),
    calls: (operation) => counts.get(operation) ?? 0,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A fault as an honest server would send it. */
export const faulty = (code: string): Answer => ({
  status: 500,
  body: `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>Fault occurred</faultstring><detail><ErrorCode>${code}</ErrorCode><Message></Message><ID>c36a4eb5-4fe7-4a3a-8bb4-10a5b6fb4ef3</ID><Method>"m"</Method></detail></soap:Fault></soap:Body></soap:Envelope>`,
});
