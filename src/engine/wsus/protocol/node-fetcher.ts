import http from 'node:http';
import https from 'node:https';
import type { Fetcher, FetchRequest, FetchResponse, FetchTimeouts } from './fetcher.ts';
import { authoritiesWith, certificateProblem } from './certificates.ts';
import { SynchronizationError } from './synchronization-error.ts';

/**
 * Real connections, kept alive between requests. This is the room's one place with timers: they belong to the sockets.
 * @param authorities certificates (PEM) of authorities to trust beside the system's own
 */
export function createNodeFetcher(timeouts: FetchTimeouts, authorities?: string): Fetcher {
  const kept = { keepAlive: true, maxSockets: 4 };
  const agents = { 'http:': new http.Agent(kept), 'https:': new https.Agent({ ...kept, ca: authoritiesWith(authorities) }) };
  return (request) => post(request, timeouts, agents);
}

function post(request: FetchRequest, timeouts: FetchTimeouts, agents: { 'http:': http.Agent; 'https:': https.Agent }): Promise<FetchResponse> {
  const url = URL.parse(request.url);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return Promise.reject(new SynchronizationError('UssNotFound', `"${request.url}" is no address of an update server.`));
  }
  const send = url.protocol === 'https:' ? https.request : http.request;
  const body = Buffer.from(request.body, 'utf8');
  let timedOut = false;
  const explained = (error: unknown): SynchronizationError => (timedOut ? timeout(error) : translated(error, url, request.signal));
  return new Promise((resolve, reject) => {
    const outgoing = send(url, {
      method: 'POST',
      agent: agents[url.protocol as 'http:'],
      headers: { ...request.headers, 'content-length': body.length },
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeouts.total)]),
      timeout: timeouts.connect,
    });
    outgoing.on('error', (error) => reject(explained(error)));
    outgoing.on('socket', (socket) => {
      const connected = (): void => void socket.setTimeout(timeouts.idle);
      if (socket.connecting) socket.once('connect', connected);
      else connected();
    });
    outgoing.on('timeout', () => {
      timedOut = true;
      outgoing.destroy();
    });
    outgoing.on('response', (response) => {
      resolve({ status: response.statusCode ?? 0, statusText: response.statusMessage ?? '', body: bodyOf(response, explained) });
    });
    outgoing.end(body);
  });
}

async function* bodyOf(response: http.IncomingMessage, explained: (error: unknown) => SynchronizationError): AsyncIterable<Uint8Array> {
  try {
    for await (const piece of response) yield piece as Uint8Array;
  } catch (error) {
    throw explained(error);
  }
  if (!response.complete) throw new SynchronizationError('UssCommunicationError', 'The connection was closed before the answer was complete.');
}

function timeout(cause: unknown): SynchronizationError {
  return new SynchronizationError('UssCommunicationError', 'The operation has timed out.', { cause });
}

const notFound = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'];

function translated(error: unknown, url: URL, signal: AbortSignal): SynchronizationError {
  if (error instanceof SynchronizationError) return error;
  if (signal.aborted) return new SynchronizationError('UserCanceled', 'The synchronization was canceled.');
  const { name, code = '', message } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return timeout(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new SynchronizationError('UssNotFound', `The remote name could not be resolved: '${url.hostname}'.`, { cause: error });
  }
  if (notFound.includes(code)) return new SynchronizationError('UssNotFound', `Unable to connect to the remote server ${url.host}.`, { cause: error });
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return new SynchronizationError('UssCommunicationError', `${url.host} does not speak SSL as it is understood here: ${message.trim()}.`, { cause: error });
  return new SynchronizationError('UssCommunicationError', certificateProblem(error, url.hostname) ?? `The connection to ${url.host} failed: ${message}.`, { cause: error });
}
