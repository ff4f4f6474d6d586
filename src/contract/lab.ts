import { z } from 'zod';
import { command, query } from './call.ts';

/** Updates as an upgraded SMS 2003 site would have them (SYNC-16). */
export const migratedUpdates = z.object({
  /** Still expired and marked "(LEGACY)". */
  legacy: z.int().nonnegative(),
  /** In place of which a synchronization brought the catalog's revision. */
  revived: z.int().nonnegative(),
});

const perMille = z.int().min(0).max(1000);

/** Faults of the lab fleet, each in per mille of the cases it names. */
export const faults = z.object({
  /** Computers that are off or away, a day at a time. */
  away: perMille,
  /** Computers whose Windows Update Agent is too old to scan (SCAN-09). */
  oldAgent: perMille,
  /** Scans that fail. */
  scanFails: perMille,
  /** State message files that never arrive. */
  lost: perMille,
  /** Files that arrive hours later. */
  late: perMille,
  /** Files that are damaged on the way. */
  corrupt: perMille,
  /** Computers whose clock is wrong by minutes. */
  clockDrift: perMille,
});

/** Computers of a lab fleet at most. */
export const MOST_COMPUTERS = 200_000;

export const fleet = z.object({
  /** Simulated computers of the site, generated and imported ones. */
  computers: z.int().nonnegative(),
  generated: z.int().nonnegative(),
  imported: z.int().nonnegative(),
  faults,
  /** State message files that wait at the management point. */
  waitingFiles: z.int().nonnegative(),
  /** The job that changes the fleet at present. */
  jobId: z.string().nullable(),
});

/** What a lab site offers to rehearse with; refused at a site that runs on the system's clock. */
export const lab = {
  migratedUpdates: query({}, migratedUpdates),
  addMigratedUpdates: command({}, migratedUpdates.extend({ added: z.int().nonnegative() })),
  /** Takes back those that are still legacy. */
  removeMigratedUpdates: command({}, migratedUpdates.extend({ removed: z.int().nonnegative() })),
  fleet: query({}, fleet),
  /** Makes the lab fleet this large: computers are added as a job, or the last ones are removed. */
  setFleet: command({ computers: z.int().min(0).max(MOST_COMPUTERS) }, z.object({ jobId: z.string() })),
  setFaults: command({ faults }, fleet),
};

export type MigratedUpdates = z.infer<typeof migratedUpdates>;
export type FleetFaults = z.infer<typeof faults>;
export type FleetState = z.infer<typeof fleet>;
