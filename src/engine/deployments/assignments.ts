import type { Area, DeploymentSchedule, DeploymentSettings } from '../../contract/index.ts';
import { collectionNumberOf, createTargets, type Target } from '../collections/index.ts';
import type { Feed } from '../kernel/index.ts';
import { agentSettings } from '../software-updates-client-agent/index.ts';
import type { Readable } from '../site-database/index.ts';
import { allDeployments, headOf, updatesIn } from './store.ts';

/** A deployment as machine policy tells a client of it. */
export interface Assignment {
  readonly id: number;
  readonly uniqueId: string;
  readonly name: string;
  /** Another one whenever the assignment may be another. */
  readonly revision: number;
  readonly settings: DeploymentSettings;
  readonly schedule: DeploymentSchedule;
  /** Site time, ms: from when one without an available time is offered. */
  readonly createdAt: number;
  /** CI_IDs, ascending. */
  readonly updates: readonly number[];
}

/** What state messages name a deployment by: the first four bytes of its unique ID, which is the same at every site. */
export const assignmentNumber = (uniqueId: string): number => Number.parseInt(uniqueId.replace('{', '').slice(0, 8), 16) >>> 0;

/** The deployments that are effective for computers of the site (DEPLOY-05): by collection, and what is below it where it says so. */
export interface Assignments {
  /**
   * Another number whenever the assignments of any computer may be others: a client whose policy has this number asks for nothing.
   * Costs a comparison while nothing has changed.
   */
  version(): number;
  /** Of a computer, by client_id, in the order of their ids; none while the client agent is switched off. */
  of(clientId: number): readonly Assignment[];
}

function targeted(db: Readable): Target<Assignment>[] {
  if (!agentSettings(db).enabled) return [];
  const rows = allDeployments(db).filter((row) => row.enabled === 1).toSorted((a, b) => a.deployment_id - b.deployment_id);
  return rows.flatMap((row) => {
    const { uniqueId, name, settings, schedule, createdAt } = headOf(row);
    const collection = collectionNumberOf(db, settings.collection!);
    if (collection === null) return [];
    const assignment = { id: row.deployment_id, uniqueId, name, revision: row.changed_revision, settings, schedule, createdAt, updates: updatesIn(db, row.deployment_id) };
    return [{ what: assignment, collection, below: settings.includeSubcollections }];
  });
}

export const createAssignments = (parts: { database: Readable; changes: Feed<{ areas: Area[] }> }): Assignments & { close(): void } =>
  createTargets({
    ...parts,
    deciding: ['deployments', 'softwareUpdatesClientAgent'],
    madeOf: (db) => [db.prepare('SELECT deployment_id, changed_revision FROM deployments ORDER BY deployment_id').raw().all(), agentSettings(db).enabled],
    read: targeted,
  });
