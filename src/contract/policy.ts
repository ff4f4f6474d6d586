import { z } from 'zod';
import { moment, query } from './call.ts';

/**
 * Site-wide machine policy of the software update point (SYNC-13): clients that read it scan at a random moment within the
 * next two hours (D§6.3).
 */
export const machinePolicy = z.object({
  policyId: z.string(),
  version: z.int().positive(),
  /** Where clients scan. */
  server: z.string(),
  port: z.int(),
  ssl: z.boolean(),
  /** Of the update source; clients compare it with that of their cached catalog. */
  contentVersion: z.int().nonnegative(),
  publishedAt: moment,
  /** Replaced by the next version or, without a software update point, taken back. */
  withdrawnAt: moment.nullable(),
});

export const policy = {
  /** Newest first. */
  machinePolicies: query({ limit: z.int().min(1).max(200) }, z.array(machinePolicy)),
};

export type MachinePolicy = z.infer<typeof machinePolicy>;
