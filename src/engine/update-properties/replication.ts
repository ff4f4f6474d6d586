import type { Hierarchy } from '../hierarchy/index.ts';
import type { Writable } from '../site-database/index.ts';
import { allSettings, putSettings, type UpdateSettings } from '../update-repository/index.ts';

/** Updates in one message. */
const PIECE = 4000;

/** How what was set at the top goes down the hierarchy. */
export interface Replication {
  /** In the caller's transaction: tells the primary sites below. */
  tell(db: Writable, settings: readonly UpdateSettings[]): void;
}

export function createReplication({ hierarchy, told }: { hierarchy: Hierarchy; /** Something came from above. */ told: () => void }): Replication {
  // A secondary site has no site database (SYNC-11).
  const children = () => hierarchy.sites().filter((site) => hierarchy.children().includes(site.code) && site.kind === 'primary').map((site) => site.code);
  const send = (db: Writable, child: string, settings: readonly UpdateSettings[]) => {
    for (let at = 0; at < settings.length; at += PIECE) hierarchy.tell(db, child, { kind: 'updateSettings', settings: settings.slice(at, at + PIECE) });
  };
  const tell: Replication['tell'] = (db, settings) => children().forEach((child) => send(db, child, settings));

  hierarchy.onAdded((db, child) => children().includes(child) && send(db, child, allSettings(db)));
  hierarchy.on('updateSettings', (db, { settings }) => {
    // Of the transaction this is part of, whose journal row comes at its end.
    const revision = db.prepare<number>('SELECT revision + 1 FROM site').pluck().get()!;
    for (const one of settings) putSettings(db, one, revision);
    tell(db, settings);
    return told;
  });
  return { tell };
}
