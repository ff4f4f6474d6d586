import type { Breath, Ids } from '../../kernel/index.ts';
import type { UpdateIdentity } from '../metadata/index.ts';
import { clientPath, createExchange, createNodeFetcher, defaultClientLimits, reportEventBatch, reportingPath, type Fetcher } from '../protocol/index.ts';
import type { MachineFacts } from '../rules/index.ts';
import { createAgentCache } from './cache.ts';
import { computerInfo } from './computer-info.ts';
import { failedScanEvents, scanEvents } from './report.ts';
import { createAgentSession, isLost } from './session.ts';
import { refresh, synchronize, type ServerLink } from './synchronize.ts';

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

const attempts = 3;

export function createUpdateAgent(options: UpdateAgentOptions): UpdateAgent {
  const { clientId, clock, ids, breath, signal } = options;
  const { responseBytes, attempts: sendings } = defaultClientLimits;
  const exchange = createExchange({ fetcher: options.fetcher ?? createNodeFetcher(defaultClientLimits), signal, breath, responseBytes, attempts: sendings });
  const base = options.url.replace(/\/+$/, '');
  const cache = createAgentCache();
  let machine: MachineFacts | undefined;
  const session = createAgentSession({ base, clientId, exchange, clock, computer: () => computerInfo(options, machine) });

  const send = async (events: ReturnType<typeof scanEvents>): Promise<void> => {
    const clientTime = new Date(clock.now()).toISOString();
    await session.call((cookie) => exchange(base + reportingPath, reportEventBatch, { cookie, clientTime, eventBatch: events }));
  };
  const link: ServerLink = { url: base + clientPath, session, exchange, cache, breath };
  const reporter = () => ({ clientId, ids, now: clock.now() });

  return {
    async scan(on) {
      machine = on;
      for (let attempt = 1; ; attempt += 1) {
        try {
          const counts = await synchronize(link, on);
          const { updates, evaluate } = await cache.rules.link(breath);
          const found = evaluate(on);
          const named = (indexes: Int32Array): UpdateIdentity[] => [...indexes].map((index) => ({ updateId: updates[index]!.updateId, revisionNumber: updates[index]!.revisionNumber }));
          return { installed: named(found.installed), required: named(found.required), unknown: named(found.unknown), ...counts };
        } catch (error) {
          if (!isLost(error) || attempt >= attempts) throw error;
          await refresh(link);
        }
      }
    },
    report: ({ installed, required }) => send(scanEvents(reporter(), installed, required)),
    reportFailure: (result) => send(failedScanEvents(reporter(), result)),
  };
}
