import type { Breath } from '../kernel/index.ts';
import type { Readable, SiteDatabase } from '../site-database/index.ts';
import { foundBy, type ComparedClient } from './rules.ts';
import { allCollections, rulesOf, withSubcollections } from './store.ts';

/** Clients looked at in one stretch. */
const SLICE = 250;

const COMPARED = 'client_id, name, site_code, operating_system, service_pack, product_type, architecture, language, agent_version';

/** Client ids of the members as of the last update of the membership, ascending; none when there is no such collection. */
export function membersOf(db: Readable, collectionId: number): Uint32Array {
  const bits = db.prepare<Uint8Array>('SELECT membership FROM collections WHERE collection_id = ?').pluck().get(collectionId) ?? new Uint8Array(0);
  const found = new Uint32Array(bits.length * 8);
  let count = 0;
  for (const [at, byte] of bits.entries()) {
    for (let rest = byte, place = at * 8; rest !== 0; rest >>= 1, place += 1) if ((rest & 1) === 1) found[count++] = place + 1;
  }
  return found.slice(0, count);
}

/** Who is in a collection, and with `below` in one that stands below it, as of the last updates of the memberships. */
export interface Members {
  has(clientId: number): boolean;
  readonly size: number;
}

const ones = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

export function membersWithSubcollections(db: Readable, collectionId: number, below: boolean): Members {
  const ids = below ? withSubcollections(allCollections(db), collectionId).map((row) => row.collection_id) : [collectionId];
  const bitsOf = db.prepare<Uint8Array>('SELECT membership FROM collections WHERE collection_id = ?').pluck();
  const all = ids.flatMap((id) => bitsOf.get(id) ?? []);
  const bits = new Uint8Array(all.reduce((most, one) => Math.max(most, one.length), 0));
  for (const one of all) for (let at = 0; at < one.length; at++) bits[at]! |= one[at]!;
  return { has: (clientId) => ((bits[(clientId - 1) >> 3] ?? 0) & (1 << ((clientId - 1) & 7))) !== 0, size: bits.reduce((sum, byte) => sum + ones[byte]!, 0) };
}

/** Another number whenever the members may be others. */
export function membershipVersionOf(db: Readable, collectionId: number): number {
  return db.prepare<number>('SELECT membership_version FROM collections WHERE collection_id = ?').pluck().get(collectionId) ?? 0;
}

/**
 * Finds the members of these collections among all clients in one pass, in slices, and keeps them. A collection that is deleted
 * or changed meanwhile is left as it is; one whose rules and clients are as they were is known already.
 */
export async function updateMembership(database: SiteDatabase, ids: readonly number[], now: number, breath: Breath): Promise<void> {
  const last = database.prepare<number | null>('SELECT max(client_id) FROM clients').pluck().get() ?? 0;
  const facts = database.prepare<number>('SELECT version FROM client_facts').pluck().get()!;
  const asBefore = database.prepare<{ found: number }>('SELECT 1 AS found FROM collections WHERE collection_id = ? AND found_facts = ? AND found_revision = changed_revision');
  const known = ids.filter((id) => asBefore.get(id, facts) !== undefined);
  if (known.length > 0) database.stage((db) => known.forEach((id) => db.prepare('UPDATE collections SET updated_at = ? WHERE collection_id = ?').run(now, id)));
  const looked = ids.flatMap((id) => {
    const rules = known.includes(id) ? undefined : rulesOf(database, id);
    return rules ? [{ id, changed: rules.changedRevision, direct: new Set(rules.direct), holds: foundBy(rules.queries), bits: new Uint8Array(Math.ceil(last / 8)), members: 0 }] : [];
  });
  const next = database.prepare<ComparedClient>(`SELECT ${COMPARED} FROM clients WHERE client_id > ? AND removed_at IS NULL ORDER BY client_id LIMIT ${SLICE}`);
  for (let after = 0; looked.length > 0 && after < last; ) {
    const clients = next.all(after);
    for (const client of clients) {
      const place = client.client_id - 1;
      if (client.client_id > last) break;
      for (const one of looked) {
        if (!one.direct.has(client.client_id) && !one.holds(client)) continue;
        one.bits[place >> 3]! |= 1 << (place & 7);
        one.members += 1;
      }
    }
    after = clients.at(-1)?.client_id ?? last;
    await breath();
  }
  for (const { id, changed, bits, members } of looked) {
    database.stage((db) =>
      db
        .prepare('UPDATE collections SET membership = ?, members = ?, membership_version = membership_version + 1, updated_at = ?, found_facts = ?, found_revision = changed_revision WHERE collection_id = ? AND changed_revision = ?')
        .run(bits, members, now, facts, id, changed));
    await breath();
  }
}
