import { dirname } from 'node:path';
import type { Area, Change, ClientDetails, Commanded, Job, MachinePolicy, SearchExplanation, Supersedence, SiteDescription, UpdateDetails, View, ColumnId } from '../contract/index.ts';
import { createAirGap, type AirGap } from './air-gap/index.ts';
import { createClients, type Clients, type LabMachines } from './clients/index.ts';
import { createClientsOfChildSites } from './clients-of-child-sites/index.ts';
import { createCollections, type Collections } from './collections/index.ts';
import { foldOldFiles, openCompliance } from './compliance/index.ts';
import { summarizeHourly } from './deployment-summarization/index.ts';
import { createJournal } from './audit/index.ts';
import { createDeploymentTemplates, type DeploymentTemplates } from './deployment-templates/index.ts';
import { createAssignments, createDeployments, type Assignments, type Deployments } from './deployments/index.ts';
import { createDeploymentPackages, type DeploymentPackages } from './deployment-packages/index.ts';
import { createDistributionPoints, type DistributionPoints } from './distribution-points/index.ts';
import { createHierarchy, type Hierarchy, type Neighbours } from './hierarchy/index.ts';
import { createInsight, type Insight } from './insight/index.ts';
import { createObjects, type Objects } from './objects/index.ts';
import { createRights, type Rights } from './rights/index.ts';
import { createJobs, type Jobs } from './jobs/index.ts';
import { createBreath, createFeed, Failure, type Clock, type Feed, type Ids, type LabClock, type Random } from './kernel/index.ts';
import { createLive } from './live.ts';
import { createLabEstate, createLabSeeds, type LabEstate, type LabSeeds } from './lab/index.ts';
import { openLogs, type Logs } from './logs/index.ts';
import { currentPolicy, listMachinePolicies } from './policy/index.ts';
import type { Readers, ReadInput, ReadName, ReadOutput } from './reads/index.ts';
import { createSearchFolders, type SearchFolders } from './search-folders/index.ts';
import { CONTENT_HOST, CONTENT_SCALE } from './microsoft-update/index.ts';
import { build, type SiteDatabase } from './site-database/index.ts';
import { createSoftwareUpdatePoint, type BundledMicrosoftUpdate, type SoftwareUpdatePoint } from './software-update-point/index.ts';
import { createSoftwareDistribution, type SoftwareDistribution } from './software-distribution/index.ts';
import { createSoftwareUpdatesClientAgent, type SoftwareUpdatesClientAgent } from './software-updates-client-agent/index.ts';
import { createStatusMessages } from './status-messages/index.ts';
import { createUpdateLists, type UpdateLists } from './update-lists/index.ts';
import { createUpdateProperties, type UpdateProperties } from './update-properties/index.ts';
import { discardStaged, readDetails } from './update-repository/index.ts';
import type { CatalogStore } from './wsus/index.ts';
import { createClockCommands, tellClock, type ClockCommands } from './site-clock.ts';
import { createWsusConfiguration, type WsusConfigurationRoom } from './wsus-configuration/index.ts';

/** What a site is made of. Everything that could differ between two machines is handed in. */
export interface SiteParts {
  /** The account that the site server runs under, DOMAIN\\user: it holds every right (D§8.6). */
  account: string;
  clock: Clock | LabClock;
  random: Random;
  ids: Ids;
  /** Milliseconds of real time that only grow, for slices of work; never written anywhere. */
  monotonic: () => number;
  /** Runs something after the present stretch of work. */
  defer: (run: () => void) => void;
  /** Runs something after real time has passed; the returned function takes it back. Never decides what is written. */
  after: (ms: number, run: () => void) => () => void;
  database: SiteDatabase;
  /** The software update point's own WSUS catalog store. */
  catalog: CatalogStore;
  /** The catalog store of the software update point for the Internet (SYNC-12), opened when there is one. */
  internetCatalog: () => CatalogStore;
  neighbours: Neighbours;
  /** Random bytes as text, for keys; never used in anything that is replayed. */
  secret: () => string;
  logFolder: string;
  readers: Readers;
  microsoftUpdate: BundledMicrosoftUpdate;
  /** Certificates (PEM) of authorities that may vouch for an upstream server over SSL, beside the system's own. */
  authorities?: () => string | undefined;
  /** Where the contents of the bundled catalog's files are (decision 0017); undefined: nowhere. */
  content?: () => Promise<string>;
  /** Folder of the bundled catalog's facts, for seeds of a lab. */
  factsFolder?: string;
  /** What the computers of a lab fleet are made from; null: there can be none. */
  machines?: LabMachines | null;
}

