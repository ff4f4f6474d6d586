import { z } from 'zod';
import { deploymentPackageDraft, deploymentDraft, deploymentSettings, hierarchySite, madeWith, moment, objectName, packageId, packageStatus, repositoryNode, searchCriteria, settingsFromAbove, siteCode, softwareUpdatePointStatus, softwareUpdatesClientAgentSettings } from '../../contract/index.ts';

/** A client as its site tells of it to the site above (SCAN-05). */
const clientBelow = z.strictObject({
  /** The sender's number of it. */
  id: z.int().positive(),
  /** No client of the sender any more. */
  gone: z.boolean(),
  guid: z.string().regex(/^[0-9a-f]{8}-/i).max(64),
  name: z.string().min(1).max(255),
  domain: z.string().max(255),
  siteCode,
  origin: z.enum(['lab', 'imported', 'agent']),
  operatingSystem: z.string().max(255),
  osVersion: z.string().max(64),
  servicePack: z.int().nonnegative(),
  productType: z.int().min(1).max(3),
  architecture: z.string().max(32),
  language: z.string().max(32),
  agentVersion: z.string().max(64),
});
export type ClientBelow = z.infer<typeof clientBelow>;

/** An update of the sender's catalog: its number there, its revision (-1: not there any more), and the first content version with it. */
const updateBelow = z.strictObject({ id: z.int().positive(), updateId: z.string().min(1).max(64), revision: z.int().min(-1), since: z.int().nonnegative() });
export type UpdateBelow = z.infer<typeof updateBelow>;

const updateId = z.string().min(1).max(64);

/** An update list without its updates, as every site has it (REPO-06). */
const replicatedList = z.strictObject({
  uniqueId: z.string().min(1).max(64),
  name: objectName,
  description: z.string().max(512),
  sourceSite: siteCode,
  createdAt: moment,
  createdBy: z.string().max(128),
  modifiedAt: moment,
  modifiedBy: z.string().max(128),
});

/** A deployment template as its site tells of it to the sites below (DEPLOY-01). */
const templateAbove = z.strictObject({ ...replicatedList.shape, settings: deploymentSettings, document: z.string().max(64 * 1024).nullable() });

/** A deployment without its updates, as every site has it (DEPLOY-02). */
const replicatedDeployment = z.strictObject({ ...replicatedList.shape, ...deploymentDraft.shape, name: objectName, enabled: z.boolean(), madeWith });

/** A file's name, as metadata gives it; what a folder cannot have is refused where it is written. */
const replicatedContent = z.strictObject({
  updateId, contentId: z.string().regex(/^[0-9a-f-]{36}$/), languages: z.array(z.string().max(10)).max(100),
  files: z.array(z.strictObject({ fileName: z.string().max(255), size: z.int().nonnegative(), sha1: z.string().regex(/^[0-9a-f]{40}$/i), sha256: z.string().regex(/^[0-9a-f]{64}$/i).nullable(), url: z.string().max(4000).nullable() })).max(2000),
});

/** A deployment package as the sites below have it (DEPLOY-04). */
const replicatedPackage = z.strictObject({ packageId, settings: deploymentPackageDraft, sourceSite: siteCode, version: z.int().nonnegative(), createdAt: moment, createdBy: z.string().max(128), modifiedAt: moment, modifiedBy: z.string().max(128) });

/** What the topmost site set of an update (REPO-05). */
const settingsOfUpdate = z.strictObject({ updateId, customSeverity: z.int().min(0).max(4), maximumRunTime: z.int().min(5).max(9999).nullable(), licenceAcceptedAt: moment.nullable(), licenceAcceptedBy: z.string().max(128).nullable() });

const folderGuid = z.string().regex(/^[0-9a-f-]{36}$/);

/** A folder below Search Folders as its site tells of it to the sites below (REPO-04); `criteria` is null for a standard folder. */
const searchFolderAbove = z.strictObject({
  guid: folderGuid, name: objectName, parent: folderGuid.nullable(), criteria: searchCriteria.nullable(), lookIn: repositoryNode.nullable(), sourceSite: siteCode, fromCentral: z.boolean(),
});

