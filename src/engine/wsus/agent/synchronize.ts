import type { Breath } from '../../kernel/index.ts';
import type { UpdateIdentity } from '../metadata/index.ts';
import { refreshCache, SoapError, syncUpdates, type Exchange } from '../protocol/index.ts';
import type { MachineFacts } from '../rules/index.ts';
import type { AgentCache } from './cache.ts';
import type { AgentSession } from './session.ts';

/** The agent's side of a server. */
export interface ServerLink {
  /** Address of the service for clients. */
  readonly url: string;
  readonly session: AgentSession;
  readonly exchange: Exchange;
  readonly cache: AgentCache;
  readonly breath: Breath;
}

/** Identities in one RefreshCache. */
const refreshBatch = 100;
/** Of SyncUpdates in one scan; ten thousand updates need some sixty. */
const mostCalls = 2000;

/** The loop of W§4: as long as the server has more, or something came that others may stand on. */
export async function synchronize({ url, session, exchange, cache, breath }: ServerLink, machine: MachineFacts): Promise<{ readonly calls: number; readonly received: number }> {
  let received = 0;
  let lists = await cache.split(machine, breath);
  for (let calls = 1; ; calls += 1) {
    const parameters = { expressQuery: false, installedNonLeafUpdateIds: lists.installed, otherCachedUpdateIds: lists.others, skipSoftwareSync: false };
    const { newUpdates = [], outOfScopeRevisionIds = [], truncated } = await session.call((cookie) => exchange(url, syncUpdates, { cookie, parameters }));
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
    lists = isAsked ? await cache.split(machine, breath) : { ...lists, others: [...lists.others, ...newUpdates.map(({ id }) => id)] };
    // What others stand on can be a bundle, which is installed only when its members have come.
    if (!truncated && !hasMore && lists.installed.join() === before.join()) return { calls, received };
    if (calls >= mostCalls) throw new SoapError(`The server's updates do not come to an end: it was asked ${calls} times.`);
  }
}

/** Asks which ids the server has now for what was sent before it forgot this client (W§2). */
export async function refresh({ url, session, exchange, cache }: ServerLink): Promise<void> {
  const identities = cache.identities();
  const known: { id: number; identity: UpdateIdentity }[] = [];
  for (let at = 0; at < identities.length; at += refreshBatch) {
    const globalIds = identities.slice(at, at + refreshBatch);
    const answer = await session.call((cookie) => exchange(url, refreshCache, { cookie, globalIds }));
    known.push(...answer.map(({ revisionId, globalId }) => ({ id: revisionId, identity: globalId })));
  }
  cache.remap(known);
}
