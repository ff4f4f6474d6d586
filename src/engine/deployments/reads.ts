import type { Deployment } from '../../contract/index.ts';
import { collectionNameOf, collectionNumberOf } from '../collections/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { allDeployments, findDeployment, headOf, updatesIn } from './store.ts';

/** CI_IDs of a deployment, and another key whenever they may be others; none when there is no such deployment. */
export function updatesDeployedBy(db: Readable, id: number): { key: number; updates: number[] } {
  const row = findDeployment(db, id);
  return row ? { key: row.changed_revision, updates: updatesIn(db, id) } : { key: -1, updates: [] };
}

/** Every deployment with what is in it at the present catalog version, by name. */
export function deploymentsInWords(db: Readable): Deployment[] {
  const { code, catalog_version: v } = db.first(build.selectFrom('site').select(['code', 'catalog_version']))!;
  const counted = db
    .prepare<{ deployment_id: number; updates: number; there: number; expired: number; superseded: number }>(
      `SELECT m.deployment_id, count(*) AS updates, count(u.row_id) AS there, ifnull(sum(u.expired), 0) AS expired, ifnull(sum(u.superseded), 0) AS superseded FROM deployment_updates m
         LEFT JOIN software_updates u ON u.ci_id = m.ci_id AND u.since_version <= ? AND u.until_version > ? GROUP BY m.deployment_id`,
    )
    .all(v, v);
  const counts = new Map(counted.map((row) => [row.deployment_id, row]));
  return allDeployments(db).map((row) => {
    const { updates, there, expired, superseded } = counts.get(row.deployment_id) ?? { updates: 0, there: 0, expired: 0, superseded: 0 };
    const head = headOf(row);
    const number = collectionNumberOf(db, head.settings.collection!);
    return {
      ...head, id: row.deployment_id, collection: number === null ? null : { id: number, name: collectionNameOf(db, head.settings.collection!)! }, updates, expired, superseded, missing: updates - there,
      locked: head.sourceSite !== code, modifiedAt: row.modified_at, modifiedBy: row.modified_by,
    };
  });
}
