import type { ClientRow, ClientStateName, ScanStateName, Supersedence, UnknownComputer, UnknownReason } from '../../contract/index.ts';
import { CHUNK, countOne, countTogether, stateOf, type Chunk } from '../compliance/index.ts';
import { createSupersedenceReads } from '../insight/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { SCAN_FAILED, scanStates } from '../state-messages/index.ts';
import type { ClientReads } from './clients.ts';
import type { LiveCounts } from './live-counts.ts';

/** What only the site server's memory knows: clients whose files wait, what is missing of whom, and sites whose link is behind. */
export interface Underway {
  readonly waiting: readonly number[];
  readonly missing: readonly { client: number; serial: number; since: number }[];
  /** Codes of sites. */
  readonly behind: readonly string[];
}

export interface ComplianceReads {
  computers(asked: { update: number; collection: number | null; state: ClientStateName; reason: UnknownReason | null; onlyFix?: boolean; find: string; offset: number; limit: number; underway: Underway }): {
    total: number; asOf: number | null; rows: (ClientRow & { unknown: UnknownComputer | null })[];
  };
  update(asked: { update: number; collection: number | null; underway: Underway }): {
    total: number; installed: number; required: number; notRequired: number; unknown: number; reasons: { reason: UnknownReason; computers: number }[]; asOf: number | null;
  };
  /** Computers by all updates of a list together. */
  list(asked: { id: number; collection: number | null }): { total: number; compliant: number; notCompliant: number; unknown: number; asOf: number | null };
  supersedence(asked: { update: number; collection: number | null }): Supersedence | null;
  scans(asked: { collection: number | null }): { total: number; states: { state: ScanStateName; computers: number }[]; asOf: number | null };
}

interface Place {
  readonly client: number;
  readonly chunk: Chunk;
  readonly place: number;
}

const none = { error: 0, serial: 0, since: null };

/** Tells why nothing is known of a client (SCAN-06): the first reason that holds, the nearest to the counts first. */
function explainer(since: number, corrupt: ReadonlyMap<number, number>, atChildSites: ReadonlySet<number>, underway: Underway): (one: Place) => UnknownComputer {
  const missingOf = new Map(underway.missing.map((one) => [one.client, one]));
  const waiting = new Set(underway.waiting);
  return ({ client, chunk, place }) => {
    const missing = missingOf.get(client);
    const damaged = corrupt.get(client);
    if (missing) return damaged === undefined ? { ...none, reason: 'messageMissing', serial: missing.serial, since: missing.since } : { ...none, reason: 'messageCorrupt', serial: missing.serial, since: damaged };
    if (chunk.known[place]! >= since) return { ...none, reason: 'undetermined' };
    if (damaged !== undefined && damaged >= chunk.lastMessageAt[place]!) return { ...none, reason: 'messageCorrupt', since: damaged };
    if (waiting.has(client)) return { ...none, reason: 'notProcessed' };
    if (atChildSites.has(client)) return { ...none, reason: 'atChildSite', since: chunk.lastMessageAt[place] || null };
    if (chunk.scanState[place] === SCAN_FAILED || chunk.scanState[place] === 4) return { ...none, reason: 'scanFailed', error: chunk.scanError[place]!, since: chunk.scannedAt[place]! };
    return { ...none, reason: 'notScanned', since: chunk.scannedAt[place] || null };
  };
}

export function createComplianceReads(db: Readable, live: LiveCounts, clients: ClientReads, listed: (list: number) => readonly number[]): ComplianceReads {
  const sinceAll = () => live.since(db.first(build.selectFrom('site').select('catalog_version'))!.catalog_version);
  const family = createSupersedenceReads(db);
  const counted = (collection: number | null) => ({ chunks: live.publication()?.chunks ?? [], since: sinceAll(), members: live.members(collection) });
  const sinceOf = (update: number) => sinceAll()[update] ?? 0;
  const asOf = () => live.publication()?.asOf || null;
  const corruptSince = () => new Map(db.prepare<{ client_id: number; at: number }>("SELECT client_id, max(received_at) AS at FROM refused_state_message_files WHERE reason IN ('damaged', 'malformed') AND client_id IS NOT NULL GROUP BY client_id").all().map((row) => [row.client_id, row.at]));

  const clientsOf = (sites: readonly string[]) => new Set(sites.flatMap((code) => db.prepare<number>('SELECT client_id FROM clients WHERE site_code = ? AND removed_at IS NULL').pluck().all(code)));

  function* places(collection: number | null): Generator<Place> {
    const members = live.members(collection);
    const chunks = live.publication()?.chunks ?? [];
    for (const client of clients.byName()) {
      const chunk = chunks[Math.floor((client - 1) / CHUNK)];
      const place = (client - 1) % CHUNK;
      if (!chunk || !((chunk.present[place >> 5]! >>> (place & 31)) & 1)) continue;
      if (members === null || (members[(client - 1) >> 5]! >>> ((client - 1) & 31)) & 1) yield { client, chunk, place };
    }
  }

  return {
    computers: ({ update, collection, state, reason, onlyFix = false, find, offset, limit, underway }) => {
      const since = sinceOf(update);
      const matches = find === '' ? null : clients.found(find);
      const explain = explainer(since, corruptSince(), clientsOf(underway.behind), underway);
      const why = (one: Place) => (state === 'unknown' ? explain(one) : null);
      const losing = onlyFix ? new Set(family.onlyFix(update, counted(collection))) : null;
      const found: Place[] = [];
      for (const one of places(collection)) {
        if (stateOf(one.chunk, update, since, one.place) !== state || (matches && !matches.has(one.client)) || (losing && !losing.has(one.client))) continue;
        if (reason === null || why(one)?.reason === reason) found.push(one);
      }
      const page = found.slice(offset, offset + limit);
      const rows = clients.rows(page.map((one) => one.client));
      return { total: found.length, asOf: asOf(), rows: rows.map((row, i) => ({ ...row, unknown: why(page[i]!) })) };
    },
    update: ({ update, collection, underway }) => {
      const since = sinceOf(update);
      const counts = countOne(live.publication()?.chunks ?? [], update, since, live.members(collection));
      const explain = explainer(since, corruptSince(), clientsOf(underway.behind), underway);
      const reasons = new Map<UnknownReason, number>();
      for (const one of counts.unknown === 0 ? [] : places(collection)) {
        if (stateOf(one.chunk, update, since, one.place) !== 'unknown') continue;
        const { reason } = explain(one);
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
      const { total, installed, required, unknown } = counts;
      return { ...counts, notRequired: total - installed - required - unknown, reasons: [...reasons].map(([reason, computers]) => ({ reason, computers })).sort((a, b) => b.computers - a.computers), asOf: asOf() };
    },
    list: ({ id, collection }) => ({ ...countTogether(live.publication()?.chunks ?? [], listed(id), sinceAll(), live.members(collection)), asOf: asOf() }),
    supersedence: ({ update, collection }) => {
      const graph = family.graph(update, counted(collection));
      return graph && { ...graph, asOf: asOf() };
    },
    scans: ({ collection }) => {
      const states = new Map<number, number>();
      let total = 0;
      for (const { chunk, place } of places(collection)) {
        total++;
        states.set(chunk.scanState[place]!, (states.get(chunk.scanState[place]!) ?? 0) + 1);
      }
      return { total, states: [...states].map(([state, computers]) => ({ state: scanStates[state] ?? 'unknown', computers })).sort((a, b) => b.computers - a.computers), asOf: asOf() };
    },
  };
}