/** Characters of a state message file of the greatest size in base64. */
const FILE_TEXT = 350_000;

/**
 * A message between neighbouring sites (SYNC-11):
 *
 *   queued ─▶ exchanged ─▶ applied by the neighbour ─▶ acknowledged ─▶ gone from the queue
 *                 │
 *                 └─ no answer ─▶ tried again, in the same order
 *
 * It is queued in the transaction of what it tells, and applied in one transaction with its number: never lost, never
 * applied twice.
 */
export const linkMessage = z.discriminatedUnion('kind', [
  /** Up: a site below the sender is there, or has changed. */
  z.strictObject({ kind: z.literal('site'), site: hierarchySite }),
  /** Up: a site below the sender was removed. */
  z.strictObject({ kind: z.literal('siteRemoved'), code: siteCode }),
  /** Down: settings that the top decides. */
  z.strictObject({ kind: z.literal('synchronizationSettings'), settings: settingsFromAbove }),
  /** Down: the parent is done, synchronize from it. */
  z.strictObject({ kind: z.literal('synchronize') }),
  /** Up: a software update point below the sender. */
  z.strictObject({ kind: z.literal('softwareUpdatePoint'), status: softwareUpdatePointStatus }),
  /** Up: clients of the sender that came, changed or went. */
  z.strictObject({ kind: z.literal('clients'), clients: z.array(clientBelow).min(1).max(250) }),
  /** Up: the sender's catalog has these updates since the last such message; always before state messages that name them. */
  z.strictObject({ kind: z.literal('catalog'), updates: z.array(updateBelow).min(1).max(20_000) }),
  /** Up: state message files the sender accepted, in the order of their numbers, and how many more it has. */
  z.strictObject({ kind: z.literal('stateMessages'), files: z.array(z.base64().max(FILE_TEXT)).min(1).max(2000), left: z.int().nonnegative() }),
  /** Down: an update list as it is now, and the updates (by id) that were put on it and taken off; one with many comes in several messages. */
  z.strictObject({ kind: z.literal('updateList'), list: replicatedList, put: z.array(updateId).max(4000), take: z.array(updateId).max(4000) }),
  /** Down: what was set of updates, as it is now. */
  z.strictObject({ kind: z.literal('updateSettings'), settings: z.array(settingsOfUpdate).min(1).max(4000) }),
  /** Down: an update list is gone. */
  z.strictObject({ kind: z.literal('updateListDeleted'), uniqueId: replicatedList.shape.uniqueId }),
  /** Down: a deployment template as it is now. */
  z.strictObject({ kind: z.literal('deploymentTemplate'), template: templateAbove }),
  /** Down: one is gone. */
  z.strictObject({ kind: z.literal('deploymentTemplateDeleted'), uniqueId: replicatedList.shape.uniqueId }),
  /** Down: a deployment as it is now, and the updates (by id) that were put into it and taken out; one with many comes in several messages. */
  z.strictObject({ kind: z.literal('deployment'), deployment: replicatedDeployment, put: z.array(updateId).max(4000), take: z.array(updateId).max(4000) }),
  /** Down: one is gone. */
  z.strictObject({ kind: z.literal('deploymentDeleted'), uniqueId: replicatedList.shape.uniqueId }),
  /** Down: settings of client agents. */
  z.strictObject({ kind: z.literal('clientAgentSettings'), settings: softwareUpdatesClientAgentSettings }),
  /** Down: a search folder, or a folder of them, was made or changed here or above; the one it stands in came before. */
  z.strictObject({ kind: z.literal('searchFolder'), folder: searchFolderAbove }),
  /** Down: one was deleted; what stood in it before it. */
  z.strictObject({ kind: z.literal('searchFolderDeleted'), guid: folderGuid }),
  /** Down: a package as it is now, contents that came to it and those that went (update and content); many come in several messages. */
  z.strictObject({ kind: z.literal('package'), package: replicatedPackage, put: z.array(replicatedContent).max(500), take: z.array(z.tuple([updateId, z.string().max(36)])).max(2000) }),
  /** Down: a package is gone. */
  z.strictObject({ kind: z.literal('packageDeleted'), packageId }),
  /** Up: how a distribution point below has a package; null: it does not any more. */
  z.strictObject({ kind: z.literal('packageStatus'), packageId, siteCode, server: z.string().max(255), status: packageStatus.pick({ state: true, version: true, wantedVersion: true, changedAt: true, problem: true }).nullable() }),
  z.strictObject({ kind: z.literal('softwareUpdatePointRemoved'), siteCode, role: softwareUpdatePointStatus.shape.role }),
]);

