import type { Breath } from '../../kernel/index.ts';
import { defaultXmlLimits, type XmlElement } from '../xml/index.ts';
import type { UpdateIdentity } from '../metadata/index.ts';
import { createExchange, notUnderstood, type Exchange } from './exchange.ts';
import type { Fetcher, FetchTimeouts } from './fetcher.ts';
import { createNodeFetcher } from './node-fetcher.ts';
import { updateIdentity, type ConfigData, type ServerSyncFilter, type ServerUpdateData } from './messages.ts';
import { getRevisionElements, getUpdateData, ping, serverSyncPath } from './operations.ts';
import { createSessions, isStaleCookie } from './session.ts';
import { SoapFault } from './soap-error.ts';
import { SynchronizationError } from './synchronization-error.ts';
import { receiveUpdates, type ReceivedUpdate } from './receive-updates.ts';

export interface ClientLimits extends FetchTimeouts {
  /** Bytes of one answer. */
  readonly responseBytes: number;
  /** Characters of one update document. */
  readonly documentCharacters: number;
  /** Times one message is sent when the connection fails. */
  readonly attempts: number;
}

export const defaultClientLimits: ClientLimits = {
  connect: 15_000, idle: 60_000, total: 300_000, responseBytes: 128 * 1024 * 1024, documentCharacters: defaultXmlLimits.characters, attempts: 3,
};

export interface ServerSyncClientOptions {
  /** Base address of the update server, "http://server:8530". */
  readonly url: string;
  /** Fully qualified name of this server. */
  readonly accountName: string;
  /** A GUID this server keeps for ever. */
  readonly accountGuid: string;
  readonly signal: AbortSignal;
  readonly breath: Breath;
  readonly limits?: Partial<ClientLimits>;
  /** Certificates (PEM) of authorities that may vouch for the server, beside the system's own. */
  readonly authorities?: string;
  /** Real connections by default. */
  readonly fetcher?: Fetcher;
}

/** A language by its LCID, with the same meaning of `delta`. */
export interface LanguageDelta {
  readonly id: number;
  readonly delta: boolean;
}

/** `delta: true`: only what is newer than the anchor; false: everything of it (it was not asked for before). */
export interface DeltaChoice {
  readonly id: string;
  readonly delta: boolean;
}

export type RevisionRequest =
  | { readonly configuration: true; readonly anchor?: string }
  | {
      readonly configuration: false;
      readonly anchor?: string;
      readonly categories: readonly DeltaChoice[];
      readonly classifications: readonly DeltaChoice[];
      /** Left out: updates of every language. */
      readonly languages?: readonly LanguageDelta[];
    };

export interface RevisionAnswer {
  /** To be kept for the next request of the same kind. */
  readonly anchor: string;
  readonly revisions: readonly UpdateIdentity[];
  /** The server is not the one the anchor came from: the anchor was dropped and everything is listed. The caller drops his other anchors too. */
  readonly serverChanged: boolean;
}

/** An upstream update server as a downstream server sees it (MS-WSUSSS, W§3). Every call may reject with {@link SynchronizationError} only. */
export interface ServerSyncClient {
  /** Whether the server answers at all; its name for itself. */
  ping(): Promise<{ readonly name: string }>;
  /** Authenticates and reads the server's configuration. The other calls do it by themselves when it was not done. */
  connect(): Promise<ConfigData>;
  listRevisions(request: RevisionRequest): Promise<RevisionAnswer>;
  /**
   * The documents, as they arrive and in no certain order, while the next batch is on its way already. Each identity is
   * yielded once. Leaving the loop gives up what is in flight.
   */
  updates(identities: readonly UpdateIdentity[]): AsyncIterableIterator<ReceivedUpdate>;
}

export function createServerSyncClient(options: ServerSyncClientOptions): ServerSyncClient {
  const limits = { ...defaultClientLimits, ...options.limits };
  const { signal, breath } = options;
  const fetcher = options.fetcher ?? createNodeFetcher(limits, options.authorities);
  const exchangeWith = (abort: AbortSignal): Exchange =>
    createExchange({ fetcher, signal: abort, breath, responseBytes: limits.responseBytes, attempts: limits.attempts });
  const exchange = exchangeWith(signal);
  const base = options.url.replace(/\/+$/, '');
  const serverSync = base + serverSyncPath;
  const sessions = createSessions({ base, accountName: options.accountName, accountGuid: options.accountGuid, attempts: limits.attempts, exchange });
  const plainly = <T>(step: () => Promise<T>): Promise<T> => step().catch((error: unknown) => Promise.reject(synchronizationError(error)));

  return {
    ping: () =>
      plainly(async () => ({ name: (await exchange(serverSync, ping, { pingLevel: 1 })).servicesMachine ?? '' })),
    connect: () => plainly(async () => (await sessions.current()).configuration),
    listRevisions: (request) =>
      plainly(async () => {
        const ask = (anchor: string | undefined): Promise<{ anchor: string; newRevisions: readonly XmlElement[] }> =>
          sessions.authenticated(({ cookie }) => exchange(serverSync, getRevisionElements, { cookie, filter: filterOf(request, anchor) }));
        const answer = async (anchor: string | undefined, serverChanged: boolean): Promise<RevisionAnswer> => {
          const { anchor: next, newRevisions } = await ask(anchor);
          return { anchor: next, revisions: await identitiesOf(newRevisions, breath), serverChanged };
        };
        try {
          return await answer(request.anchor, false);
        } catch (error) {
          if (!(error instanceof SoapFault) || error.code !== 'ServerChanged' || request.anchor === undefined) throw error;
          return answer(undefined, true);
        }
      }),
    updates: (identities) =>
      receiveUpdates(identities, {
        signal,
        breath,
        documentCharacters: limits.documentCharacters,
        batchSize: () => plainly(async () => (await sessions.current()).configuration.maxNumberOfUpdatesPerRequest),
        request: (updateIds, abort): Promise<ServerUpdateData> =>
          plainly(() => sessions.authenticated(({ cookie }) => exchangeWith(abort)(serverSync, getUpdateData, { cookie, updateIds }))),
      }),
  };
}

function filterOf(request: RevisionRequest, anchor: string | undefined): ServerSyncFilter {
  if (request.configuration) return { anchor, getConfig: true };
  return { anchor, getConfig: false, categories: request.categories, classifications: request.classifications, languages: request.languages };
}

/** @throws SynchronizationError when an item is no identity. */
async function identitiesOf(elements: readonly XmlElement[], breath: Breath): Promise<UpdateIdentity[]> {
  const identities: UpdateIdentity[] = [];
  try {
    for (const element of elements) {
      identities.push(updateIdentity.read(element));
      const pause = breath();
      if (pause) await pause;
    }
  } catch (error) {
    throw notUnderstood(error);
  }
  return identities;
}

function synchronizationError(error: unknown): SynchronizationError {
  if (error instanceof SynchronizationError) return error;
  if (!(error instanceof SoapFault)) return new SynchronizationError('Unknown', error instanceof Error ? error.message : String(error), { cause: error });
  if (error.code === 'IncompatibleProtocolVersion') return new SynchronizationError('IncompatibleProtocolVersion', error.message, { cause: error });
  if (error.code === 'ServerBusy') return new SynchronizationError('UssBusy', error.message, { cause: error });
  if (error.code === 'InternalServerError') return new SynchronizationError('UssInternalError', error.message, { cause: error });
  if (isStaleCookie(error)) return new SynchronizationError('DssAuthenticationError', error.message, { cause: error });
  return new SynchronizationError('UssOtherError', error.message, { cause: error });
}
