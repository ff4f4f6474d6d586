import { z } from 'zod';
import { actor, command, moment, query, revision } from './call.ts';

/** The name of an object of the console: shorter than 127 characters, one line, none of the characters that the console cannot show in a path (D§4.1). */
export const objectName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(126, 'A name is shorter than 127 characters.')
  .regex(/^[^/|\\:*?"<>]*$/, 'A name has none of / | \\ : * ? " < >.')
  // oxlint-disable-next-line no-control-regex -- a name is one line
  .regex(/^[^\u0000-\u001f\ufffe\uffff]*$/, 'A name is one line of text.');

/** An object of the console: its kind, as the room that keeps it calls it, and its id there. */
export const objectRef = z.object({ kind: z.string().min(1).max(40), id: z.string().min(1).max(200) });

/** What a change did to an object. */
export const objectChange = z.enum(['made', 'changed', 'deleted']);

/** An object of a change, by the name it had. */
export const changedObject = objectRef.extend({ name: z.string(), change: objectChange });

/** A command or an input of the site, as its journal has it (INSIGHT-05). */
export const journalEntry = z.object({
  revision,
  at: moment,
  actor: z.string(),
  /** A command is an administrator's; an input came from elsewhere: a synchronization, a neighbouring site. */
  kind: z.enum(['command', 'input']),
  /** `area.verb`. */
  name: z.string(),
  /** The first twenty of them. */
  objects: z.array(changedObject),
  /** Of an undo: the revision it took back. */
  undoes: revision.nullable(),
  /** The undo that took this back and stands. */
  undoneBy: revision.nullable(),
});

/** One thing about an object that differs, in words; null: it has none. */
export const fieldDifference = z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() });

const changed = changedObject.extend({ /** What the field calls it. */ noun: z.string(), differences: z.array(fieldDifference) });

/** An entry with what it changed; of a command without objects its input, before and after stand as they were written. */
export const journalEntryDetails = journalEntry.extend({
  /** The first two hundred, and how many more there are. */
  changes: z.array(changed),
  more: z.int().nonnegative(),
  /** JSON. */
  input: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

export const referring = objectRef.extend({ noun: z.string(), name: z.string() });

/** What an undo would do, said before it is done. */
export const undoPreview = z.object({
  entry: journalEntry,
  /** Null: it can be undone. */
  whyNot: z.object({ why: z.string(), todo: z.string() }).nullable(),
  /** From what is now to what was before. */
  changes: z.array(changed.extend({ /** What stands on it now. */ referredBy: z.array(referring) })),
  more: z.int().nonnegative(),
});

/** The objects of the console: what refers to what, who changed what and when, and its undo. */
export const objects = {
  references: query({ of: objectRef }, z.array(referring)),
  /** Newest first; `find` looks in who, what and the names of objects. */
  history: query(
    { find: z.string().max(200), inputs: z.boolean(), of: objectRef.nullable(), offset: z.int().nonnegative(), limit: z.int().min(1).max(500) },
    z.object({ total: z.int().nonnegative(), rows: z.array(journalEntry) }),
  ),
  entry: query({ revision }, journalEntryDetails),
  undoPreview: query({ revision }, undoPreview),
  /** The newest change of objects by this administrator that is not undone; null: none. */
  lastChange: query({ by: actor }, journalEntry.nullable()),
  undo: command({ revision }, z.object({ undone: revision })),
};

export type ObjectRef = z.infer<typeof objectRef>;
export type ChangedObject = z.infer<typeof changedObject>;
export type JournalEntry = z.infer<typeof journalEntry>;
export type JournalEntryDetails = z.infer<typeof journalEntryDetails>;
export type FieldDifference = z.infer<typeof fieldDifference>;
export type Referring = z.infer<typeof referring>;
export type UndoPreview = z.infer<typeof undoPreview>;