export type LinkMessage = z.infer<typeof linkMessage>;

/** Messages in one exchange; more wait for the next. */
export const MESSAGES_PER_EXCHANGE = 200;
/** Characters of messages after which an exchange takes no more. */
export const TEXT_PER_EXCHANGE = 1024 * 1024;

const messages = z.array(z.strictObject({ number: z.int().positive(), message: linkMessage })).max(MESSAGES_PER_EXCHANGE);

/** A child speaks to its parent: what it has received so far, and what it has to say. The answer is the same the other way. */
export const exchangeRequest = z.strictObject({
  from: siteCode,
  to: siteCode,
  received: z.int().nonnegative(),
  messages,
  /** The parent in another program may wait with its answer until it has something to say. */
  wait: z.boolean(),
});

export const exchangeAnswer = z.strictObject({
  received: z.int().nonnegative(),
  messages,
  /** The parent's site time; a child on a lab's clock elsewhere follows it. */
  now: moment,
});

export type ExchangeRequest = z.infer<typeof exchangeRequest>;
export type ExchangeAnswer = z.infer<typeof exchangeAnswer>;

/** The way from a site to its parent. */
export interface WayUp {
  /** One exchange; what it answers is parsed by the caller. Rejects when the parent cannot be reached or refuses. */
  exchange(request: ExchangeRequest, signal: AbortSignal): Promise<unknown>;
  /** Address of the parent's WSUS server. */
  wsusAddress(now: number): Promise<string>;
  /** True when the parent is in another program: the conversation then goes on without an end, the parent waits with its answers. */
  readonly waits: boolean;
  /** Runs something after a failure; the returned function takes it back. Null: by the site's clock. */
  readonly later: ((ms: number, run: () => void) => () => void) | null;
}

export interface ChildSite {
  code: string;
  name: string;
  server: string;
  kind: 'primary' | 'secondary';
  parent: string;
}

/** The other sites of this program, as one of them sees them. */
export interface Neighbours {
  readonly parent: WayUp | null;
  /** True when the code is taken in this program. */
  knows(code: string): boolean;
  /** Opens a child site in this program, making it when it is new. */
  open(child: ChildSite): void;
  /** Closes a child site of this program and sets its files aside; answers where. */
  setAside(code: string): string;
  /** Lets a child site of this program speak with this one; resolves when it has. */
  wake(code: string): Promise<void>;
  /** Why a site on another machine cannot join this program, or null. */
  whyNotElsewhere(): string | null;
  /** Folder of a package's source at the parent, where both can read it; null: the parent is on another machine, or has no such package. */
  parentPackageFolder(packageId: string): string | null;
  /** Address of this site's own WSUS server. */
  ownWsusAddress(now: number): Promise<string>;
}

/** Time until the next try after 1, 2, 3 … failures: minutes by the site’s clock, seconds of real time when the parent is in another program. */
export const RETRY_STEPS = [1, 2, 5, 10, 30, 60] as const;

/** A site by itself: nothing above it, nothing can be put below it. */
export const alone: Neighbours = {
  parent: null,
  knows: () => false,
  open: (child) => {
    throw new Error(`${child.code} cannot be opened: this site stands alone.`);
  },
  setAside: () => '',
  wake: () => Promise.resolve(),
  whyNotElsewhere: () => 'This site stands alone.',
  parentPackageFolder: () => null,
  ownWsusAddress: () => Promise.reject(new Error('This site serves no WSUS.')),
};
