import { z } from 'zod';
import type { ErrorCode } from '../../contract/index.ts';

export interface Explanation {
  code: ErrorCode | null;
  what: string;
  why: string;
  todo: string;
  fields: { path: string; message: string }[];
}

const carried = z.object({
  what: z.string(),
  why: z.string(),
  todo: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

/** What happened, why, and what to do, out of whatever a call threw. */
export function explain(error: unknown): Explanation {
  const { code, data, message } = (error ?? {}) as { code?: ErrorCode; data?: unknown; message?: string };
  const parsed = carried.safeParse(data);
  if (parsed.success) return { code: code ?? null, ...parsed.data };
  return { code: null, what: 'The engine did not do what was asked.', why: message || 'No reason was given.', todo: 'Try again. If it happens again, look into the logs.', fields: [] };
}
