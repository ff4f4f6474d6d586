import { guidCheckOf, register, unregister } from '../clients/index.ts';
import type { Compliance } from '../compliance/index.ts';
import type { ClientBelow, LinkMessage } from '../hierarchy/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import { checkFile, headerOf, renumber } from '../state-messages/index.ts';
import { createNumbers } from './numbers.ts';

export type News = Extract<LinkMessage, { kind: 'clients' | 'catalog' | 'stateMessages' }>;

/** Takes in, one after the other, what came from child sites; `done` is written in the transaction that takes it. */
export interface Receiver {
  take(site: string, news: News, done: (db: Writable) => void): void;
  /** Takes every client out that came through a site that was removed; says how many. */
  removeSite(site: string, done: (db: Writable, computers: number) => void): void;
}

export interface ReceiverParts {
  database: SiteDatabase;
  clock: Clock;
  compliance: Compliance;
  /** By client_id: what proves a client; shared with the intake. */
  guidChecks: Map<number, number>;
}

export function createReceiver({ database, clock, compliance, guidChecks }: ReceiverParts): Receiver {
  const numbers = createNumbers(database);
  const ownOf = (db: Readable, site: string, their: number) => db.prepare<{ id: number }>('SELECT client_id AS id FROM child_clients WHERE site_code = ? AND their_id = ?').get(site, their)?.id;
  const isThere = (db: Readable, id: number) => db.prepare('SELECT 1 FROM clients WHERE client_id = ? AND removed_at IS NULL').get(id) !== undefined;

  /** Whether a computer that came through a child site has become one of this site's fleet. */
  const isOwn = (db: Readable, id: number) => db.prepare('SELECT 1 FROM clients WHERE client_id = ? AND machine IS NOT NULL').get(id) !== undefined;

  /** Lets a client in; null when a computer with its GUID is a client of another site: then that one stays. */
  const enter = (db: Writable, site: string, client: ClientBelow): { id: number; anew: boolean } | null => {
    const mapped = ownOf(db, site, client.id);
    const row = db.prepare<{ id: number; removed_at: number | null }>('SELECT client_id AS id, removed_at FROM clients WHERE guid = ?').get(client.guid);
    const same = row !== undefined && row.id === mapped && !isOwn(db, row.id);
    if (row && !same && row.removed_at === null) return null;
    const { id: their, gone: _gone, ...facts } = client;
    const id = register(db, { ...facts, machine: null }, clock.now());
    db.prepare('INSERT INTO child_clients (site_code, their_id, client_id) VALUES (?, ?, ?) ON CONFLICT (site_code, their_id) DO UPDATE SET client_id = excluded.client_id').run(site, their, id);
    return { id, anew: row !== undefined && !same };
  };
  const leave = (db: Writable, site: string, client: ClientBelow): number | null => {
    const id = ownOf(db, site, client.id);
    if (id === undefined || !isThere(db, id)) return null;
    unregister(db, id, clock.now());
    return id;
  };

  const clients = (site: string, all: readonly ClientBelow[], done: (db: Writable) => void) => {
    const { entered, left } = database.transaction((db) => {
      const changed = {
        entered: all.flatMap((client) => (client.gone ? [] : { client, entry: enter(db, site, client) })),
        left: all.flatMap((client) => (client.gone ? (leave(db, site, client) ?? []) : [])),
      };
      // What leaves and what begins anew is not in the journal of files, so a snapshot tells of it.
      const anew = changed.entered.flatMap(({ entry }) => (entry?.anew ? entry.id : []));
      changed.left.forEach(compliance.remove);
      anew.forEach(compliance.forget);
      if (changed.left.length + anew.length > 0) compliance.snapshot(db);
      done(db);
      return changed;
    });
    for (const id of left) guidChecks.delete(id);
    for (const { client, entry } of entered) {
      if (!entry) continue;
      guidChecks.set(entry.id, guidCheckOf(client.guid));
      compliance.add(entry.id);
    }
  };

  const stateMessages = (site: string, { files, left }: Extract<News, { kind: 'stateMessages' }>, done: (db: Writable) => void) => {
    const renumbered = database.transaction((db) =>
      files.flatMap((text) => {
        const bytes = Buffer.from(text, 'base64');
        // The child has checked it; what is not whole any more is left out, and is missed by its serial number.
        if (checkFile(bytes)) return [];
        const client = ownOf(db, site, headerOf(bytes)!.clientId);
        if (client === undefined || isOwn(db, client)) return [];
        return renumber(bytes, client, { update: (their) => numbers.update(db, site, their), contentVersion: (their) => numbers.contentVersion(site, their) });
      }),
    );
    compliance.intake.take(renumbered, {
      along: (db) => {
        db.prepare('UPDATE child_sites SET files_left = ? WHERE code = ?').run(left, site);
        done(db);
      },
    });
    compliance.foldWhenDue();
  };

  return {
    take: (site, news, done) => {
      if (news.kind === 'clients') clients(site, news.clients, done);
      else if (news.kind === 'stateMessages') stateMessages(site, news, done);
      else
        database.transaction((db) => {
          numbers.learn(db, site, news.updates);
          done(db);
        });
    },
    removeSite: (site, done) => {
      const ids = database.prepare<number>('SELECT client_id FROM child_clients WHERE site_code = ?').pluck().all(site);
      const left = ids.filter((id) => isThere(database, id));
      // Its successor may number messages from 1 again.
      ids.forEach(compliance.forget);
      database.transaction((db) => {
        left.forEach((id) => unregister(db, id, clock.now()));
        db.prepare('DELETE FROM child_clients WHERE site_code = ?').run(site);
        numbers.forget(db, site);
        compliance.snapshot(db);
        done(db, left.length);
      });
      for (const id of left) guidChecks.delete(id);
    },
  };
}
