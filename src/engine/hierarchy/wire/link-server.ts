import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { Failure, type Clock } from '../../kernel/index.ts';
import { exchangeRequest, type ExchangeRequest } from '../model.ts';
import type { Hierarchy } from '../service.ts';
import { BODY_LIMIT, named, paths, WAIT_MS, type Joined } from './messages.ts';

export interface LinkServerParts {
  /** The site whose children may be in other programs. */
  hierarchy: Hierarchy;
  clock: Clock;
  /** Where its WSUS server listens for other machines. */
  wsusUrl(): Promise<string>;
  /** Runs something after real milliseconds; the returned function takes it back. */
  after(ms: number, run: () => void): () => void;
}

export interface Listening {
  host: string;
  port: number;
  /** PEM files; without them it speaks plain HTTP, which is for loopback. */
  certificate: string | null;
  key: string | null;
}

export interface LinkServer {
  /** Resolves to the address. Rejects when the port is taken. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}

async function bodyOf(request: http.IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > BODY_LIMIT) throw new Refused(413, 'The request is too large.');
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    throw new Refused(400, 'The request is not JSON.');
  }
}

/** What goes wrong, as a child is told it. A defect says no more than that it is one. */
function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof Failure) return new Refused(error.code === 'NOT_FOUND' ? 404 : 409, error.explained.why);
  if (error instanceof z.ZodError) return new Refused(400, `The request cannot be read: ${error.issues[0]?.message ?? ''} at ${error.issues[0]?.path.join('.') ?? ''}`);
  return new Refused(500, 'The parent could not answer.');
}

/** Answers child sites in other programs (SYNC-11): who has no key is told nothing. */
export function createLinkServer({ hierarchy, clock, wsusUrl, after }: LinkServerParts, listening: Listening): LinkServer {
  const waiting = new Set<AbortController>();

  /** Answers at once when there is something to say, and otherwise when there is, or after a while. */
  const exchange = async (request: ExchangeRequest, gone: AbortSignal) => {
    const answer = hierarchy.answer(request);
    if (!request.wait || answer.messages.length > 0) return answer;
    const wait = new AbortController();
    const cancel = after(WAIT_MS, () => wait.abort());
    gone.addEventListener('abort', () => wait.abort(), { once: true });
    waiting.add(wait);
    try {
      await hierarchy.waiting(request.from, wait.signal);
    } finally {
      waiting.delete(wait);
      cancel();
    }
    return gone.aborted ? answer : hierarchy.answer({ ...request, messages: [] });
  };
  const join = (code: string): Joined => {
    const site = hierarchy.sites().find((one) => one.code === code);
    if (!site) throw new Refused(404, `There is no site ${code} below this one.`);
    const { kind, now } = clock.state();
    return { site: { ...site, place: 'here' }, clock: { kind, now } };
  };
  const wsus = async () => {
    const url = new URL(await wsusUrl());
    return { protocol: url.protocol.slice(0, -1), port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) };
  };

  const answer = async (request: http.IncomingMessage, gone: AbortSignal): Promise<unknown> => {
    const path = request.url ?? '';
    if (!Object.values<string>(paths).includes(path)) throw new Refused(404, 'There is nothing here.');
    if (request.method !== 'POST' || !/^application\/json\b/.test(request.headers['content-type'] ?? '')) throw new Refused(405, 'Only JSON is answered.');
    const body = await bodyOf(request);
    const asked = path === paths.exchange ? exchangeRequest.parse(body) : { from: named.parse(body).site };
    const key = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined || !hierarchy.mayJoin(asked.from, key)) throw new Refused(401, `The key is not that of a site ${asked.from} below this one.`);
    return 'messages' in asked ? exchange(asked, gone) : path === paths.join ? join(asked.from) : wsus();
  };
  const handle = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    let status = 200;
    let value: unknown;
    try {
      value = await answer(request, gone.signal);
    } catch (error) {
      const refused = refusalOf(error);
      status = refused.status;
      value = { why: refused.message };
    }
    if (!response.destroyed) response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(value));
  };
  const { certificate, key } = listening;
  const times = { requestTimeout: 30_000, headersTimeout: 10_000 };
  const onRequest = (request: http.IncomingMessage, response: http.ServerResponse) => void handle(request, response);
  const server = certificate !== null && key !== null ? https.createServer({ ...times, cert: readFileSync(certificate), key: readFileSync(key) }, onRequest) : http.createServer(times, onRequest);
  server.maxConnections = 200;

  return {
    listen: async () => {
      server.listen(listening.port, listening.host);
      await once(server, 'listening');
      return `${certificate === null ? 'http' : 'https'}://${listening.host}:${(server.address() as AddressInfo).port}`;
    },
    close: async () => {
      waiting.forEach((wait) => wait.abort());
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
