import type { Breath } from '../../kernel/index.ts';
import type { XmlElement, XmlLimits } from '../xml/index.ts';
import { createEnvelopeReader } from './envelope.ts';
import type { Fetcher, FetchResponse } from './fetcher.ts';
import { readResponse, writeRequest, type Operation } from './operations.ts';
import { SoapError, SoapFault } from './soap-error.ts';
import { SynchronizationError } from './synchronization-error.ts';

export interface ExchangeOptions {
  readonly fetcher: Fetcher;
  readonly signal: AbortSignal;
  readonly breath: Breath;
  /** Bytes of one answer. */
  readonly responseBytes: number;
  /** Times one message is sent before giving up a failing connection. */
  readonly attempts: number;
}

/** Sends one message and reads its answer. @throws SoapFault, SynchronizationError */
export type Exchange = <Request, Response>(url: string, operation: Operation<Request, Response>, request: Request) => Promise<Response>;

export function createExchange(options: ExchangeOptions): Exchange {
  return async (url, operation, request) => {
    const body = writeRequest(operation, request);
    for (let attempt = 1; ; attempt++) {
      try {
        return readResponse(operation, await send(url, operation.action, body, options));
      } catch (error) {
        const failure = notUnderstood(error);
        const isPassing = failure instanceof SynchronizationError && failure.code === 'UssCommunicationError';
        if (!isPassing || attempt >= options.attempts || options.signal.aborted) throw failure;
      }
    }
  };
}

async function send(url: string, action: string, body: string, options: ExchangeOptions): Promise<XmlElement> {
  if (options.signal.aborted) throw canceled();
  const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"`, accept: 'text/xml' };
  const response = await options.fetcher({ url, headers, body, signal: options.signal });
  // Faults come with 500; any other status says it all and its page is not read.
  if (response.status !== 200 && response.status !== 500) throw statusError(response, url);
  try {
    return await readAnswer(response, options);
  } catch (error) {
    if (response.status === 500 && error instanceof SoapError) throw statusError(response, url);
    throw error;
  }
}

async function readAnswer(response: FetchResponse, { breath, responseBytes, signal }: ExchangeOptions): Promise<XmlElement> {
  const limits: XmlLimits = { characters: responseBytes, depth: 32, elements: 4_000_000, attributes: 64 };
  const reader = createEnvelopeReader(limits);
  let bytes = 0;
  for await (const piece of response.body) {
    if (bytes === 0 && response.status === 200 && isWebPage(piece)) throw new SynchronizationError('UssOtherError', 'The server answered with a web page instead of a SOAP message.');
    bytes += piece.length;
    if (bytes > responseBytes) throw new SynchronizationError('UssOtherError', `The server's answer is larger than ${responseBytes} bytes.`);
    for (let at = 0; at < piece.length; at += pieceLength) {
      reader.write(piece.subarray(at, at + pieceLength));
      await breath();
    }
    if (signal.aborted) throw canceled();
  }
  return reader.close();
}

/** A proxy's or portal's page: worth its own words, since the address is right and something stands between. */
function isWebPage(beginning: Uint8Array): boolean {
  return /^\s*(<!doctype html|<html)/i.test(Buffer.from(beginning.subarray(0, 200)).toString('latin1'));
}

/** Bytes parsed at a stretch: a millisecond at most. */
const pieceLength = 32 * 1024;

function statusError({ status, statusText }: FetchResponse, url: string): SynchronizationError {
  const message = `The request failed with HTTP status ${status}: ${statusText}.`;
  if (status === 401 || status === 403) return new SynchronizationError('DssAuthenticationError', message);
  if (status === 407) return new SynchronizationError('ProxyError', message);
  if (status === 404 || status === 410) return new SynchronizationError('UssNotFound', `${message.slice(0, -1)} (${url}).`);
  if (status === 503 || status === 429) return new SynchronizationError('UssBusy', message);
  return new SynchronizationError('UssCommunicationError', message);
}

function canceled(): SynchronizationError {
  return new SynchronizationError('UserCanceled', 'The synchronization was canceled.');
}

/** A message that is not what it must be, in the words of a synchronization; what is explained already stays as it is. */
export function notUnderstood(error: unknown): unknown {
  if (error instanceof SoapError) return new SynchronizationError('UssOtherError', `The server's answer cannot be understood: ${error.message}`, { cause: error });
  return error instanceof SoapFault || error instanceof SynchronizationError
    ? error
    : new SynchronizationError('Unknown', error instanceof Error ? error.message : String(error), { cause: error });
}
