/**
 * What every call has in common: who asks which site, what the caller has seen, and what comes back beside the value.
 * The other files of this folder list one area each; nothing here behaves.
 */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

/** Three letters or digits, as the product's site codes are (D§1.1). */
export const siteCode = z.string().regex(/^[A-Z0-9]{3}$/, 'A site code is three capital letters or digits.');

/** Who acts, as DOMAIN\user. */
export const actor = z.string().min(1).max(128);

/** Counts every change of a site; replies and events carry it. */
export const revision = z.int().nonnegative();

/** Milliseconds since 1970 UTC, on the site's clock. */
export const moment = z.int();

const asked = z.object({ site: siteCode, actor });
const commanded = asked.extend({
  /** The site revision the caller saw; refused with REVISION_CONFLICT when the object changed after it. */
  expectedRevision: revision,
});

const explained = z.object({
  /** What happened. */
  what: z.string(),
  /** Why. */
  why: z.string(),
  /** What to do. */
  todo: z.string(),
});

/** The closed list of errors; each says what happened, why, and what to do. */
export const errors = {
  INVALID_SETTINGS: { status: 422, data: explained.extend({ fields: z.array(z.object({ path: z.string(), message: z.string() })) }) },
  NOT_FOUND: { status: 404, data: explained },
  REVISION_CONFLICT: { status: 409, data: explained.extend({ actual: revision }) },
  ALREADY_RUNNING: { status: 409, data: explained },
  REFUSED: { status: 403, data: explained },
  /** The user has not the right that it takes (D§8.6). */
  NO_RIGHT: { status: 403, data: explained.extend({ class: z.string(), right: z.string() }) },
  UNAVAILABLE: { status: 503, data: explained },
} as const;

export type ErrorCode = keyof typeof errors;
export type Explained = z.infer<typeof explained>;

const base = oc.errors(errors);

/** A read. Input carries `call`; the reply carries the revision the value was read at. */
export function query<I extends z.ZodRawShape, O extends z.ZodType>(input: I, output: O) {
  return base.input(z.strictObject({ call: asked, ...input })).output(z.object({ revision, value: output }));
}

/** A read that goes on: each item is checked on its way out. */
export function stream<I extends z.ZodRawShape, O extends z.ZodType>(input: I, item: O) {
  return base.input(z.strictObject({ call: asked, ...input })).output(eventIterator(item));
}

/** A change. It is journaled in its own transaction and answers with the revision it made. */
export function command<I extends z.ZodRawShape, O extends z.ZodType>(input: I, output: O) {
  return base.input(z.strictObject({ call: commanded, ...input })).output(z.object({ revision, value: output }));
}

/** The asking side of a call. */
export type Asked = z.infer<typeof asked>;
/** The commanding side of a call. */
export type Commanded = z.infer<typeof commanded>;
