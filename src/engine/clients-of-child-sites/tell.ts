import type { ClientBelow, LinkMessage, UpdateBelow } from '../hierarchy/index.ts';
import type { Readable, Writable } from '../site-database/index.ts';

/** Clients in one message. */
const CLIENTS = 250;
/** Updates in one message. */
const UPDATES = 2000;
/** State message files in one message: so many at most, and no more bytes than one transaction of the parent should take in. */
const FILES = 1000;
const BYTES = 48 * 1024;

interface Told {
  item_id: number;
  catalog_version: number;
  file_number: number;
}

/**
 * The next message for the parent, with the note that it is told, in the caller's transaction; null when all is told. The catalog
 * comes before the clients, and both before the files that name them.
 */
export function nextMessage(db: Writable): LinkMessage | null {
  const told = db.prepare<Told>('SELECT item_id, catalog_version, file_number FROM told_to_parent').get()!;
  return catalogNews(db, told) ?? clientNews(db) ?? files(db, told);
}

/** A number of the catalog's revision: the first content version of this site that showed it. */
const SINCE = 'coalesce((SELECT min(content_version) FROM content_versions v WHERE v.catalog_version >= i.since_version), (SELECT content_version + 1 FROM site))';

function catalogNews(db: Writable, told: Told): LinkMessage | null {
  const { v } = db.prepare<{ v: number }>('SELECT catalog_version AS v FROM site').get()!;
  if (v === told.catalog_version) return null;
  // Item numbers grow with versions, so they say how far a long catalog was told.
  const rows = db
    .prepare<UpdateBelow & { item: number }>(`SELECT i.item_id AS item, i.ci_id AS id, i.update_id AS updateId, CASE WHEN EXISTS (SELECT 1 FROM software_updates u WHERE u.item_id = i.item_id AND u.since_version <= @v AND u.until_version > @v) THEN i.revision_number ELSE -1 END AS revision, ${SINCE} AS since
       FROM configuration_items i WHERE i.item_id > @after AND i.since_version <= @v ORDER BY i.item_id LIMIT ${UPDATES}`)
    .all({ v, after: told.item_id });
  const updates = rows.map(({ item: _item, ...update }) => update);
  const last = rows.at(-1)?.item ?? told.item_id;
  const done = rows.length < UPDATES;
  if (done) updates.push(...gone(db, told.catalog_version, v));
  db.prepare('UPDATE told_to_parent SET item_id = ?, catalog_version = ?').run(last, done ? v : told.catalog_version);
  return updates.length === 0 ? null : { kind: 'catalog', updates };
}

/** Updates that were taken out of the catalog between two versions and are not back. */
const gone = (db: Readable, from: number, to: number): UpdateBelow[] =>
  db
    .prepare<UpdateBelow>(`SELECT DISTINCT u.ci_id AS id, u.update_id AS updateId, -1 AS revision, 0 AS since FROM software_updates u
       WHERE u.until_version > @from AND u.until_version <= @to AND NOT EXISTS (SELECT 1 FROM software_updates n WHERE n.ci_id = u.ci_id AND n.since_version <= @to AND n.until_version > @to)`)
    .all({ from, to });

function clientNews(db: Writable): LinkMessage | null {
  const rows = db
    .prepare<Omit<ClientBelow, 'gone'> & { gone: number }>(`SELECT client_id AS id, removed_at IS NOT NULL AS gone, guid, name, domain, site_code AS siteCode, origin, operating_system AS operatingSystem, os_version AS osVersion,
       service_pack AS servicePack, product_type AS productType, architecture, language, agent_version AS agentVersion FROM clients WHERE told = 0 ORDER BY client_id LIMIT ${CLIENTS}`)
    .all();
  if (rows.length === 0) return null;
  const set = db.prepare('UPDATE clients SET told = 1 WHERE client_id = ?');
  for (const row of rows) set.run(row.id);
  return { kind: 'clients', clients: rows.map((row) => ({ ...row, gone: row.gone === 1 })) };
}

function files(db: Writable, told: Told): LinkMessage | null {
  const bodies: string[] = [];
  let bytes = 0;
  let last = told.file_number;
  for (const { n, body } of db.prepare<{ n: number; body: Buffer }>(`SELECT file_number AS n, body FROM state_message_files WHERE file_number > ? ORDER BY file_number LIMIT ${FILES}`).all(told.file_number)) {
    bytes += body.length;
    if (bodies.length > 0 && bytes > BYTES) break;
    bodies.push(body.toString('base64'));
    last = n;
  }
  if (bodies.length === 0) return null;
  db.prepare('UPDATE told_to_parent SET file_number = ?').run(last);
  return { kind: 'stateMessages', files: bodies, left: db.prepare<{ n: number }>('SELECT count(*) AS n FROM state_message_files WHERE file_number > ?').get(last)!.n };
}
