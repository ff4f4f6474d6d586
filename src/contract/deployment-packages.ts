import { z } from 'zod';
import { command, moment, query, siteCode } from './call.ts';
import { referring } from './objects.ts';
import { serverName } from './site-systems.ts';
import { updateIcon } from './update-repository.ts';

export const packageId = z.string().regex(/^[A-Z0-9]{3}[0-9A-F]{5}$/, 'A package ID is a site code and five digits.');

// oxlint-disable-next-line no-control-regex -- one line of text
const line = (most: number) => z.string().trim().max(most, `At most ${most} characters.`).regex(/^[^\u0000-\u001f]*$/, 'One line of text.');

export const sendingPriority = z.enum(['high', 'medium', 'low']);

/** What its property sheet sets of a package (D§5.4). */
export const deploymentPackageDraft = z.strictObject({
  name: line(50).min(1, 'Enter a name.'),
  description: line(127),
  /** \\server\share\folder, used by no other package. */
  source: line(260).min(1, 'Enter the package source.'),
  differential: z.boolean(),
  /** Clients keep its content in their caches for good (DEPLOY-07). */
  persist: z.boolean(),
  /** Data Access. */
  share: z.strictObject({ kind: z.enum(['common', 'named']), name: line(80) }),
  disconnect: z.strictObject({ enabled: z.boolean(), retries: z.int().min(1).max(99), minutes: z.int().min(1).max(60) }),
  /** Distribution Settings. */
  priority: sendingPriority,
  sender: z.enum(['none', 'courier']),
  branch: z.enum(['automatic', 'manual']),
  onDemand: z.boolean(),
}).refine((one) => one.share.kind === 'common' || one.share.name !== '', { path: ['share', 'name'], error: 'Enter the name of the share.' });

export const packageAccess = z.enum(['read', 'change', 'full']);
/** Package Access Account. */
// oxlint-disable-next-line no-control-regex -- one line of text
export const accessAccount = z.strictObject({ account: z.string().trim().min(1, 'Enter an account.').max(128).regex(/^[^\u0000-\u001f"/[\]:;|=,+*?<>]+$/, 'An account is DOMAIN\\user or a generic group.'), access: packageAccess });

export const deploymentPackage = z.object({
  id: packageId,
  settings: deploymentPackageDraft,
  sourceSite: siteCode,
  /** It came from a parent site: read-only here, and its actions are not. */
  locked: z.boolean(),
  version: z.int().nonnegative(),
  /** Bytes in the package source. */
  size: z.int().nonnegative(),
  updates: z.int().nonnegative(),
  contents: z.object({ there: z.int().nonnegative(), wanted: z.int().nonnegative(), failed: z.int().nonnegative() }),
  /** When its source was last read for distribution points. */
  refreshedAt: moment.nullable(),
  distributionPoints: z.object({ all: z.int().nonnegative(), installed: z.int().nonnegative(), failed: z.int().nonnegative() }),
  accounts: z.array(accessAccount),
  createdAt: moment,
  createdBy: z.string(),
  modifiedAt: moment,
  modifiedBy: z.string(),
});

/** An update of a package with how far its files are there. */
export const packagedUpdate = z.object({
  updateId: z.string(),
  /** Null: not in the repository of this site any more. */
  id: z.int().positive().nullable(),
  articleId: z.string(),
  bulletinId: z.string(),
  title: z.string(),
  icon: updateIcon,
  files: z.int().nonnegative(),
  size: z.int().nonnegative(),
  /** Empty: all languages. */
  languages: z.array(z.string()),
  state: z.enum(['there', 'wanted', 'failed']),
  problem: z.string().nullable(),
});

/** How far a distribution point has the package (Package Status). */
export const packageStatus = z.object({
  siteCode,
  server: z.string(),
  state: z.enum(['waiting', 'copying', 'installed', 'failed', 'byHand', 'removing']),
  /** Of the package, that it holds; 0: none. */
  version: z.int().nonnegative(),
  wantedVersion: z.int().nonnegative(),
  /** Bytes of the copy that is under way. */
  progress: z.object({ done: z.int().nonnegative(), total: z.int().nonnegative() }).nullable(),
  /** Its place in the order of sending; null: it is not waiting. */
  position: z.int().positive().nullable(),
  changedAt: moment,
  problem: z.string().nullable(),
  retryAt: moment.nullable(),
});

export const downloadOrigin = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('internet') }), z.strictObject({ kind: z.literal('folder'), path: line(260).min(1, 'Enter the folder.') })]);

