import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MOST_PAYLOAD, payloadFor } from './payload.ts';

/** What can be wrong with a download location; for tests of what a site does about it. */
export type ContentFault =
  | { kind: 'notFound' }
  /** The connection ends after so many bytes, as promised bytes are missing. */
  | { kind: 'truncated'; after: number }
  /** It never stops sending. */
  | { kind: 'endless' }
  /** The right number of other bytes. */
  | { kind: 'wrongBytes' }
  | { kind: 'redirect'; to: string }
  /** So many milliseconds of real time before each 4 KB. */
  | { kind: 'slow'; ms: number }
  /** Answers a range with the whole file. */
  | { kind: 'wholeFile' };

export interface ContentServer {
  listen(): Promise<string>;
  /** Of every file from now on, or those whose path contains `of`; null: none any more. */
  setFault(fault: ContentFault | null, of?: string): void;
  /** What was asked for: "GET path bytes=0-". */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const PIECE = 4096;
/** What was sent is read before a connection ends: with its end what waits is lost. */
const READ_MS = 250;
/** Requests remembered. */
const REMEMBERED = 10_000;

/** The file of a path "/<folder>/<size>/<file name>". */
function payloadAt(path: string): Buffer | undefined {
  const [, folder, size, name] = /^\/([0-9A-Za-z-]{1,64})\/(\d{4,7})\/([^/]{1,600})$/.exec(path) ?? [];
  const bytes = Number(size);
  if (!folder || !name || !(bytes >= PIECE && bytes <= MOST_PAYLOAD && bytes % 1024 === 0)) return undefined;
  try {
    return payloadFor(`${folder}/${decodeURIComponent(name)}`, bytes);
  } catch {
    return undefined;
  }
}

/** First and last byte; undefined: the whole file, null: cannot be had. */
function rangeOf(header: string | undefined, size: number): [number, number] | null | undefined {
  const found = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '');
  if (!found) return undefined;
  const first = Number(found[1]);
  const last = found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1);
  return first <= last ? [first, last] : null;
}

/**
 * Stands for the Internet location of the bundled catalog's files (DEPLOY-03): a server on loopback that makes each payload when it
 * is asked for it, whole or a range (RFC 9110). It keeps nothing, since the address of a file says all that makes its content.
 * @param after real time, for a slow answer
 */
export function createContentServer({ after }: { after(ms: number, run: () => void): () => void }): ContentServer {
  const asked: string[] = [];
  const faults: { fault: ContentFault; of: string }[] = [];
  const faultOf = (path: string) => faults.findLast(({ of }) => path.includes(of))?.fault;

  const send = (response: ServerResponse, content: Buffer, fault: ContentFault | undefined) => {
    if (fault?.kind === 'truncated') return response.write(content.subarray(0, fault.after), () => after(READ_MS, () => response.destroy()));
    if (fault?.kind === 'endless') {
      const more = (): void => void (response.destroyed || response.write(content, more));
      return more();
    }
    if (fault?.kind !== 'slow') return response.end(fault?.kind === 'wrongBytes' ? Buffer.alloc(content.length, 7) : content);
    const piece = (at: number): void => {
      if (at >= content.length) return void response.end();
      after(fault.ms, () => response.destroyed || response.write(content.subarray(at, at + PIECE), () => piece(at + PIECE)));
    };
    return piece(0);
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '').split('?')[0]!;
    if (asked.push([request.method, path, request.headers.range].filter(Boolean).join(' ')) > REMEMBERED) asked.shift();
    const fault = faultOf(path);
    const content = payloadAt(path);
    if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405).end();
    if (fault?.kind === 'redirect') return response.writeHead(302, { location: fault.to }).end();
    if (!content || fault?.kind === 'notFound') return response.writeHead(404).end();
    const range = fault?.kind === 'wholeFile' ? undefined : rangeOf(request.headers.range, content.length);
    const headers = { 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream', etag: `"${content.length}-${content.readUInt32LE(content.length - 4).toString(16)}"`, 'last-modified': 'Mon, 07 Jan 2013 08:00:00 GMT' };
    if (range === null) return response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    const [first, last] = range ?? [0, content.length - 1];
    const length = fault?.kind === 'endless' ? {} : { 'content-length': last - first + 1 };
    response.writeHead(range ? 206 : 200, { ...headers, ...length, ...(range && { 'content-range': `bytes ${first}-${last}/${content.length}` }) });
    return request.method === 'HEAD' ? response.end() : send(response, content.subarray(first, last + 1), fault);
  };

  const server: Server = createServer((request, response) => {
    response.on('error', () => {});
    answer(request, response);
  });
  return {
    asked,
    listen: () => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))),
    setFault: (fault, of = '/') => {
      const at = faults.findIndex((one) => one.of === of);
      if (at >= 0) faults.splice(at, 1);
      if (fault) faults.push({ fault, of });
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
