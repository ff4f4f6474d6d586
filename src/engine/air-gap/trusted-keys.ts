import type { Selectable } from 'kysely';
import type { Commanded, KeyRotation, TrustedKey } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import { build, type Readable, type SiteDatabase, type Tables } from '../site-database/index.ts';
import { derOf, fingerprintOf, isSignedBy, pemOf, readPublicKey } from './public-key.ts';

type Row = Selectable<Tables['trusted_keys']>;

const shown = (row: Row): TrustedKey => ({
  fingerprint: row.fingerprint, label: row.label, state: row.state, pinnedAt: row.pinned_at, pinnedBy: row.pinned_by, endedAt: row.ended_at, replacedBy: row.replaced_by,
});

/** A key by its fingerprint, whatever its state. */
export const findKey = (db: Readable, fingerprint: string): Row | undefined => db.first(build.selectFrom('trusted_keys').selectAll().where('fingerprint', '=', fingerprint));

const areas = ['airGap' as const];
const refused = (why: string, todo: string) => new Failure('REFUSED', { what: 'The trusted keys were not changed.', why, todo });

/** Keys of exporting sites: pinned, replaced by a key they signed, revoked. Every change is journaled; none is ever forgotten. */
export function createTrustedKeys({ database, journal, clock }: { database: SiteDatabase; journal: Journal; clock: Clock }) {
  const insert = (db: Parameters<Parameters<SiteDatabase['transaction']>[0]>[0], row: Row) => void db.run(build.insertInto('trusted_keys').values(row));
  const end = (fingerprint: string, state: Row['state'], replacedBy: string | null) =>
    build.updateTable('trusted_keys').where('fingerprint', '=', fingerprint).set({ state, ended_at: clock.now(), replaced_by: replacedBy });
  const added = (pem: string, label: string, actor: string): Row => {
    const key = readPublicKey(pem);
    const fingerprint = fingerprintOf(key);
    const known = findKey(database, fingerprint);
    if (known) throw refused(`The key is listed already; it is ${known.state}.`, known.state === 'trusted' ? 'Nothing needs to be done.' : 'Let the exporting site make a new key.');
    return { fingerprint, public_key: pemOf(key), label, state: 'trusted', pinned_at: clock.now(), pinned_by: actor, ended_at: null, replaced_by: null };
  };
  const trusted = (fingerprint: string): Row => {
    const row = findKey(database, fingerprint);
    if (!row) throw new Failure('NOT_FOUND', { what: 'The trusted keys were not changed.', why: 'There is no key with this fingerprint.', todo: 'Look at the list of trusted keys.' });
    if (row.state !== 'trusted') throw refused(`The key "${row.label}" is ${row.state}.`, 'Pin the exporting site’s present key.');
    return row;
  };

  return {
    list: (): TrustedKey[] => database.all(build.selectFrom('trusted_keys').selectAll().orderBy('pinned_at').orderBy('fingerprint')).map(shown),
    pin: (call: Commanded, { publicKey, label }: { publicKey: string; label: string }) =>
      journal.command(call, { name: 'airGap.pinKey', input: { publicKey, label }, areas }, (db) => {
        const row = added(publicKey, label, call.actor);
        insert(db, row);
        return { value: shown(row), after: shown(row) };
      }),
    rotate: (call: Commanded, rotation: KeyRotation) =>
      journal.command(call, { name: 'airGap.rotateKey', input: { rotation }, areas }, (db) => {
        const old = trusted(rotation.previous);
        const row = added(rotation.publicKey, old.label, call.actor);
        if (!isSignedBy(readPublicKey(old.public_key), derOf(readPublicKey(rotation.publicKey)), rotation.signature)) {
          throw refused(`The new key was not signed by the trusted key "${old.label}".`, 'Do not use it. Ask the exporting site for its key on another way.');
        }
        insert(db, row);
        db.run(end(old.fingerprint, 'replaced', row.fingerprint));
        return { value: shown(row), before: shown(old), after: shown(row) };
      }),
    revoke: (call: Commanded, fingerprint: string) =>
      journal.command(call, { name: 'airGap.revokeKey', input: { fingerprint }, areas }, (db) => {
        const before = trusted(fingerprint);
        db.run(end(fingerprint, 'revoked', null));
        const after = shown(findKey(db, fingerprint)!);
        return { value: after, before: shown(before), after };
      }),
  };
}