export interface Site extends ClockCommands {
  readonly code: string;
  readonly changes: Feed<Change>;
  readonly jobs: Jobs;
  readonly objects: Objects;
  readonly rights: Rights;
  readonly logs: Logs;
  readonly hierarchy: Hierarchy;
  readonly softwareUpdatePoint: SoftwareUpdatePoint;
  readonly airGap: AirGap;
  readonly insight: Insight;
  readonly lab: LabSeeds;
  readonly wsusConfiguration: WsusConfigurationRoom;
  readonly clients: Clients;
  readonly collections: Collections;
  readonly searchFolders: SearchFolders;
  readonly updateLists: UpdateLists;
  readonly deploymentTemplates: DeploymentTemplates;
  readonly deployments: Deployments;
  /** Which deployments are effective for which computer (DEPLOY-05). */
  readonly assignments: Assignments;
  readonly softwareDistribution: SoftwareDistribution;
  readonly softwareUpdatesClientAgent: SoftwareUpdatesClientAgent;
  readonly updateProperties: UpdateProperties;
  readonly deploymentPackages: DeploymentPackages;
  readonly distributionPoints: DistributionPoints;
  readonly estate: LabEstate;
  /** Called when the sites around it are open: speaks with its neighbours and runs what waits. */
  start(): void;
  describe(): SiteDescription;
  /** A value with the revision it was read at. */
  reply<R>(read: (site: Site) => R): { revision: number; value: R };
  read<N extends ReadName>(name: N, input: ReadInput<N>): Promise<{ revision: number; value: ReadOutput<N> }>;
  /** Newest first (SYNC-13). */
  machinePolicies(limit: number): MachinePolicy[];
  updateDetails(id: number): Promise<{ revision: number; value: UpdateDetails }>;
  /** A computer with everything known of it. Rejects with Failure NOT_FOUND. */
  clientDetails(id: number): Promise<{ revision: number; value: ClientDetails }>;
  /** Why an update meets criteria or not (REPO-04). Rejects with Failure NOT_FOUND. */
  explainSearch(asked: ReadInput<'explain'>): Promise<{ revision: number; value: SearchExplanation }>;
  /** What an update supersedes and is superseded by, and the effect of expiring it (INSIGHT-04). Rejects with Failure NOT_FOUND. */
  supersedence(asked: ReadInput<'supersedence'>): Promise<{ revision: number; value: Supersedence }>;
  exportList(asked: { view: View; columns: readonly ColumnId[]; separator: 'tab' | 'comma' }): AsyncGenerator<string, void, undefined>;
  cancelJob(call: Commanded, id: string): { revision: number; value: Job };
  close(): Promise<void>;
}

const updateGone = () => new Failure('NOT_FOUND', { what: 'The software update is not there.', why: 'It is not in the site database any more.', todo: 'Press F5 to refresh the list.' });

