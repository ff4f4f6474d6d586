import { z } from 'zod';
import { command, moment, query, siteCode } from './call.ts';

export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** When required updates are installed before their deadline (D§6.5). */
export const installSchedule = z.strictObject({ day: z.enum(['everyDay', ...weekdays]), hour: z.int().min(0, 'An hour is 0 to 23.').max(23, 'An hour is 0 to 23.') });

/** What the user of a computer sets in Configuration Manager of its Control Panel. */
export const clientUserSettings = z.strictObject({
  /** Null: at the deadline. */
  schedule: installSchedule.nullable(),
  cacheMegabytes: z.int('Enter a whole number.').min(1, 'A cache has at least 1 MB.').max(99_999, 'A cache has at most 99999 MB.'),
});

export const desktopUpdateState = z.enum(['available', 'downloading', 'waitingForContent', 'downloaded', 'waitingForWindow', 'waitingForInstallation', 'installing', 'pendingRestart', 'failed', 'installed']);

export const desktopUpdate = z.object({
  id: z.int().positive(), title: z.string(), articleId: z.string(), bulletinId: z.string(),
  deployment: z.object({ id: z.int().positive(), name: z.string() }),
  /** Null: optional. */
  deadline: moment.nullable(),
  state: desktopUpdateState,
  /** Of the download or the installation. */
  percent: z.int().min(0).max(100),
  error: z.int(),
  /** The user may start it now. */
  startable: z.boolean(),
});

export const cachedContent = z.object({
  update: z.int().positive(), title: z.string(), bytes: z.int().nonnegative(),
  referencedAt: moment,
  /** From when on it may make way. */
  tombstoneAt: moment,
  /** Never makes way, and is not deleted. */
  persistent: z.boolean(),
  /** It is being installed, so it is not deleted. */
  inUse: z.boolean(),
  damaged: z.boolean(),
});

export const transferPriority = z.enum(['foreground', 'high', 'normal']);
export const transferState = z.enum(['queued', 'transferring', 'stuck', 'transientError', 'transferred']);

/** A job of the transfer queue (DEPLOY-16): one content. */
export const transfer = z.object({
  update: z.int().positive(), title: z.string(), deployment: z.string(),
  /** Foreground: its user started it; high: its deadline has passed. */
  priority: transferPriority,
  state: transferState,
  bytes: z.int().nonnegative(),
  transferred: z.int().nonnegative(),
  error: z.int(),
  /** Since when it is transferred, waits or is stuck; null: it has not begun. */
  since: moment.nullable(),
  nextTryAt: moment.nullable(),
});

/** What the user of a simulated computer sees at a moment (DEPLOY-11). */
export const desktop = z.object({
  at: moment,
  name: z.string(), domain: z.string(), operatingSystem: z.string(), siteCode, guid: z.string(),
  /** Hide all deployments from end users is on. */
  hidden: z.boolean(),
  /** Available Software Updates, in the notification area. */
  icon: z.boolean(),
  /** The reminder that the user has not seen yet. */
  reminder: z.object({ at: moment, updates: z.int().positive(), deadline: moment.nullable() }).nullable(),
  nextReminderAt: moment.nullable(),
  updates: z.array(desktopUpdate),
  /** What runs is shown; null: nothing does, or it is not to be seen. */
  progress: z.object({ title: z.string(), state: z.enum(['downloading', 'installing']), percent: z.int().min(0).max(100), left: z.int().nonnegative() }).nullable(),
  /** `at` null: it is suppressed, or waits for a maintenance window. */
  restart: z.object({ at: moment.nullable(), finalWarning: z.boolean(), updates: z.int().nonnegative() }).nullable(),
  settings: clientUserSettings,
  nextInstallationAt: moment.nullable(),
  cache: z.object({ location: z.string(), usedBytes: z.int().nonnegative(), contents: z.array(cachedContent) }),
  /** The first ten jobs of the transfer queue. */
  transfers: z.object({ total: z.int().nonnegative(), jobs: z.array(transfer).max(10) }),
  components: z.array(z.object({ name: z.string(), state: z.enum(['installed', 'enabled', 'disabled']) })),
});

const id = z.int().positive();
const some = z.array(z.int().positive()).min(1).max(10_000);

/** The desktop of a simulated computer, and what its user does there. */
export const desktops = {
  show: query({ id }, desktop),
  /** Express is `mandatory`; Available Software Updates names those that were chosen. */
  install: command({ id, updates: z.union([z.enum(['mandatory', 'all']), some]) }, desktop),
  /** The user has seen the reminder. */
  snooze: command({ id }, desktop),
  configure: command({ id, settings: clientUserSettings }, desktop),
  /** Delete Files; without content that persists or is in use. */
  deleteFiles: command({ id, updates: z.union([z.literal('all'), some]) }, desktop),
  /** The lab’s doing, not the user’s: a content in the cache becomes another than was fetched (DEPLOY-15). */
  damageContent: command({ id, update: z.int().positive() }, desktop),
  /** The lab’s doing: the transfer of a content makes no progress any more (DEPLOY-16). */
  stickTransfer: command({ id, update: z.int().positive() }, desktop),
  /** Jobs that are stuck are cancelled and begun anew. */
  resetTransfers: command({ id }, desktop),
  /** An installed update is removed by hand (DEPLOY-13). */
  removeUpdate: command({ id, update: z.int().positive() }, desktop),
};

export type InstallSchedule = z.infer<typeof installSchedule>;
export type ClientUserSettings = z.infer<typeof clientUserSettings>;
export type Desktop = z.infer<typeof desktop>;
export type DesktopUpdate = z.infer<typeof desktopUpdate>;
export type DesktopUpdateState = z.infer<typeof desktopUpdateState>;
export type Transfer = z.infer<typeof transfer>;
export type TransferPriority = z.infer<typeof transferPriority>;
export type TransferState = z.infer<typeof transferState>;
export type CachedContent = z.infer<typeof cachedContent>;
