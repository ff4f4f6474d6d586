import type { ClientDeployment, DeploymentEnforcement, EnforcingComputer } from '../../contract/index.ts';
import { collectionNumberOf, membersWithSubcollections } from '../collections/index.ts';
import { CHUNK } from '../compliance/index.ts';
import { assignmentNumber, deploymentsInWords } from '../deployments/index.ts';
import type { Readable } from '../site-database/index.ts';
import { enforcementTopics } from '../state-messages/index.ts';
import type { ClientReads } from './clients.ts';
import type { LiveCounts } from './live-counts.ts';

/** What the computers told of their deployments, over the last publication (DEPLOY-12). */
export interface EnforcementReads {
  /** Over the computers of the collection, and what is below it where the deployment says so. */
  counts(asked: { id: number }): DeploymentEnforcement;
  computers(asked: { id: number; state: string | null; offset: number; limit: number }): { total: number; rows: EnforcingComputer[] };
  ofClient(asked: { id: number }): ClientDeployment[];
}

const COMPLIANT = 1;
const SUCCEEDED = 4;
const [UNKNOWN] = enforcementTopics[301];

export function createEnforcementReads(db: Readable, live: LiveCounts, clients: ClientReads): EnforcementReads {
  const told = (client: number, assignment: number): Pick<EnforcingComputer, 'state' | 'since' | 'error'> => {
    const chunk = live.publication()?.chunks[Math.floor((client - 1) / CHUNK)];
    const columns = chunk?.enforcements.get(assignment);
    const place = (client - 1) % CHUNK;
    if (!columns || columns.since[place] === 0) return { state: UNKNOWN, since: null, error: 0 };
    const [enforcement, compliance, evaluation] = [columns.enforcement[place]!, columns.compliance[place]!, columns.evaluation[place]!];
    // The nearest to the truth: what it does; else how it stands; else how far it is with finding out.
    const state = (compliance === COMPLIANT && enforcement !== SUCCEEDED) || enforcement === 0 ? (enforcementTopics[300][compliance === 0 ? -1 : compliance] ?? enforcementTopics[302][evaluation]) : enforcementTopics[301][enforcement];
    return { state: state ?? UNKNOWN, since: columns.since[place]!, error: columns.error[place]! };
  };
  const found = (id: number) => deploymentsInWords(db).find((one) => one.id === id);
  const targeted = (id: number) => {
    const deployment = found(id);
    if (!deployment?.collection) return null;
    const members = membersWithSubcollections(db, deployment.collection.id, deployment.settings.includeSubcollections);
    const assignment = assignmentNumber(deployment.uniqueId);
    return { assignment, ids: [...clients.byName()].filter((client) => members.has(client)) };
  };
  return {
    counts: ({ id }) => {
      const target = targeted(id);
      const states = new Map<string, number>();
      for (const client of target?.ids ?? []) {
        const { state } = told(client, target!.assignment);
        states.set(state, (states.get(state) ?? 0) + 1);
      }
      return { total: target?.ids.length ?? 0, states: [...states].map(([state, computers]) => ({ state, computers })).toSorted((a, b) => b.computers - a.computers || a.state.localeCompare(b.state)), asOf: live.publication()?.asOf || null };
    },
    computers: ({ id, state, offset, limit }) => {
      const target = targeted(id);
      const ids = (target?.ids ?? []).filter((client) => state === null || told(client, target!.assignment).state === state);
      return { total: ids.length, rows: clients.rows(ids.slice(offset, offset + limit)).map((row) => ({ id: row.id, name: row.name, ...told(row.id, target!.assignment) })) };
    },
    ofClient: ({ id }) =>
      deploymentsInWords(db).flatMap((deployment) => {
        const collection = collectionNumberOf(db, deployment.settings.collection!);
        if (!deployment.enabled || collection === null || !membersWithSubcollections(db, collection, deployment.settings.includeSubcollections).has(id)) return [];
        return [{ id: deployment.id, name: deployment.name, deadline: deployment.schedule.deadline, ...told(id, assignmentNumber(deployment.uniqueId)) }];
      }),
  };
}
