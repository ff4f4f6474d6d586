import type { Area, DeploymentSchedule, DeploymentSettings } from '../../contract/index.ts';
import { collectionNumberOf, membersWithSubcollections, type Members } from '../collections/index.ts';
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

interface Targeted {
  readonly assignment: Assignment;
  readonly members: Members;
}

/** Of all of them by what they are made of, so that a change of anything else is told from one of these. */
const stateOf = (db: Readable) =>
  JSON.stringify([
    db.prepare('SELECT deployment_id, changed_revision FROM deployments ORDER BY deployment_id').raw().all(),
    db.prepare('SELECT collection_id, parent_id, membership_version FROM collections ORDER BY collection_id').raw().all(),
    agentSettings(db).enabled,
  ]);

function targeted(db: Readable): Targeted[] {
  if (!agentSettings(db).enabled) return [];
  const known = new Map<string, Members>();
  /** Deployments that go to the same computers share them. */
  const membersOf = (collection: number, below: boolean): Members => {
    const key = `${collection} ${below}`;
    const members = known.get(key) ?? membersWithSubcollections(db, collection, below);
    known.set(key, members);
    return members;
  };
  const rows = allDeployments(db).filter((row) => row.enabled === 1).toSorted((a, b) => a.deployment_id - b.deployment_id);
  return rows.flatMap((row) => {
    const { uniqueId, name, settings, schedule, createdAt } = headOf(row);
    const collection = collectionNumberOf(db, settings.collection!);
    if (collection === null) return [];
    const assignment = { id: row.deployment_id, uniqueId, name, revision: row.changed_revision, settings, schedule, createdAt, updates: updatesIn(db, row.deployment_id) };
    return [{ assignment, members: membersOf(collection, settings.includeSubcollections) }];
  });
}

export function createAssignments({ database, changes }: { database: Readable; changes: Feed<{ areas: Area[] }> }): Assignments & { close(): void } {
  const deciding: readonly Area[] = ['deployments', 'collections', 'softwareUpdatesClientAgent'];
  let stale = true;
  let state = '';
  let number = 0;
  let now: readonly Targeted[] = [];
  const stop = changes.listen(({ areas }) => void (stale ||= areas.some((area) => deciding.includes(area))));
  const current = () => {
    if (!stale) return now;
    stale = false;
    const next = stateOf(database);
    if (next === state) return now;
    state = next;
    const before = now.length;
    now = targeted(database);
    // While nothing is deployed to anybody, nobody's assignments can be others.
    if (before + now.length > 0) number += 1;
    return now;
  };
  return {
    version: () => (current(), number),
    of: (clientId) => current().filter(({ members }) => members.has(clientId)).map((one) => one.assignment),
    close: stop,
  };
}
