import { z } from 'zod';
import { command, moment, query, siteCode } from './call.ts';
import { heldUpdates, madeAtSite, namedUpdate } from './handed-down.ts';
import { objectName, referring } from './objects.ts';

/** Updates in one command at most. */
export const MOST_LISTED = 100_000;

const id = z.int().positive();
const updates = z.array(id).min(1, 'Select a software update.').max(MOST_LISTED);

/** What an administrator says of an update list (D§5.1). */
export const updateListDraft = z.strictObject({ name: objectName, description: z.string().trim().max(512, 'A description has at most 512 characters.') });

/** A static set of software updates (REPO-06). */
export const updateList = z.object({
  id,
  /** The same at every site that has it. */
  uniqueId: z.string(),
  name: z.string(),
  description: z.string(),
  ...heldUpdates,
  ...madeAtSite,
});

/** What became of one update of the wizard. */
export const listedUpdate = namedUpdate.extend({
  result: z.enum([
    'added',
    /** It was on the list before. */
    'already',
    /** It is not in the repository any more. */
    'gone',
  ]),
});

/** `results` has the first five hundred, what was not simply added before the others. */
const outcome = z.object({ id, name: z.string(), added: z.int().nonnegative(), already: z.int().nonnegative(), gone: z.int().nonnegative(), results: z.array(listedUpdate) });

/** Update lists: made from selected updates, filled, read at child sites (REPO-06). */
export const updateLists = {
  /** By name. */
  list: query({}, z.array(updateList)),
  /** Computers by whether every update of the list is installed or not required on them; one that is required makes them not compliant. */
  compliance: query(
    { id, collection: z.int().positive().nullable() },
    z.object({ total: z.int().nonnegative(), compliant: z.int().nonnegative(), notCompliant: z.int().nonnegative(), unknown: z.int().nonnegative(), asOf: moment.nullable() }),
  ),
  create: command({ draft: updateListDraft, updates }, outcome),
  add: command({ id, updates }, outcome),
  remove: command({ id, updates }, z.object({ removed: z.int().nonnegative() })),
  change: command({ id, draft: updateListDraft }, z.object({ id })),
  /** What goes with a list that is deleted: what refers to it, and the sites below that have it. Its updates stay. */
  deletion: query({ id }, z.object({ updates: z.int().nonnegative(), referredBy: z.array(referring), childSites: z.array(siteCode) })),
  delete: command({ id }, z.object({ updates: z.int().nonnegative() })),
};

export type UpdateList = z.infer<typeof updateList>;
export type UpdateListDraft = z.infer<typeof updateListDraft>;
export type ListedUpdate = z.infer<typeof listedUpdate>;
export type UpdateListOutcome = z.infer<typeof outcome>;
