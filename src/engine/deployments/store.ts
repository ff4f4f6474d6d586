import type { Selectable } from 'kysely';
import type { DeploymentDraft, MadeWith } from '../../contract/index.ts';
import { pack, unpack, type Changed } from '../audit/index.ts';
import { build, type Readable, type Tables, type Writable } from '../site-database/index.ts';
import { markDeployed } from '../update-repository/index.ts';

export type StoredDeployment = Selectable<Tables['deployments']>;

/** The whole of a deployment, as the journal has it. */
export interface WholeDeployment extends DeploymentDraft {
  uniqueId: string;
  enabled: boolean;
  madeWith: MadeWith;
  sourceSite: string;
  createdAt: number;
  createdBy: string;
  /** CI_IDs, packed. */
  updates: string;
}

export const findDeployment = (db: Readable, id: number): StoredDeployment | undefined => db.first(build.selectFrom('deployments').selectAll().where('deployment_id', '=', id));
export const findByUniqueId = (db: Readable, uniqueId: string): StoredDeployment | undefined => db.first(build.selectFrom('deployments').selectAll().where('unique_id', '=', uniqueId));
export const allDeployments = (db: Readable): StoredDeployment[] => db.all(build.selectFrom('deployments').selectAll().orderBy('name').orderBy('deployment_id'));

/** CI_IDs, ascending. */
export const updatesIn = (db: Readable, id: number): number[] => db.prepare<number>('SELECT ci_id FROM deployment_updates WHERE deployment_id = ? ORDER BY ci_id').pluck().all(id);

/** A row without its updates. */
export const headOf = (row: StoredDeployment): Omit<WholeDeployment, 'updates'> => ({
  uniqueId: row.unique_id, name: row.name, description: row.description, enabled: row.enabled === 1,
  settings: JSON.parse(row.settings) as WholeDeployment['settings'], schedule: JSON.parse(row.schedule) as WholeDeployment['schedule'], sms2003: JSON.parse(row.sms2003) as WholeDeployment['sms2003'],
  madeWith: JSON.parse(row.made_with) as MadeWith, sourceSite: row.source_site, createdAt: row.created_at, createdBy: row.created_by,
});

export const wholeDeployment = (db: Readable, row: StoredDeployment): WholeDeployment => ({ ...headOf(row), updates: pack(updatesIn(db, row.deployment_id)) });

/** In the caller's transaction, its updates left alone; answers with its id, which is `id` where it had one before. */
export function putHead(db: Writable, id: number | null, head: Omit<WholeDeployment, 'updates'>, { revision, at, by }: Changed): number {
  const values = {
    unique_id: head.uniqueId, name: head.name, description: head.description, settings: JSON.stringify(head.settings), schedule: JSON.stringify(head.schedule), sms2003: JSON.stringify(head.sms2003),
    made_with: JSON.stringify(head.madeWith), enabled: head.enabled ? 1 : 0, source_site: head.sourceSite, created_at: head.createdAt, created_by: head.createdBy, modified_at: at, modified_by: by, changed_revision: revision,
  };
  db.run(build.insertInto('deployments').values({ ...(id !== null && { deployment_id: id }), ...values }).onConflict((conflict) => conflict.column('deployment_id').doUpdateSet(values)));
  return findByUniqueId(db, head.uniqueId)!.deployment_id;
}

/** As `putHead`, with the updates it is to have, which are numbered in listed_updates. */
export function putWhole(db: Writable, id: number | null, { updates, ...head }: WholeDeployment, changed: Changed): number {
  const own = putHead(db, id, head, changed);
  const before = new Set(updatesIn(db, own));
  const after = unpack(updates);
  const stays = new Set(after);
  takeOut(db, own, [...before].filter((ci) => !stays.has(ci)));
  putIn(db, own, after.filter((ci) => !before.has(ci)));
  return own;
}

export function putIn(db: Writable, id: number, updates: readonly number[]): void {
  const put = db.prepare('INSERT OR IGNORE INTO deployment_updates (deployment_id, ci_id) VALUES (?, ?)');
  for (const ci of updates) put.run(id, ci);
  markDeployed(db, updates);
}

export function takeOut(db: Writable, id: number, updates: readonly number[]): number {
  const take = db.prepare('DELETE FROM deployment_updates WHERE deployment_id = ? AND ci_id = ?');
  const taken = updates.reduce((sum, ci) => sum + take.run(id, ci).changes, 0);
  markDeployed(db, updates);
  return taken;
}

export function deleteDeployment(db: Writable, id: number): void {
  const updates = updatesIn(db, id);
  db.run(build.deleteFrom('deployments').where('deployment_id', '=', id));
  markDeployed(db, updates);
}
