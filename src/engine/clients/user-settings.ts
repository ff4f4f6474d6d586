import type { ClientUserSettings } from '../../contract/index.ts';
import type { Readable, Writable } from '../site-database/index.ts';
import { CACHE_MEGABYTES } from './enforcement/cache.ts';

/** What the users of clients set for their computers; a client of which nothing is kept has what comes with the product. */
export interface UserSettings {
  of(clientId: number): ClientUserSettings;
  /** In the caller's transaction. */
  set(db: Writable, clientId: number, settings: ClientUserSettings): void;
  forget(clientId: number): void;
}

const asItComes: ClientUserSettings = { schedule: null, cacheMegabytes: CACHE_MEGABYTES };

export function createUserSettings(database: Readable): UserSettings {
  const kept = new Map(database.prepare<{ client_id: number; settings: string }>('SELECT client_id, settings FROM client_user_settings').all().map((row) => [row.client_id, JSON.parse(row.settings) as ClientUserSettings]));
  return {
    of: (clientId) => kept.get(clientId) ?? asItComes,
    set: (db, clientId, settings) => {
      db.prepare('INSERT INTO client_user_settings (client_id, settings) VALUES (?, ?) ON CONFLICT (client_id) DO UPDATE SET settings = excluded.settings').run(clientId, JSON.stringify(settings));
      kept.set(clientId, settings);
    },
    forget: (clientId) => void kept.delete(clientId),
  };
}
