import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { ContentError, fileProblem } from './content-error.ts';

/** Where a file comes from: its bytes from `from` on, or from the beginning where that cannot be; says which. `size` is what it should have. */
export type Origin = (asked: { from: number; size: number; signal: AbortSignal }) => Promise<{ from: number; pieces: AsyncIterable<Uint8Array> }>;

export interface HttpParts {
  /** Where a host really is: the lab has its own for the host of the bundled catalog. */
  resolve(url: URL): Promise<URL>;
  /** Milliseconds of real time without a byte. */
  idle: number;
  /** Milliseconds of real time for the whole of a file. */
  total: number;
}

/** Bytes of one read. */
const PIECE = 1024 * 1024;

const again = 'Check the connection of the site server to the Internet, and download again.';

function http404(status: number, url: string): ContentError {
  if (status === 404 || status === 410) return new ContentError('NotFound', `${url} is not there (HTTP ${status}).`, 'Synchronize: the update may have been revised or withdrawn. Or get the file by hand and download it from a folder.');
  if (status >= 300 && status < 400) return new ContentError('Redirected', `${url} sends elsewhere (HTTP ${status}), which is not followed.`, 'Check the proxy; get the file by hand and download it from a folder.');
  return new ContentError('Refused', `The server refused ${url} (HTTP ${status}).`, again);
}

function unreachable(error: unknown, url: URL, signal: AbortSignal): ContentError {
  if (error instanceof ContentError) return error;
  if (signal.aborted) return new ContentError('Cancelled', 'It was cancelled.', 'Download it again.', error);
  const { name, code = '', message } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return new ContentError('TimedOut', `${url.host} took too long.`, again, error);
  if (['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(code) || message === 'aborted') return new ContentError('Interrupted', `The connection to ${url.host} was closed before the file was complete.`, again, error);
  return new ContentError('Unreachable', `${url.host} cannot be reached (${code || message}).`, again, error);
}

/** Where an answer begins, checked against what was asked for. */
function checkedStart(response: http.IncomingMessage, asked: { from: number; size: number }, url: string): number {
  const { statusCode: status = 0, headers } = response;
  if (status !== 200 && status !== 206) throw http404(status, url);
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '');
  if (status === 206 && (!range || Number(range[1]) !== asked.from)) throw new ContentError('Refused', `${url} answered another range than the one asked for.`, again);
  const from = status === 206 ? asked.from : 0;
  const whole = status === 206 ? Number(range![3]) : headers['content-length'] === undefined ? asked.size : Number(headers['content-length']);
  if (whole !== asked.size) throw new ContentError('WrongSize', `${url} has ${whole} bytes, the metadata says ${asked.size}.`, 'Synchronize: the update may have been revised. Or get the file by hand and download it from a folder.');
  return from;
}

/** A file on a web server (http or https). Redirects are not followed: an address in metadata must not lead the site server to any other host. */
export function webOrigin(address: string, { resolve, idle, total }: HttpParts): Origin {
  return async ({ from, size, signal }) => {
    const named = URL.parse(address);
    if (!named || (named.protocol !== 'http:' && named.protocol !== 'https:')) throw new ContentError('NoAddress', `“${address}” is no address of a file.`, 'Get the file by hand and download it from a folder.');
    const url = await resolve(named);
    const both = AbortSignal.any([signal, AbortSignal.timeout(total)]);
    const response = await new Promise<http.IncomingMessage>((done, fail) => {
      const headers = { 'accept-encoding': 'identity', ...(from > 0 && { range: `bytes=${from}-` }) };
      const request = (url.protocol === 'https:' ? https : http).get(url, { headers, signal: both, timeout: idle }, done);
      request.on('error', (error) => fail(unreachable(error, named, signal)));
      request.on('timeout', () => request.destroy(new ContentError('TimedOut', `${named.host} sent nothing for ${Math.round(idle / 1000)} seconds.`, again)));
    });
    try {
      return { from: checkedStart(response, { from, size }, address), pieces: bodyOf(response, (error) => unreachable(error, named, signal)) };
    } catch (error) {
      response.destroy();
      throw error;
    }
  };
}

async function* bodyOf(response: http.IncomingMessage, explained: (error: unknown) => ContentError): AsyncIterable<Uint8Array> {
  try {
    for await (const piece of response) yield piece as Uint8Array;
  } catch (error) {
    throw explained(error);
  }
}

/** A file of a folder. */
export function folderOrigin(path: string): Origin {
  return async ({ from, size, signal }) => {
    const found = await stat(path).catch((error: unknown) => {
      throw fileProblem(error, path, 'read');
    });
    if (!found.isFile()) throw new ContentError('NotReadable', `${path} is no file.`, 'Check the folder.');
    if (found.size !== size) throw new ContentError('WrongSize', `${path} has ${found.size} bytes, the metadata says ${size}.`, 'Put the file there that belongs to this revision of the update.');
    return { from, pieces: readOf(path, from, signal) };
  };
}

async function* readOf(path: string, start: number, signal: AbortSignal): AsyncIterable<Uint8Array> {
  try {
    for await (const piece of createReadStream(path, { start, signal, highWaterMark: PIECE })) yield piece as Uint8Array;
  } catch (error) {
    throw fileProblem(error, path, 'read');
  }
}

/** The first of several that has the file; the reason of the last where none has. */
export function anyOrigin(origins: readonly Origin[]): Origin {
  return async (asked) => {
    for (const [nth, origin] of origins.entries()) {
      try {
        return await origin(asked);
      } catch (error) {
        if (nth === origins.length - 1 || asked.signal.aborted) throw error;
      }
    }
    throw new ContentError('NoAddress', 'The metadata names no address of the file.', 'Get the file by hand and download it from a folder.');
  };
}
