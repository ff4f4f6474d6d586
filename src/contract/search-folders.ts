import { z } from 'zod';
import { command, moment, query, siteCode } from './call.ts';
import { objectName } from './objects.ts';
import { searchCriteria } from './search-criteria.ts';
import { repositoryNode } from './update-repository.ts';

/** What an administrator says of a search folder. */
export const searchFolderDraft = z.strictObject({
  name: objectName,
  criteria: searchCriteria,
  /** The folder of the Update Repository it searches with those below; null: all folders under this feature. */
  lookIn: repositoryNode.nullable(),
});

const id = z.int().positive();

/** A search folder, or a standard folder that holds search folders and folders. */
export const searchFolder = z.object({
  id,
  kind: z.enum(['folder', 'searchFolder']),
  name: z.string(),
  /** Id of the standard folder it stands in; null: below Search Folders itself. */
  parent: id.nullable(),
  /** Empty for a standard folder. */
  criteria: searchCriteria,
  lookIn: repositoryNode.nullable(),
  sourceSite: siteCode,
  /** It came from a parent site and cannot be changed here. */
  locked: z.boolean(),
  /** Its own site moves it at will; one of the central site can be moved once at a child (D§4.1). */
  movable: z.boolean(),
  changedAt: moment.nullable(),
  changedBy: z.string().nullable(),
});

/** Why an update is in a search folder or not. */
export const searchExplanation = z.object({
  matches: z.boolean(),
  /** Whether it lies in the folder that is searched. */
  inFolder: z.boolean(),
  /** In the order of the criteria; `matched` is null for what is not evaluated. */
  criteria: z.array(z.object({ matched: z.boolean().nullable(), /** What the update shows, as text. */ value: z.string() })),
});

/** Search folders of software updates: criteria that are evaluated anew each time they are opened (REPO-04). */
export const searchFolders = {
  /** All of them, folders first, by name. */
  list: query({}, z.array(searchFolder)),
  create: command({ parent: id.nullable(), draft: searchFolderDraft }, searchFolder),
  createFolder: command({ parent: id.nullable(), name: objectName }, searchFolder),
  change: command({ id, draft: searchFolderDraft }, searchFolder),
  rename: command({ id, name: objectName }, searchFolder),
  move: command({ id, parent: id.nullable() }, searchFolder),
  /** What goes with a folder that is deleted: itself and all in it; and what a parent site put into it, which goes back to the top. */
  deletion: query({ id }, z.object({ gone: z.array(searchFolder), returned: z.array(searchFolder) })),
  delete: command({ id }, z.object({ deleted: z.int().positive() })),
  explain: query({ update: id, criteria: searchCriteria, lookIn: repositoryNode.nullable() }, searchExplanation),
  /** A search folder as a document (D§4.2). */
  exportXml: query({ id }, z.string()),
  /** Reads such a document, or the search string of one alone, which then gets `name`; nothing is kept, and the name may be none that can be. */
  readXml: query({ xml: z.string().max(1024 * 1024), name: z.string().max(500) }, searchFolderDraft.extend({ name: z.string() })),
};

export type SearchFolder = z.infer<typeof searchFolder>;
export type SearchFolderDraft = z.infer<typeof searchFolderDraft>;
export type SearchExplanation = z.infer<typeof searchExplanation>;
