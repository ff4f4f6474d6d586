import type { Advertisement, Category, ColumnId, Deployment, DeploymentPackage, DownloadPlan, PackagedUpdate, RepositoryTree, StatusMessage, StatusSeverity, UpdateList, View } from '../../contract/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { packagedUpdates, packagesInWords, planDownload } from '../deployment-packages/index.ts';
import { listStatusMessages } from '../status-messages/index.ts';
import { listCategories, shownClassifications } from '../software-update-point/index.ts';
import { createHistoryReads, type HistoryReads } from '../objects/index.ts';
import { deploymentsInWords, updatesDeployedBy } from '../deployments/index.ts';
import { advertisementsInWords } from '../software-distribution/index.ts';
import { listsInWords, membersOf as membersOfList } from '../update-lists/index.ts';
import { createRepositoryReads, type RepositoryReads } from '../update-repository/index.ts';
import { createClientLogs, readInventory } from '../clients/index.ts';
import { createClientReads, type ClientReads } from './clients.ts';
import { createComplianceReads, type ComplianceReads } from './compliance.ts';
import { createEnforcementReads, type EnforcementReads } from './enforcement.ts';
import { createLiveCounts, type LiveCounts } from './live-counts.ts';

/** The console's larger reads by name: what a reader worker can be asked. */
export interface ConsoleReads {
  tree(input: Record<never, never>): RepositoryTree;
  categories(input: Record<never, never>): Category[];
  rows(input: { view: View; offset: number; limit: number }): ReturnType<RepositoryReads['rows']>;
  ids(input: { view: View; from: number; to: number }): number[];
  position(input: { view: View; of: { id: number } | { startsWith: string; column: ColumnId; after: number } }): number;
  /** One piece of an exported list, from a row on; `next` is null after the last. */
  exportPiece(input: { view: View; columns: readonly ColumnId[]; separator: 'tab' | 'comma'; from: number; version: number | null }): { text: string; next: number | null; version: number };
  explain(input: Parameters<RepositoryReads['explain']>[0]): ReturnType<RepositoryReads['explain']>;
  clients: ClientReads['list'];
  enforcement: EnforcementReads['counts'];
  enforcementSums: EnforcementReads['sums'];
  enforcementOverTime: EnforcementReads['overTime'];
  enforcingComputers: EnforcementReads['computers'];
  clientDeployments: EnforcementReads['ofClient'];
  client(input: { id: number }): ReturnType<ClientReads['details']>;
  clientLog: ReturnType<typeof createClientLogs>;
  inventory(input: { id: number }): ReturnType<typeof readInventory>;
  clientUpdates: ClientReads['updates'];
  computers: ComplianceReads['computers'];
  updateCounts: ComplianceReads['update'];
  supersedence: ComplianceReads['supersedence'];
  scans: ComplianceReads['scans'];
  updateLists(input: Record<never, never>): UpdateList[];
  deployments(input: Record<never, never>): Deployment[];
  advertisements(input: Record<never, never>): Advertisement[];
  listCompliance: ComplianceReads['list'];
  deploymentPackages(input: Record<never, never>): DeploymentPackage[];
  packagedUpdates(input: { id: string }): PackagedUpdate[];
  downloadPlan(input: Parameters<typeof planDownload>[1]): DownloadPlan;
  history: HistoryReads['list'];
  statusMessages(input: { minimumSeverity: StatusSeverity; component: string | null; find: string; offset: number; limit: number }): { total: number; rows: StatusMessage[]; components: string[] };
}

export type ReadName = keyof ConsoleReads;
export type ReadInput<N extends ReadName> = Parameters<ConsoleReads[N]>[0];
export type ReadOutput<N extends ReadName> = ReturnType<ConsoleReads[N]>;

export function createConsoleReads(db: Readable): ConsoleReads & { revision(): number; follow: LiveCounts['follow']; /** The site's moment of the next read. */ at(now: number): void; /** Does a little of what is likely to be asked next; false: nothing is left to do. */ ahead(): boolean } {
  let moment = 0;
  const live = createLiveCounts(db);
  const repository = createRepositoryReads(db, live.of, () => moment, { list: (id) => membersOfList(db, id), deployment: (id) => updatesDeployedBy(db, id) });
  const clients = createClientReads(db, live);
  const enforcement = createEnforcementReads(db, live, clients, () => moment);
  const compliance = createComplianceReads(db, live, clients, (list) => membersOfList(db, list).updates);
  return {
    revision: () => db.first(build.selectFrom('site').select('revision'))!.revision,
    follow: live.follow,
    at: (now) => void (moment = now),
    ahead: repository.ahead,
    explain: repository.explain,
    enforcement: enforcement.counts,
    enforcementSums: enforcement.sums,
    enforcementOverTime: enforcement.overTime,
    enforcingComputers: enforcement.computers,
    clientDeployments: enforcement.ofClient,
    clients: clients.list,
    client: ({ id }) => clients.details(id),
    clientLog: createClientLogs(db),
    inventory: ({ id }) => readInventory(db, id),
    clientUpdates: clients.updates,
    computers: compliance.computers,
    updateCounts: compliance.update,
    supersedence: compliance.supersedence,
    scans: compliance.scans,
    categories: () => listCategories(db),
    tree: () => repository.tree(shownClassifications(db)),
    rows: ({ view, offset, limit }) => repository.rows(view, offset, limit),
    ids: ({ view, from, to }) => repository.ids(view, from, to),
    position: ({ view, of }) => repository.position(view, of),
    exportPiece: ({ view, columns, separator, from, version }) => repository.exportPiece(view, columns, separator, from, version),
    updateLists: () => listsInWords(db),
    deployments: () => deploymentsInWords(db),
    advertisements: () => advertisementsInWords(db),
    listCompliance: compliance.list,
    deploymentPackages: () => packagesInWords(db),
    packagedUpdates: ({ id }) => packagedUpdates(db, id),
    downloadPlan: (asked) => planDownload(db, asked),
    history: createHistoryReads(db).list,
    statusMessages: (asked) => listStatusMessages(db, asked),
  };
}
