import { z } from 'zod';
import { command, query, stream } from './call.ts';

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
  /** Computers that run in a network from which the site cannot be reached, a day at a time. */
  roaming: perMille,
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
  /** Installations that fail (DEPLOY-12), an update on a computer a day at a time. */
  installFails: perMille,
  /** Computers that find no distribution point (DEPLOY-08), a day at a time. */
  noPoint: perMille,
  /** Computers that a distribution point fails to deliver to (DEPLOY-08), a day at a time. */
  pointFails: perMille,
  /** Computers whose users put every restart off, until the action Restart Computer. */
  noRestart: perMille,
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

/** Base64 of the bytes as the command wrote them. */
export const estateFile = z.object({ name: z.string().min(1).max(260), content: z.string().max(1_500_000) });

export const estateImport = z.object({
  /** The job that adds the computers; null when there are none. */
  jobId: z.string().nullable(),
  computers: z.int().nonnegative(),
  collections: z.int().nonnegative(),
  /** What was not understood, the first 500; `line` counts from 1. */
  problems: z.array(z.object({ file: z.string(), line: z.int().nullable(), message: z.string() })),
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
  /** Computers, collections and maintenance windows of an estate of one's own (docs/estate.md). Files of 3 MB together. */
  importEstate: command({ files: z.array(estateFile).min(1).max(500) }, estateImport),
  /** Takes back every computer that was imported, with all it told. */
  removeImported: command({}, z.object({ jobId: z.string() })),
  /** The lab as a scenario file, in pieces. */
  saveScenario: stream({}, z.string()),
  /** Makes the lab of a scenario file; refused while there are computers. */
  loadScenario: command({ text: z.string().max(3_500_000) }, z.object({ jobId: z.string(), collections: z.int().nonnegative() })),
};

export type MigratedUpdates = z.infer<typeof migratedUpdates>;
export type FleetFaults = z.infer<typeof faults>;
export type EstateFileText = z.infer<typeof estateFile>;
export type EstateImport = z.infer<typeof estateImport>;
export type FleetState = z.infer<typeof fleet>;