/** Opens a site over its parts. The front door of the engine: all a host or a test needs. */
export function createSite(parts: SiteParts): Site {
  const { database, catalog, readers, monotonic } = parts;
  let closed = false;
  // A lab clock may still be on its way when the site closes: what falls due then finds no databases any more.
  const clock: Clock | LabClock = { ...parts.clock, schedule: (at, name, run) => parts.clock.schedule(at, name, () => (closed ? undefined : run())) };
  // What a killed process had staged is seen by nobody; it goes before anything else is done.
  while (discardStaged(database));
  const row = () => database.first(build.selectFrom('site').selectAll())!;
  const { code, name, server, kind, parent } = row();
  const changes = createFeed<Change>();
  const logs = openLogs(parts.logFolder, clock, parts.defer);
  const journal = createJournal({ database, clock, changes });
  const objects = createObjects({ database, journal, clock });
  const rights = createRights({ account: parts.account, database, journal, objects });
  const touched = (...areas: Area[]) => changes.publish({ revision: journal.revision(), at: clock.now(), areas });
  const jobs = createJobs({ database, clock, ids: parts.ids, monotonic });
  const statusMessages = createStatusMessages({ code, server, database, clock, raised: () => touched('statusMessages', 'logs') });
  const hierarchy = createHierarchy({ database, clock, journal, neighbours: parts.neighbours, joinKey: parts.secret, objects, defer: parts.defer, touched });
  const guidChecks = new Map<number, number>();
  const compliance = openCompliance({ database, clock, guidCheck: (id) => guidChecks.get(id) });
  const live = createLive({ compliance, readers, monotonic, after: parts.after, told: () => touched('compliance'),
    durable: () => database.transaction((db) => db.run(build.updateTable('site').set({ clock_at: clock.now() }))),
  });
  let internetCatalog: CatalogStore | undefined;
  const softwareUpdatePoint = createSoftwareUpdatePoint({
    code, server, kind, hierarchy, neighbours: parts.neighbours, database,
    internetCatalog: () => (internetCatalog ??= parts.internetCatalog()),
    catalog, clock, journal, objects, jobs, logs, statusMessages, touched,
    microsoftUpdate: parts.microsoftUpdate,
    authorities: parts.authorities,
    random: parts.random.fork('software-update-point'),
    ids: parts.ids,
    breath: () => createBreath(monotonic),
    monotonic,
  });
  const airGap = createAirGap({
    code, server, database, catalog, clock, ids: parts.ids, journal, jobs, touched,
    breath: () => createBreath(monotonic),
    languages: () => softwareUpdatePoint.settings().settings.languages.updateFile,
  });
  const insight = createInsight({ server, database, catalog, clock, microsoftUpdate: parts.microsoftUpdate, authorities: parts.authorities, settings: () => softwareUpdatePoint.settings().settings, breath: () => createBreath(monotonic) });
  const wsusConfiguration = createWsusConfiguration({ server, secondary: kind === 'secondary', database, catalog, clock, journal, logs, statusMessages, changes, softwareUpdatePoint, defer: parts.defer, breath: () => createBreath(monotonic) });
  const lab = createLabSeeds({ secondary: kind === 'secondary', database, clock, journal, factsFolder: parts.factsFolder, synchronizing: () => softwareUpdatePoint.status().current !== null, breath: () => createBreath(monotonic) });
  const clientsOfChildSites = createClientsOfChildSites({
    hierarchy, database, clock, journal, changes, compliance, guidChecks, inTurn: live.inTurn, defer: parts.defer, touched,
    breath: () => createBreath(monotonic),
    applied: () => applied(),
  });
  const endFolding = foldOldFiles({ database, clock, compliance, breath: () => createBreath(monotonic), inTurn: live.inTurn, readUpTo: clientsOfChildSites.toldUpTo });
  const endSummarizing = summarizeHourly({ database, clock, compliance, breath: () => createBreath(monotonic), inTurn: live.inTurn });
  const applied = () => {
    live.applied();
    clientsOfChildSites.tell();
  };
  const assignments = createAssignments({ database, changes });
  const clients = createClients({
    assignments, statusMessages, touched, locations: (update) => deploymentPackages.locations(update),
    code, database, catalog, clock, journal, jobs, changes, compliance, guidChecks, applied,
    seed: row().seed, machines: parts.machines ?? null, inTurn: live.inTurn, behind: clientsOfChildSites.behind,
    breath: () => createBreath(monotonic),
  });
  const collections = createCollections({ code, secondary: kind === 'secondary', database, clock, journal, objects, changes, touched, breath: () => createBreath(monotonic) });
  const searchFolders = createSearchFolders({ code, kind, database, clock, ids: parts.ids, journal, objects, hierarchy, touched });
  const updateLists = createUpdateLists({ code, database, clock, ids: parts.ids, journal, objects, hierarchy, touched });
  const deploymentTemplates = createDeploymentTemplates({ code, database, clock, ids: parts.ids, journal, objects, hierarchy, touched });
  const softwareUpdatesClientAgent = createSoftwareUpdatesClientAgent({ parent, database, clock, journal, objects, hierarchy, touched, activePoint: () => softwareUpdatePoint.settings().settings.general.role !== 'none' });
  const deployments = createDeployments({ code, database, clock, ids: parts.ids, journal, objects, rights, hierarchy, touched });
  const softwareDistribution = createSoftwareDistribution({ code, database, clock, journal, objects, rights, hierarchy });
  const updateProperties = createUpdateProperties({ parent, database, clock, journal, objects, hierarchy, touched });
  const distributionPoints = createDistributionPoints({ secondary: kind === 'secondary', database, clock, journal, objects });
  const deploymentPackages = createDeploymentPackages({
    code, server, folder: dirname(database.file), database, clock, journal, objects, jobs, logs, statusMessages, hierarchy, neighbours: parts.neighbours, points: distributionPoints, touched,
    monotonic, after: parts.after, labScale: parts.content ? CONTENT_SCALE : null, windows: process.platform === 'win32',
    languages: () => softwareUpdatePoint.settings().settings.languages.updateFile,
    resolve: async (url) => (url.host === CONTENT_HOST && parts.content ? new URL(url.pathname, await parts.content()) : url),
  });
  jobs.feed.listen((job) => job.endedAt !== null && touched('jobs'));

  tellClock(clock, monotonic, () => closed || touched('site'));

  const site: Site = {
    code, changes, jobs, objects, rights, logs, hierarchy, softwareUpdatePoint, airGap, insight, lab, wsusConfiguration, clients, collections, searchFolders, updateLists, deploymentTemplates, deployments, assignments, softwareDistribution, softwareUpdatesClientAgent, updateProperties, deploymentPackages, distributionPoints,
    estate: createLabEstate({ database, clock, clients, collections, jobs, revision: journal.revision }),
    start: () => {
      hierarchy.start();
      clientsOfChildSites.start();
      softwareUpdatePoint.runRequested();
      deploymentPackages.start();
    },
    describe: () => {
      const now = row();
      return {
        code, name, server, kind, parent,
        clock: clock.state(),
        contentVersion: now.content_version,
        lastSynchronizedAt: now.last_synchronized_at,
        synchronizedOnce: now.last_synchronized_at !== null,
        updatesCarriedOver: now.updates_carried_over === 1,
      };
    },
    reply: (read) => ({ value: read(site), revision: journal.revision() }),
    read: async (readName, input) => {
      await live.current();
      return readers.read(readName, input, clock.now());
    },
    machinePolicies: (limit) => listMachinePolicies(database, limit),
    updateDetails: async (id) => {
      const details = readDetails(database, id);
      const stored = catalog.find({ updateId: details.updateId, revisionNumber: details.revisionNumber });
      return { revision: journal.revision(), value: { ...details, xml: stored ? catalog.getXml(stored.rowId) : null } };
    },
    clientDetails: async (id) => {
      const { revision, value } = await site.read('client', { id });
      if (!value) throw new Failure('NOT_FOUND', { what: 'The computer is not there.', why: 'It is not a client of this site any more.', todo: 'Press F5 to refresh the list.' });
      return { revision, value: { ...value, managementPoint: hierarchy.sites().find((one) => one.code === value.siteCode)?.server ?? server, agent: clients.agent(id) } };
    },
    explainSearch: async (asked) => {
      const { revision, value } = await site.read('explain', asked);
      if (!value) throw updateGone();
      return { revision, value };
    },
    supersedence: async (asked) => {
      const { revision, value } = await site.read('supersedence', asked);
      if (!value) throw updateGone();
      return { revision, value };
    },
    async *exportList(asked) {
      const now = clock.now();
      let at: { next: number | null; version: number | null } = { next: 0, version: null };
      while (at.next !== null) {
        const { value } = await readers.read('exportPiece', { ...asked, from: at.next, version: at.version }, now);
        yield value.text;
        at = value;
      }
    },
    ...createClockCommands({ clock, journal, lastSynchronization: () => softwareUpdatePoint.history(1)[0]?.endedAt ?? null, unscanned: () => compliance.unscanned(currentPolicy(database)?.contentVersion ?? Infinity) }),
    cancelJob: (call, id) => journal.command(call, { name: 'jobs.cancel', input: { id }, areas: ['jobs', 'softwareUpdatePoint'] }, () => ({ value: jobs.cancel(id) })),
    close: async () => {
      await hierarchy.close();
      await jobs.close();
      endFolding();
      endSummarizing();
      await clients.close();
      await clientsOfChildSites.close();
      await collections.close();
      assignments.close();
      await live.close();
      closed = true;
      database.transaction((db) => db.run(build.updateTable('site').set({ clock_at: clock.now() })));
      logs.close();
      await readers.close();
      catalog.close();
      internetCatalog?.close();
      await database.close();
    },
  };
  return site;
}
