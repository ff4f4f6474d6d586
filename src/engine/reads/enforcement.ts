import type { ClientDeployment, Deployment, DeploymentEnforcement, DeploymentSummary, EnforcementSums, EnforcingColumn, EnforcingComputer } from '../../contract/index.ts';
import { collectionNumberOf, membersWithSubcollections } from '../collections/index.ts';
import { CHUNK, createTally, standing, sumOf, type EnforcementColumns } from '../compliance/index.ts';
import { summariesOf } from '../deployment-summarization/index.ts';
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
  /** Of every deployment whose collection is there. */
  sums(asked: Record<never, never>): EnforcementSums[];
  overTime(asked: { id: number }): DeploymentSummary[];
  computers(asked: Asked & { offset: number; limit: number }): { total: number; rows: EnforcingComputer[] };
  ofClient(asked: { id: number }): ClientDeployment[];
}

type Told = Pick<EnforcingComputer, 'state' | 'since' | 'error'>;

export function createEnforcementReads(db: Readable, live: LiveCounts, clients: ClientReads, now: () => number): EnforcementReads {
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
    return { told: (client: number) => toldIn(columns, client), columns, ids: clients.byName().filter((client) => members.has(client)) };
  };
  /** Computers of a deployment by state. */
  const tallied = (target: NonNullable<ReturnType<typeof targeted>>): Map<string, number> => {
    const tally = createTally();
    for (const client of target.ids) tally.add(target.columns[Math.floor((client - 1) / CHUNK)], (client - 1) % CHUNK);
    return tally.states();
  };
  /** What was told and who is told of: while both are the same, so are the counts. */
  const ground = () => JSON.stringify([live.publication()?.number, db.prepare('SELECT revision FROM site').pluck().get(), db.prepare('SELECT sum(membership_version) FROM collections').pluck().get()]);
  let sums: { key: string; of: EnforcementSums[] } | null = null;
  const find = (id: number) => targeted(deploymentsInWords(db).find((one) => one.id === id));

  /** The list that was asked for last, in its order: it is asked for in windows. */
  let last: { key: string; ids: readonly number[]; told(client: number): Told } | null = null;
  const listed = (asked: Asked) => {
    const key = JSON.stringify([asked, ground()]);
    if (last?.key === key) return last;
    const target = find(asked.id);
    const told = target?.told ?? ((client: number) => toldIn([], client));
    const matches = asked.find === '' ? null : clients.found(asked.find);
    const ids = [...(target?.ids ?? [])].filter((client) => (asked.state === null || told(client).state === asked.state) && (!matches || matches.has(client)));
    return (last = { key, told, ids: inOrder(ids, told, asked.sort) });
  };

  return {
    counts: ({ id }) => {
      const target = find(id);
      const states = target ? tallied(target) : [];
      return { total: target?.ids.length ?? 0, states: [...states].map(([state, computers]) => ({ state, computers })).toSorted((a, b) => b.computers - a.computers || a.state.localeCompare(b.state)), asOf: live.publication()?.asOf || null };
    },
    sums: () => {
      const key = ground();
      if (sums?.key === key) return sums.of;
      const of = deploymentsInWords(db).flatMap((deployment) => {
        const target = targeted(deployment);
        if (!target) return [];
        const added = { compliant: 0, failed: 0, inProgress: 0, unknown: 0 };
        for (const [state, computers] of tallied(target)) added[sumOf(state)] += computers;
        return [{ id: deployment.id, computers: target.ids.length, compliant: added.compliant, failed: added.failed }];
      });
      sums = { key, of };
      return of;
    },
    overTime: ({ id }) => {
      const target = find(id);
      const points = [...summariesOf(db, id), { at: now(), states: target ? tallied(target) : new Map<string, number>() }];
      return points.map(({ at, states }) => ({ at, states: [...states].map(([state, computers]) => ({ state, sum: sumOf(state), computers })) }));
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
