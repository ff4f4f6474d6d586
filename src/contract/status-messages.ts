import { z } from 'zod';
import { moment, query } from './call.ts';

export const statusSeverity = z.enum(['Information', 'Warning', 'Error']);

/** D§3.2 */
export const statusMessage = z.object({
  recordId: z.int(),
  messageId: z.int(),
  severity: statusSeverity,
  component: z.string(),
  siteCode: z.string(),
  system: z.string(),
  at: moment,
  description: z.string(),
  insertionStrings: z.array(z.string()),
});

export const statusMessages = {
  /** Newest first. */
  list: query(
    { minimumSeverity: statusSeverity, component: z.string().max(128).nullable(), find: z.string().max(200), offset: z.int().nonnegative(), limit: z.int().min(1).max(500) },
    z.object({ total: z.int().nonnegative(), rows: z.array(statusMessage), components: z.array(z.string()) }),
  ),
};

export type StatusMessage = z.infer<typeof statusMessage>;
export type StatusSeverity = z.infer<typeof statusSeverity>;
