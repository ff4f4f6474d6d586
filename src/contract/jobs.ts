import { z } from 'zod';
import { command, moment, query, stream } from './call.ts';

export const jobState = z.enum(['running', 'cancelling', 'done', 'failed', 'cancelled']);

export const job = z.object({
  id: z.string(),
  kind: z.enum(['synchronization', 'export', 'comparison', 'import', 'fleet', 'download', 'distribution']),
  title: z.string(),
  state: jobState,
  /** What it is doing, for the status bar: "Synchronizing site database". */
  phase: z.string(),
  done: z.int().nonnegative(),
  /** Null while the total is not known. */
  total: z.int().nonnegative().nullable(),
  startedAt: moment,
  endedAt: moment.nullable(),
  startedBy: z.string(),
  /** Why it failed, in one sentence. */
  message: z.string().nullable(),
  cancellable: z.boolean(),
});

export const jobs = {
  list: query({}, z.array(job)),
  /** The job's row each time it changes, at most ten times a second. */
  progress: stream({}, job),
  /** Asks a running job to stop; it stops at the next safe point and undoes what it staged. */
  cancel: command({ id: z.string() }, job),
};

export type Job = z.infer<typeof job>;
export type JobState = z.infer<typeof jobState>;