const updates = z.array(z.int().positive()).min(1).max(50_000);
const servers = z.array(serverName).max(1000);

/** What a wizard asks before it downloads: languages there are, and what each adds. */
export const downloadPlan = z.object({
  updates: z.int().nonnegative(),
  /** Updates without any file. */
  withoutFiles: z.int().nonnegative(),
  /** Files for all languages. */
  neutral: z.object({ files: z.int().nonnegative(), size: z.int().nonnegative() }),
  languages: z.array(z.object({ language: z.string(), name: z.string(), files: z.int().nonnegative(), size: z.int().nonnegative(), chosen: z.boolean() })),
  /** Of all of it, what the package has already. */
  already: z.object({ contents: z.int().nonnegative(), size: z.int().nonnegative() }),
  contents: z.int().nonnegative(),
  /** Real files by this number are what a lab's files are; null: they are the real ones. */
  labScale: z.int().positive().nullable(),
});

const started = z.object({ id: packageId, jobId: z.string().nullable(), contents: z.int().nonnegative(), already: z.int().nonnegative(), withoutFiles: z.int().nonnegative() });
const downloaded = { servers, updates, origin: downloadOrigin, /** Short names. */ languages: z.array(z.string().max(10)).max(100) };

export const downloadSettings = z.strictObject({ /** Contents at a time. */ parallel: z.int().min(1).max(16), /** KB a second; null: no limit. */ limit: z.int().min(16).max(10_000_000).nullable() });

/** Deployment packages: the files of downloaded updates, and where copies of them are (DEPLOY-03, DEPLOY-04). */
export const deploymentPackages = {
  /** By name. */
  list: query({}, z.array(deploymentPackage)),
  updates: query({ id: packageId }, z.array(packagedUpdate)),
  status: query({ id: packageId }, z.array(packageStatus)),
  /** `package`: the one they would go into. */
  plan: query({ updates, package: packageId.nullable(), languages: z.array(z.string().max(10)).max(100).nullable() }, downloadPlan),
  /** Whether a folder can be the source of a package: null, or why not. */
  checkSource: query({ source: z.string().max(1000), package: packageId.nullable() }, z.object({ what: z.string(), why: z.string(), todo: z.string() }).nullable()),
  create: command({ draft: deploymentPackageDraft, ...downloaded }, started),
  download: command({ id: packageId, ...downloaded }, started),
  change: command({ id: packageId, draft: deploymentPackageDraft }, z.object({ id: packageId })),
  setAccessAccounts: command({ id: packageId, accounts: z.array(accessAccount).max(200) }, z.object({ id: packageId })),
  removeUpdates: command({ id: packageId, updates: z.array(z.string().max(64)).min(1).max(50_000) }, z.object({ removed: z.int().nonnegative() })),
  /** What failed, from where it was to come. */
  downloadAgain: command({ id: packageId }, z.object({ jobId: z.string().nullable() })),
  addDistributionPoints: command({ id: packageId, servers }, z.object({ servers: z.int().nonnegative() })),
  removeDistributionPoints: command({ id: packageId, servers }, z.object({ servers: z.int().nonnegative() })),
  /** Reads the source again as a new version for all of them; with `servers`, those get everything of the present version again. */
  updateDistributionPoints: command({ id: packageId, servers: servers.nullable() }, z.object({ version: z.int().nonnegative(), servers: z.int().nonnegative() })),
  deletion: query({ id: packageId }, z.object({ updates: z.int().nonnegative(), size: z.int().nonnegative(), servers: z.array(z.string()), childSites: z.array(siteCode), onlyHere: z.int().nonnegative(), referredBy: z.array(referring), source: z.string() })),
  delete: command({ id: packageId }, z.object({ updates: z.int().nonnegative() })),
  downloadSettings: query({}, downloadSettings),
  setDownloadSettings: command({ settings: downloadSettings }, downloadSettings),
};

export type DeploymentPackage = z.infer<typeof deploymentPackage>;
export type DeploymentPackageDraft = z.infer<typeof deploymentPackageDraft>;
export type AccessAccount = z.infer<typeof accessAccount>;
export type PackagedUpdate = z.infer<typeof packagedUpdate>;
export type PackageStatus = z.infer<typeof packageStatus>;
export type DownloadOrigin = z.infer<typeof downloadOrigin>;
export type DownloadPlan = z.infer<typeof downloadPlan>;
export type DownloadStarted = z.infer<typeof started>;
export type DownloadSettings = z.infer<typeof downloadSettings>;
