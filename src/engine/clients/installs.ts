import type { Readable, Writable } from '../site-database/index.ts';
import type { Installed } from './fleet/model.ts';

/** What the machines of the lab's clients got beside what they were made with. */
export interface Installs {
  on(clientId: number): ReadonlySet<number> | undefined;
  add(clientId: number, updates: readonly number[]): void;
  /** What was installed here is not any more; false: it was not. What a machine was made with stays. */
  remove(clientId: number, update: number): boolean;
  /** In the caller's transaction. */
  keep(db: Writable, installs: readonly Installed[]): void;
  forget(clientId: number): void;
  /** Clients on which something was installed after a moment. */
  since(at: number): number[];
}

export function createInstalls(database: Readable): Installs {
  const byClient = new Map<number, Set<number>>();
  for (const row of database.prepare<{ client_id: number; updates: Uint8Array }>('SELECT client_id, updates FROM machine_updates').all()) byClient.set(row.client_id, new Set(new Uint32Array(new Uint8Array(row.updates).buffer)));
  return {
    on: (clientId) => byClient.get(clientId),
    add: (clientId, updates) => {
      const known = byClient.get(clientId) ?? new Set<number>();
      for (const update of updates) known.add(update);
      byClient.set(clientId, known);
    },
    remove: (clientId, update) => byClient.get(clientId)?.delete(update) ?? false,
    keep: (db, installs) => {
      const put = db.prepare('INSERT INTO machine_updates (client_id, changed_at, updates) VALUES (?, ?, ?) ON CONFLICT (client_id) DO UPDATE SET changed_at = excluded.changed_at, updates = excluded.updates');
      for (const { clientId, at } of installs) put.run(clientId, at, Buffer.from(Uint32Array.from(byClient.get(clientId) ?? []).buffer));
    },
    forget: (clientId) => void byClient.delete(clientId),
    since: (at) => database.prepare<number>('SELECT client_id FROM machine_updates WHERE changed_at >= ?').pluck().all(at),
  };
}
