import { z } from 'zod';
import { moment, query, stream } from './call.ts';

/** D§3.5: type 1, 2, 3. */
export const logSeverity = z.enum(['information', 'warning', 'error']);

export const logFile = z.object({
  name: z.string(),
  component: z.string(),
  lines: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  lastAt: moment.nullable(),
});

export const logLine = z.object({
  /** 0-based line number within the log. */
  number: z.int().nonnegative(),
  text: z.string(),
  component: z.string(),
  at: moment,
  thread: z.int(),
  severity: logSeverity,
});

const logName = z.string().regex(/^[A-Za-z0-9_-]{1,64}\.log$/);

export const logs = {
  list: query({}, z.array(logFile)),
  /** A window of the lines that pass the severity filter; `matches` are the positions (in the filtered list) that contain `find`, at most 10,000. */
  lines: query(
    { name: logName, minimumSeverity: logSeverity, find: z.string().max(200), offset: z.int().nonnegative(), limit: z.int().min(1).max(1000) },
    z.object({ total: z.int().nonnegative(), bytes: z.int().nonnegative(), lines: z.array(logLine), matches: z.array(z.int().nonnegative()) }),
  ),
  /** Lines as they are written. */
  follow: stream({ name: logName }, z.array(logLine)),
  /** The file as it stands on disk, in one of the two formats (SYNC-06). */
  exportLog: stream({ name: logName, format: z.enum(['simple', 'cmtrace']) }, z.string()),
};

export type LogFile = z.infer<typeof logFile>;
export type LogLine = z.infer<typeof logLine>;
export type LogSeverity = z.infer<typeof logSeverity>;
