import { z } from 'zod';
import { command, moment, query, revision, siteCode, stream } from './call.ts';

/** 0 is paused; the rest are multiples of real time. */
export const clockSpeed = z.union([z.literal(0), z.literal(1), z.literal(60), z.literal(3600)]);

/** What an advance can wait for: the end of the next synchronization, or of every client's scan of the present catalog. */
export const clockGoal = z.enum(['synchronized', 'scanned']);

export const clockState = z.object({
  kind: z.enum(['lab', 'live']),
  now: moment,
  speed: clockSpeed,
  /** Set while the lab clock is on its way to a moment. */
  advancingTo: moment.nullable(),
});

export const siteDescription = z.object({
  code: siteCode,
  name: z.string(),
  server: z.string(),
  kind: z.enum(['central', 'primary', 'secondary']),
  parent: siteCode.nullable(),
  clock: clockState,
  /** Content version of the update source: +1 whenever the catalog changed (SYNC-13). */
  contentVersion: z.int().nonnegative(),
  /** Null before the first finished synchronization (SYNC-18). */
  lastSynchronizedAt: moment.nullable(),
  /** False until the first synchronization is done. */
  synchronizedOnce: z.boolean(),
  /** Updates of an earlier software update point stay inactive until the next synchronization (SYNC-18). */
  updatesCarriedOver: z.boolean(),
});

/** The areas of the contract a change can touch; the console refetches those. */
export const area = z.enum(['site', 'hierarchy', 'rights', 'jobs', 'softwareUpdatePoint', 'updateRepository', 'searchFolders', 'updateLists', 'deploymentTemplates', 'deployments', 'softwareUpdatesClientAgent', 'deploymentPackages', 'softwareDistribution', 'clients', 'collections', 'compliance', 'airGap', 'logs', 'statusMessages']);

export const change = z.object({ revision, at: moment, areas: z.array(area) });

export const component = z.object({
  name: z.string(),
  siteCode,
  modifiedAt: moment.nullable(),
  modifiedBy: z.string().nullable(),
});

export const site = {
  describe: query({}, siteDescription),
  /** Component Configuration's rows. */
  components: query({}, z.array(component)),
  /** Every committed change, from the moment of subscription on. */
  changes: stream({}, change),
  setClockSpeed: command({ speed: clockSpeed }, clockState),
  /** Moves the lab clock forward, running everything that falls due on the way. */
  advanceClock: command({ to: moment }, clockState),
  /** Moves it until that has come about, and by sixty days at most. */
  advanceClockUntil: command({ until: clockGoal }, clockState),
  /** Ends an advance where the clock is now. */
  haltClock: command({}, clockState),
};

export type ClockGoal = z.infer<typeof clockGoal>;
export type ClockState = z.infer<typeof clockState>;
export type SiteDescription = z.infer<typeof siteDescription>;
export type Area = z.infer<typeof area>;
export type Change = z.infer<typeof change>;
export type SiteComponent = z.infer<typeof component>;
