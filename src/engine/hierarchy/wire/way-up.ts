import { certificateFault, type CertificateFault } from '../../wsus/index.ts';
import { exchangeAnswer, type WayUp } from '../model.ts';
import { BODY_LIMIT, joined, paths, refusal, wsusAddress, type Joined } from './messages.ts';

export interface ParentElsewhere {
  /** Base address of the parent, "https://cen01.corp.lab:8540". */
  url: string;
  /** Code of this site. */
  site: string;
  key: string;
}

const certificates: Record<CertificateFault, string> = {
  otherName: 'its certificate is for another name',
  expired: 'its certificate has expired',
  notYetValid: 'its certificate is not valid yet',
  revoked: 'its certificate was revoked',
  untrusted: 'its certificate is not trusted here; name its authority with --authority',
};

/** Why a call did not reach the parent, in plain words; certificates are named. */
function explained(url: string, error: Error): Error {
  const cause = (error.cause ?? error) as { code?: string; message?: string };
  const fault = certificateFault(cause);
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nothing answers there',
    ENOTFOUND: 'the name is not known',
    ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there',
    ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS there',
  };
  return new Error(`The parent at ${url} cannot be reached: ${fault ? certificates[fault] : (reasons[cause.code ?? ''] ?? cause.message ?? error.message)}.`, { cause: error });
}

async function limited(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > BODY_LIMIT) throw new Error('The answer is too large.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function post({ url, key }: ParentElsewhere, path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
  let text: string;
  let status: number;
  try {
    const response = await fetch(new URL(path, url), { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` }, body: JSON.stringify(body), redirect: 'error', signal });
    status = response.status;
    text = await limited(response);
  } catch (error) {
    if (signal.aborted) throw error;
    throw explained(url, error as Error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`The parent at ${url} answered something else than JSON (HTTP status ${status}).`);
  }
  if (status !== 200) throw new Error(`The parent at ${url} refused: ${refusal.safeParse(value).data?.why ?? `HTTP status ${status}`}`);
  return value;
}

/** Asks the parent who this site is. Rejects when it cannot be reached, or knows neither site nor key. */
export async function join(parent: ParentElsewhere): Promise<Joined> {
  return joined.parse(await post(parent, paths.join, { site: parent.site }, AbortSignal.timeout(30_000)));
}

/**
 * The way to a parent in another program. `moved` is told the parent's site time with every answer.
 */
export function createWayUp(parent: ParentElsewhere, parts: { after(ms: number, run: () => void): () => void; moved(now: number): void }): WayUp {
  return {
    waits: true,
    later: parts.after,
    exchange: async (request, signal) => {
      const answer = exchangeAnswer.parse(await post(parent, paths.exchange, request, AbortSignal.any([signal, AbortSignal.timeout(60_000)])));
      parts.moved(answer.now);
      return answer;
    },
    wsusAddress: async () => {
      const { protocol, port } = wsusAddress.parse(await post(parent, paths.wsus, { site: parent.site }, AbortSignal.timeout(60_000)));
      return `${protocol}://${new URL(parent.url).hostname}:${port}`;
    },
  };
}
