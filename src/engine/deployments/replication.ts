import { nextRevision } from '../audit/index.ts';
import type { Hierarchy, LinkMessage } from '../hierarchy/index.ts';
import type { Writable } from '../site-database/index.ts';
import { keptNumberOf, updateIdsOf } from '../update-repository/index.ts';
import { allDeployments, deleteDeployment, findByUniqueId, headOf, putHead, putIn, takeOut, updatesIn, type StoredDeployment } from './store.ts';

type Told = Extract<LinkMessage, { kind: 'deployment' }>;

/** Updates named in one message. */
const PIECE = 4000;

/** How deployments go down the hierarchy. */
export interface Replication {
  /** In the caller's transaction: tells the primary sites below what has become of a deployment that had these updates. */
  tell(db: Writable, uniqueId: string, before: readonly number[]): void;
}

function* pieces(row: StoredDeployment, put: readonly string[], take: readonly string[]): Generator<Told> {
  const deployment = { ...headOf(row), modifiedAt: row.modified_at, modifiedBy: row.modified_by };
  for (let at = 0; at === 0 || at < Math.max(put.length, take.length); at += PIECE) yield { kind: 'deployment', deployment, put: put.slice(at, at + PIECE), take: take.slice(at, at + PIECE) };
}

export function createReplication({ hierarchy, came }: { hierarchy: Hierarchy; /** A deployment came from above. */ came: () => void }): Replication {

  hierarchy.onPrimaryAdded((db, send) => {
    for (const row of allDeployments(db)) for (const piece of pieces(row, updateIdsOf(db, updatesIn(db, row.deployment_id)), [])) send(piece);
  });
  hierarchy.on('deployment', (db, message) => {
    const { deployment: { modifiedAt: at, modifiedBy: by, ...head }, put, take } = message;
    const id = putHead(db, findByUniqueId(db, head.uniqueId)?.deployment_id ?? null, head, { revision: nextRevision(db), at, by });
    const own = (updateId: string) => keptNumberOf(db, updateId);
    takeOut(db, id, take.map(own));
    putIn(db, id, put.map(own));
    hierarchy.tellPrimaries(db, message);
    return came;
  });
  hierarchy.on('deploymentDeleted', (db, message) => {
    const row = findByUniqueId(db, message.uniqueId);
    if (row) deleteDeployment(db, row.deployment_id);
    hierarchy.tellPrimaries(db, message);
    return came;
  });
  return {
    tell: (db, uniqueId, before) => {
      const row = findByUniqueId(db, uniqueId);
      if (!row) return hierarchy.tellPrimaries(db, { kind: 'deploymentDeleted', uniqueId });
      const has = updatesIn(db, row.deployment_id);
      const [stood, stands] = [new Set(before), new Set(has)];
      for (const piece of pieces(row, updateIdsOf(db, has.filter((ci) => !stood.has(ci))), updateIdsOf(db, before.filter((ci) => !stands.has(ci))))) hierarchy.tellPrimaries(db, piece);
    },
  };
}
