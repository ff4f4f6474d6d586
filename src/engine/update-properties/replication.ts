import { nextRevision } from '../audit/index.ts';
import type { Hierarchy, LinkMessage } from '../hierarchy/index.ts';
import type { Writable } from '../site-database/index.ts';
import { allSettings, putSettings, type UpdateSettings } from '../update-repository/index.ts';

/** Updates in one message. */
const PIECE = 4000;

/** How what was set at the top goes down the hierarchy. */
export interface Replication {
  /** In the caller's transaction: tells the primary sites below. */
  tell(db: Writable, settings: readonly UpdateSettings[]): void;
}

const pieces = (settings: readonly UpdateSettings[]): LinkMessage[] =>
  Array.from({ length: Math.ceil(settings.length / PIECE) }, (_, nth) => ({ kind: 'updateSettings', settings: settings.slice(nth * PIECE, (nth + 1) * PIECE) }));

export function createReplication({ hierarchy, told }: { hierarchy: Hierarchy; /** Something came from above. */ told: () => void }): Replication {
  const tell: Replication['tell'] = (db, settings) => pieces(settings).forEach((piece) => hierarchy.tellPrimaries(db, piece));

  hierarchy.onPrimaryAdded((db, send) => pieces(allSettings(db)).forEach(send));
  hierarchy.on('updateSettings', (db, { settings }) => {
    const revision = nextRevision(db);
    for (const one of settings) putSettings(db, one, revision);
    tell(db, settings);
    return told;
  });
  return { tell };
}
