import type { Breath, Ids } from '../../kernel/index.ts';
import type { UpdateIdentity } from '../metadata/index.ts';
import { clientPath, createExchange, createNodeFetcher, defaultClientLimits, refreshCache, reportEventBatch, reportingPath, SoapError, syncUpdates, type Fetcher } from '../protocol/index.ts';
import type { MachineFacts } from '../rules/index.ts';
import { createAgentCache } from './cache.ts';
import { computerInfo } from './computer-info.ts';
import { failedScanEvents, scanEvents } from './report.ts';
import { createAgentSession, isLost } from './session.ts';

export interface UpdateAgentOptions {
  /** Base address of the WSUS server, "http://server:8530". */
  readonly url: string;
  /** A GUID this computer keeps for ever. */
  readonly clientId: string;
  readonly dnsName: string;
  /** Of the Windows Update Agent: "7.2.6001.788". */
  readonly agentVersion: string;
  readonly clock: { now(): number };
  readonly ids: Ids;
  readonly signal: AbortSignal;
  readonly breath: Breath;
  /** Real connections by default. */
  readonly fetcher?: Fetcher;
}

export interface ScanResult {
  readonly installed: readonly UpdateIdentity[];
  readonly required: readonly UpdateIdentity[];
  /** Whose rules could not be answered. */
  readonly unknown: readonly UpdateIdentity[];
  /** Times SyncUpdates was called. */
  readonly calls: number;
  /** Documents that came; those of an earlier scan are kept. */
  readonly received: number;
}

/** The agent of one computer. Every call may reject with SoapFault, SoapError, XmlError, UpdateError or SynchronizationError (the connection). */
export interface UpdateAgent {
  /** Scans (SCAN-03, SCAN-12). The machine is the same computer each time, as it is then. */
  scan(machine: MachineFacts): Promise<ScanResult>;
  /** Tells the server what a scan found (W§4, events 147 and 156). */
  report(result: ScanResult): Promise<void>;
  /** Tells the server that a scan failed (event 148). @param result HRESULT, signed 32 bits */
  reportFailure(result: number): Promise<void>;
}

/** Identities in one RefreshCache. */
const refreshBatch = 100;
const attempts = 3;
/** Of SyncUpdates in one scan; ten thousand updates need some sixty. */
const mostCalls = 2000;

export function createUpdateAgent(options: UpdateAgentOptions): UpdateAgent {
  const { clientId, clock, ids, breath, signal } = options;
  const { responseBytes, attempts: sendings } = defaultClientLimits;
  const exchange = createExchange({ fetcher: options.fetcher ?? createNodeFetcher(defaultClientLimits), signal, breath, responseBytes, attempts: sendings });
  const base = options.url.replace(/\/+$/, '');
  const cache = createAgentCache();
  let machine: MachineFacts | undefined;
  const session = createAgentSession({ base, clientId, exchange, clock, computer: () => computerInfo(options, machine) });

  /** The loop of W§4: as long as the server has more, or something came that others may stand on. */
  const synchronize = async (on: MachineFacts): Promise<Pick<ScanResult, 'calls' | 'received'>> => {
    let received = 0;
    let lists = await cache.split(on, breath);
    for (let calls = 1; ; calls += 1) {
      const parameters = { expressQuery: false, installedNonLeafUpdateIds: lists.installed, otherCachedUpdateIds: lists.others, skipSoftwareSync: false };
      const { newUpdates = [], outOfScopeRevisionIds = [], truncated } = await session.call((cookie) => exchange(base + clientPath, syncUpdates, { cookie, parameters }));
      cache.remove(outOfScopeRevisionIds);
      for (const info of newUpdates) {
        cache.put(info);
        await breath();
      }
      received += newUpdates.length;
      if (truncated && newUpdates.length === 0) throw new SoapError('The server says there are more updates, but sends none.');
      const hasMore = newUpdates.some(({ isLeaf }) => !isLeaf);
      const before = lists.installed;
      const isAsked = !truncated || hasMore || outOfScopeRevisionIds.length > 0;
      lists = isAsked ? await cache.split(on, breath) : { ...lists, others: [...lists.others, ...newUpdates.map(({ id }) => id)] };
      // What others stand on can be a bundle, which is installed only when its members have come.
      if (!truncated && !hasMore && lists.installed.join() === before.join()) return { calls, received };
      if (calls >= mostCalls) throw new SoapError(`The server's updates do not come to an end: it was asked ${calls} times.`);
    }
  };
  const refresh = async (): Promise<void> => {
    const identities = cache.identities();
    const known: { id: number; identity: UpdateIdentity }[] = [];
    for (let at = 0; at < identities.length; at += refreshBatch) {
      const globalIds = identities.slice(at, at + refreshBatch);
      const answer = await session.call((cookie) => exchange(base + clientPath, refreshCache, { cookie, globalIds }));
      known.push(...answer.map(({ revisionId, globalId }) => ({ id: revisionId, identity: globalId })));
    }
    cache.remap(known);
  };
  const send = async (events: ReturnType<typeof scanEvents>): Promise<void> => {
    const clientTime = new Date(clock.now()).toISOString();
    await session.call((cookie) => exchange(base + reportingPath, reportEventBatch, { cookie, clientTime, eventBatch: events }));
  };
  const reporter = () => ({ clientId, ids, now: clock.now() });

  return {
    async scan(on) {
      machine = on;
      for (let attempt = 1; ; attempt += 1) {
        try {
          const counts = await synchronize(on);
          const { updates, evaluate } = await cache.rules.link(breath);
          const found = evaluate(on);
          const named = (indexes: Int32Array): UpdateIdentity[] => [...indexes].map((index) => ({ updateId: updates[index]!.updateId, revisionNumber: updates[index]!.revisionNumber }));
          return { installed: named(found.installed), required: named(found.required), unknown: named(found.unknown), ...counts };
        } catch (error) {
          if (!isLost(error) || attempt >= attempts) throw error;
          await refresh();
        }
      }
    },
    report: ({ installed, required }) => send(scanEvents(reporter(), installed, required)),
    reportFailure: (result) => send(failedScanEvents(reporter(), result)),
  };
}
