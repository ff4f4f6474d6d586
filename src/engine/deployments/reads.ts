import type { Deployment } from '../../contract/index.ts';
import { collectionNameOf, collectionNumberOf } from '../collections/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { heldBy } from '../update-repository/index.ts';
import { allDeployments, findDeployment, headOf, updatesIn } from './store.ts';

/** CI_IDs of a deployment, and another key whenever they may be others; none when there is no such deployment. */
export function updatesDeployedBy(db: Readable, id: number): { key: number; updates: number[] } {
  const row = findDeployment(db, id);
  return row ? { key: row.changed_revision, updates: updatesIn(db, id) } : { key: -1, updates: [] };
}

/** What counting the computers of a deployment needs to know of it. */
export type SummarizedDeployment = Pick<Deployment, 'id' | 'uniqueId' | 'settings'>;

/** Every deployment, also a disabled one: what was told of it stays so. */
export const deploymentsToSummarize = (db: Readable): SummarizedDeployment[] => allDeployments(db).map((row) => ({ id: row.deployment_id, uniqueId: row.unique_id, settings: headOf(row).settings }));

/** Every deployment with what is in it at the present catalog version, by name. */
export function deploymentsInWords(db: Readable): Deployment[] {
  const { code } = db.first(build.selectFrom('site').select('code'))!;
  const held = heldBy(db, { table: 'deployment_updates', object: 'deployment_id' });
  return allDeployments(db).map((row) => {
    const head = headOf(row);
    const number = collectionNumberOf(db, head.settings.collection!);
    return {
      ...head, id: row.deployment_id, collection: number === null ? null : { id: number, name: collectionNameOf(db, head.settings.collection!)! }, ...held(row.deployment_id),
      locked: head.sourceSite !== code, modifiedAt: row.modified_at, modifiedBy: row.modified_by,
    };
  });
}
