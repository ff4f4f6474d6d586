import { z } from 'zod';
import { command, query } from './call.ts';

/** Updates as an upgraded SMS 2003 site would have them (SYNC-16). */
export const migratedUpdates = z.object({
  /** Still expired and marked "(LEGACY)". */
  legacy: z.int().nonnegative(),
  /** In place of which a synchronization brought the catalog's revision. */
  revived: z.int().nonnegative(),
});

/** What a lab site offers to rehearse with; refused at a site that runs on the system's clock. */
export const lab = {
  migratedUpdates: query({}, migratedUpdates),
  addMigratedUpdates: command({}, migratedUpdates.extend({ added: z.int().nonnegative() })),
  /** Takes back those that are still legacy. */
  removeMigratedUpdates: command({}, migratedUpdates.extend({ removed: z.int().nonnegative() })),
};

export type MigratedUpdates = z.infer<typeof migratedUpdates>;
