import type { ClientColumn, ClientDetails, ClientRow, ClientStateName, ClientUpdate } from '../../contract/index.ts';
import { CHUNK, stateOf, type Chunk } from '../compliance/index.ts';
import { build, type Readable, type Tables } from '../site-database/index.ts';
import { scanStates } from '../state-messages/index.ts';
import type { Selectable } from 'kysely';
import type { LiveCounts } from './live-counts.ts';
import { iconOf, severityOf } from '../update-repository/index.ts';

/** Lists of clients as they were told of last. */
export interface ClientReads {
  list(asked: { find: string; sort: { column: ClientColumn; descending: boolean }; collection: number | null; offset: number; limit: number }): { total: number; rows: ClientRow[] };
  /** Rows of these clients, in their order. */
  rows(ids: readonly number[]): ClientRow[];
  /** Every client's number in the order of names. */
  byName(): Int32Array;
  /** Clients of whom the name, domain, site, operating system, architecture, language or agent version holds a text. */
  found(text: string): Set<number>;
  updates(asked: { id: number; state: ClientStateName; find: string; offset: number; limit: number }): { total: number; rows: ClientUpdate[] };
  /** A client with how many updates are in each state on it; null: there is none. */
  details(id: number): Omit<ClientDetails, 'managementPoint' | 'agent'> | null;
}

const stored: Partial<Record<ClientColumn, string>> = {
  name: 'name', domain: 'domain', siteCode: 'site_code', operatingSystem: 'operating_system', servicePack: 'service_pack', architecture: 'architecture', language: 'language', agentVersion: 'agent_version', origin: 'origin',
};

/** One text a row, a line each, so that nothing is found across two of them. */
const SEARCHED = ['name', 'domain', 'site_code', 'operating_system', 'architecture', 'language', 'agent_version'].join(' || char(10) || ');

const productTypes = ['workstation', 'domainController', 'server'] as const;

const nowhere: { chunk: Chunk | undefined; place: number } = { chunk: undefined, place: 0 };

export function createClientReads(db: Readable, live: LiveCounts): ClientReads {
  let order: { key: string; ids: Int32Array } | null = null;

  const at = (id: number) => {
    const chunk = live.publication()?.chunks[Math.floor((id - 1) / CHUNK)];
    return chunk ? { chunk, place: (id - 1) % CHUNK } : nowhere;
  };
  const toRow = (row: Selectable<Tables['clients']>): ClientRow => {
    const { chunk, place } = at(row.client_id);
    return {
      id: row.client_id, name: row.name, domain: row.domain, siteCode: row.site_code, operatingSystem: row.operating_system, osVersion: row.os_version, servicePack: row.service_pack,
      architecture: row.architecture, language: row.language, agentVersion: row.agent_version, origin: row.origin,
      lastScanAt: chunk?.scannedAt[place] || null,
      scanState: scanStates[chunk?.scanState[place] ?? 0] ?? 'unknown',
      scanError: chunk?.scanError[place] ?? 0,
      lastMessageAt: chunk?.lastMessageAt[place] || null,
      messagesMissing: chunk?.missing[place] === 1,
    };
  };
  const one = 'SELECT * FROM clients WHERE client_id = ?';
  const rows = (ids: readonly number[]) => ids.flatMap((id) => {
    const row = db.prepare<Selectable<Tables['clients']>>(one).get(id);
    return row ? [toRow(row)] : [];
  });
  const byName = (): Int32Array => {
    const key = JSON.stringify(db.prepare('SELECT max(client_id), count(removed_at), count(*) FROM clients').raw().get());
    if (order?.key !== key) order = { key, ids: Int32Array.from(db.prepare<number>('SELECT client_id FROM clients WHERE removed_at IS NULL ORDER BY name, client_id').pluck().all()) };
    return order.ids;
  };
  const found = (text: string) => new Set(db.prepare<number>(`SELECT client_id FROM clients WHERE removed_at IS NULL AND instr(lower(${SEARCHED}), ?) > 0`).pluck().all(text.toLowerCase()));
  const told = { lastScanAt: 'scannedAt', scanState: 'scanState', lastMessageAt: 'lastMessageAt' } as const;

  const sorted = ({ column, descending }: { column: ClientColumn; descending: boolean }): Int32Array => {
    if (column === 'name' && !descending) return byName();
    const name = stored[column];
    if (name !== undefined) return Int32Array.from(db.prepare<number>(`SELECT client_id FROM clients WHERE removed_at IS NULL ORDER BY ${name} COLLATE NOCASE ${descending ? 'DESC' : 'ASC'}, name, client_id`).pluck().all());
    const values = told[column as keyof typeof told];
    const value = (id: number) => {
      const { chunk, place } = at(id);
      return chunk?.[values][place] ?? 0;
    };
    const ids = byName();
    const keys = Float64Array.from(ids, value);
    return Int32Array.from(Uint32Array.from(ids.keys()).sort((a, b) => (descending ? keys[b]! - keys[a]! : keys[a]! - keys[b]!) || a - b), (i) => ids[i]!);
  };

  const updatesOf = () => {
    const version = db.first(build.selectFrom('site').select('catalog_version'))!.catalog_version;
    return { version, since: live.since(version) };
  };

  return {
    rows, byName, found,
    list: ({ find, sort, collection, offset, limit }) => {
      const members = live.members(collection);
      const matches = find === '' ? null : found(find);
      const ids = sorted(sort).filter((id) => (members === null || (members[(id - 1) >> 5]! >>> ((id - 1) & 31)) & 1) && (!matches || matches.has(id)));
      return { total: ids.length, rows: rows([...ids.subarray(offset, offset + limit)]) };
    },
    updates: ({ id, state, find, offset, limit }) => {
      const { version, since } = updatesOf();
      const { chunk, place } = at(id);
      const order = db.prepare<number>('SELECT ci_id FROM software_updates WHERE since_version <= ? AND until_version > ? AND instr(find_text, ?) > 0 ORDER BY date_released DESC, title').pluck().all(version, version, find.toLowerCase());
      const ids = order.filter((update) => (chunk ? stateOf(chunk, update, since[update] ?? 0, place) : 'unknown') === state);
      const row = db.prepare<Selectable<Tables['software_updates']>>('SELECT * FROM software_updates WHERE ci_id = ? AND since_version <= ? AND until_version > ?');
      const page = ids.slice(offset, offset + limit).map((update) => row.get(update, version, version)!);
      return { total: ids.length, rows: page.map((u) => ({ id: u.ci_id, articleId: u.article_id, bulletinId: u.bulletin_id, title: u.title, severity: severityOf(u.severity), icon: iconOf(u.icon), dateReleased: u.date_released, state })) };
    },
    details: (id) => {
      const row = db.prepare<Selectable<Tables['clients']>>(`${one} AND removed_at IS NULL`).get(id);
      if (!row) return null;
      const { since } = updatesOf();
      const { chunk, place } = at(id);
      const counts = { installed: 0, required: 0, notRequired: 0, unknown: 0 };
      since.forEach((version, update) => void (version !== 0xffff_ffff && counts[chunk ? stateOf(chunk, update, version, place) : 'unknown']++));
      return { ...toRow(row), guid: row.guid, registeredAt: row.registered_at, productType: productTypes[row.product_type - 1] ?? 'server', ...counts };
    },
  };
}
