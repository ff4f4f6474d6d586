import type { ClientDeployment, Deployment, DeploymentEnforcement, EnforcingColumn, EnforcingComputer } from '../../contract/index.ts';
import { collectionNumberOf, membersWithSubcollections } from '../collections/index.ts';
import { CHUNK, standing, type EnforcementColumns } from '../compliance/index.ts';
import { assignmentNumber, deploymentsInWords } from '../deployments/index.ts';
import type { Readable } from '../site-database/index.ts';
import type { ClientReads } from './clients.ts';
import type { LiveCounts } from './live-counts.ts';

interface Asked {
  id: number;
  /** Null: in any state. */
  state: string | null;
  find: string;
  sort: { column: EnforcingColumn; descending: boolean };
}

/** What the computers told of their deployments, over the last publication (DEPLOY-12). */
export interface EnforcementReads {
  /** Over the computers of the collection, and what is below it where the deployment says so. */
  counts(asked: { id: number }): DeploymentEnforcement;
  computers(asked: Asked & { offset: number; limit: number }): { total: number; rows: EnforcingComputer[] };
  ofClient(asked: { id: number }): ClientDeployment[];
}

type Told = Pick<EnforcingComputer, 'state' | 'since' | 'error'>;

export function createEnforcementReads(db: Readable, live: LiveCounts, clients: ClientReads): EnforcementReads {
  /** By chunk. */
  const columnsOf = (assignment: number) => (live.publication()?.chunks ?? []).map((chunk) => chunk.enforcements.get(assignment));
  const toldIn = (columns: readonly (EnforcementColumns | undefined)[], client: number): Told => {
    const chunk = columns[Math.floor((client - 1) / CHUNK)];
    const place = (client - 1) % CHUNK;
    return { state: standing(chunk, place), since: chunk?.since[place] || null, error: chunk?.since[place] ? chunk.error[place]! : 0 };
  };
  const targeted = (deployment: Deployment | undefined) => {
    if (!deployment?.collection) return null;
    const members = membersWithSubcollections(db, deployment.collection.id, deployment.settings.includeSubcollections);
    const columns = columnsOf(assignmentNumber(deployment.uniqueId));
    return { told: (client: number) => toldIn(columns, client), ids: [...clients.byName()].filter((client) => members.has(client)) };
  };
  const find = (id: number) => targeted(deploymentsInWords(db).find((one) => one.id === id));

  /** The list that was asked for last, in its order: it is asked for in windows. */
  let last: { key: string; ids: readonly number[]; told(client: number): Told } | null = null;
  const listed = (asked: Asked) => {
    const key = JSON.stringify([asked, live.publication()?.number, db.prepare('SELECT revision FROM site').pluck().get(), db.prepare('SELECT sum(membership_version) FROM collections').pluck().get()]);
    if (last?.key === key) return last;
    const target = find(asked.id);
    const told = target?.told ?? ((client: number) => toldIn([], client));
    const matches = asked.find === '' ? null : clients.found(asked.find);
    const ids = (target?.ids ?? []).filter((client) => (asked.state === null || told(client).state === asked.state) && (!matches || matches.has(client)));
    return (last = { key, told, ids: inOrder(ids, told, asked.sort) });
  };

  return {
    counts: ({ id }) => {
      const target = find(id);
      const states = new Map<string, number>();
      for (const client of target?.ids ?? []) {
        const { state } = target!.told(client);
        states.set(state, (states.get(state) ?? 0) + 1);
      }
      return { total: target?.ids.length ?? 0, states: [...states].map(([state, computers]) => ({ state, computers })).toSorted((a, b) => b.computers - a.computers || a.state.localeCompare(b.state)), asOf: live.publication()?.asOf || null };
    },
    computers: ({ offset, limit, ...asked }) => {
      const { ids, told } = listed(asked);
      return { total: ids.length, rows: clients.rows(ids.slice(offset, offset + limit)).map((row) => ({ ...row, ...told(row.id) })) };
    },
    ofClient: ({ id }) =>
      deploymentsInWords(db).flatMap((deployment) => {
        const collection = collectionNumberOf(db, deployment.settings.collection!);
        if (!deployment.enabled || collection === null || !membersWithSubcollections(db, collection, deployment.settings.includeSubcollections).has(id)) return [];
        return [{ id: deployment.id, name: deployment.name, deadline: deployment.schedule.deadline, ...toldIn(columnsOf(assignmentNumber(deployment.uniqueId)), id) }];
      }),
  };
}

/** Computers that come by name in another order; those that are equal in it stay by name. */
function inOrder(ids: readonly number[], told: (client: number) => Told, { column, descending }: Asked['sort']): readonly number[] {
  if (column === 'name') return descending ? ids.toReversed() : ids;
  const sign = descending ? -1 : 1;
  const keyed = ids.map((client) => ({ client, key: told(client)[column] ?? 0 }));
  return keyed.sort((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ client }) => client);
}
