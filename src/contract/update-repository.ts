import { z } from 'zod';
import { command, moment, query, stream } from './call.ts';
import { searchCriteria, type SearchCriterion } from './search-criteria.ts';

/** Result pane columns in the product's order; the first fourteen are shown at first (D§1.4). */
export const columnId = z.enum([
  'icon', 'bulletinId', 'articleId', 'title', 'severity', 'dateReleased', 'dateRevised', 'installed', 'required', 'notRequired',
  'unknown', 'percentCompliant', 'downloaded', 'deployed', 'expired', 'superseded', 'classification', 'product', 'language',
  'customSeverity', 'napEvaluation', 'deployableToSms2003', 'updateId',
]);

export const severity = z.enum(['None', 'Low', 'Moderate', 'Important', 'Critical']);

/** D§1.4: green, yellow, grey, red cross. */
export const updateIcon = z.enum(['normal', 'superseded', 'expired', 'invalid']);

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** A folder of the Update Repository: everything, a classification, a vendor in it, a product in that (REPO-01). */
export const repositoryNode = z.object({
  classification: guid.nullable(),
  vendor: guid.nullable(),
  product: guid.nullable(),
});

export const sort = z.object({ column: columnId, descending: z.boolean() });

/** "Look for … in …" (D§1.3): substring of the displayed text, in one column or, with null, in any. */
export const find = z.object({ text: z.string().max(200), column: columnId.nullable() });

/** Released from the first moment up to, but not at, the second; months of the home page (D§1.2). */
export const released = z.object({ from: moment, to: moment });

/**
 * What a result pane looks at; the same view has the same rows in the same order at one revision and one state of the
 * counts. `collection` is whose computers are counted; left out, All Systems. With `list` it has what is on that update list
 * (REPO-06), with `deployment` what is in that deployment, with `criteria` (D§4.3) the updates that meet them at the site's present moment.
 */
export const view = { node: repositoryNode, sort, find: find.nullable(), released: released.nullable().optional(), collection: z.int().positive().nullable().optional(), list: z.int().positive().nullable().optional(), deployment: z.int().positive().nullable().optional(), criteria: searchCriteria.nullable().optional() };

/** Computers. Null while the site has no clients (SCAN-06). */
const count = z.int().nonnegative().nullable();

export const updateRow = z.object({
  /** CI_ID in the site database. */
  id: z.int(),
  icon: updateIcon,
  bulletinId: z.string(),
  articleId: z.string(),
  title: z.string(),
  severity,
  dateReleased: moment,
  dateRevised: moment,
  installed: count,
  required: count,
  notRequired: count,
  unknown: count,
  percentCompliant: z.number().min(0).max(100).nullable(),
  downloaded: z.boolean(),
  deployed: z.boolean(),
  expired: z.boolean(),
  superseded: z.boolean(),
  classification: z.string(),
  product: z.string(),
  language: z.string(),
  customSeverity: severity,
  napEvaluation: z.boolean(),
  deployableToSms2003: z.boolean(),
  updateId: guid,
  /** Whether it has license terms, and whether they wait to be accepted before it is deployed (D§5.3). */
  licenceTerms: z.enum(['none', 'pending', 'accepted']),
});

/** What the counts of rows stand for (SCAN-11). */
export const countsState = z.object({
  /** Computers counted; null while the site has no clients. */
  computers: z.int().nonnegative().nullable(),
  /** Site time of the last state message that is in the counts; null: none came yet. */
  asOf: moment.nullable(),
});

export const folder = z.object({
  id: guid,
  title: z.string(),
  updates: z.int().nonnegative(),
});

/** Classification → vendor → product, synchronized classifications only (REPO-01). */
export const repositoryTree = z.object({
  updates: z.int().nonnegative(),
  classifications: z.array(folder.extend({ vendors: z.array(folder.extend({ products: z.array(folder) })) })),
});

export const relatedUpdate = z.object({ id: z.int().nullable(), updateId: guid, title: z.string(), articleId: z.string(), bulletinId: z.string(), icon: updateIcon });

export const contentFile = z.object({
  fileName: z.string(),
  size: z.int().nonnegative(),
  sha1: z.string(),
  sha256: z.string().nullable(),
  url: z.string().nullable(),
});

/** Everything the property sheet's read-only tabs show (D§5.6). */
export const updateDetails = updateRow.extend({
  revisionNumber: z.int(),
  description: z.string(),
  vendor: z.string(),
  products: z.array(z.string()),
  languages: z.array(z.string()),
  cves: z.array(z.string()),
  /** Minutes; what it is unless an administrator sets another one (D§5.6). */
  maximumRunTime: z.int(),
  defaultRunTime: z.int(),
  /** False at a child site: what can be set of updates is set at the site that synchronizes with Microsoft Update. */
  settable: z.boolean(),
  restart: z.enum(['NeverReboots', 'AlwaysRequiresReboot', 'CanRequestReboot']),
  articleUrl: z.string().nullable(),
  moreInfoUrls: z.array(z.string()),
  licenceAccepted: z.object({ at: moment, by: z.string() }).nullable(),
  files: z.array(contentFile),
  size: z.int().nonnegative(),
  supersedes: z.array(relatedUpdate),
  supersededBy: z.array(relatedUpdate),
  bundled: z.array(relatedUpdate),
  /** The update document as the software update point's WSUS holds it. */
  xml: z.string().nullable(),
});

/** Updates in one command at most. */
const chosen = z.array(z.int().positive()).min(1, 'Select a software update.').max(100_000);

/** Only what is named is set; `maximumRunTime` null: as the classification has it. */
export const updatePropertiesDraft = z.strictObject({
  customSeverity: severity.optional(),
  maximumRunTime: z.int('Enter whole minutes.').min(5, 'At least 5 minutes.').max(9999, 'At most 9,999 minutes.').nullable().optional(),
});

/** What several updates have in common; null where they differ (D§5.6). */
export const commonProperties = z.object({
  updates: z.int().nonnegative(),
  settable: z.boolean(),
  severity: severity.nullable(),
  customSeverity: severity.nullable(),
  licenceTerms: z.object({ with: z.int().nonnegative(), accepted: z.int().nonnegative() }),
});

export const pendingLicenceTerms = z.object({
  total: z.int().nonnegative(),
  settable: z.boolean(),
  updates: z.array(z.object({ id: z.int(), name: z.string(), title: z.string(), articleUrl: z.string().nullable() })),
});

export const updateRepository = {
  tree: query({}, repositoryTree),
  /** A window of rows and how many there are; at most 500 at a time. */
  rows: query({ ...view, offset: z.int().nonnegative(), limit: z.int().min(1).max(500) }, z.object({ total: z.int().nonnegative(), rows: z.array(updateRow), counts: countsState })),
  /** The ids of a stretch of rows in view order, for selecting rows that are not loaded. */
  ids: query({ ...view, from: z.int().nonnegative(), to: z.int().nonnegative() }, z.array(z.int())),
  /** Where a row stands now, or the first row from `after` on whose `column` text begins with `startsWith` (type-ahead). -1: nowhere. */
  position: query({ ...view, of: z.union([z.object({ id: z.int() }), z.object({ startsWith: z.string().min(1).max(100), column: columnId, after: z.int().min(-1) })]) }, z.int().min(-1)),
  details: query({ id: z.int() }, updateDetails),
  /** Of several selected updates. */
  common: query({ updates: chosen }, commonProperties),
  /** Sets what the draft names, of all of them (REPO-05). */
  change: command({ updates: chosen, draft: updatePropertiesDraft }, z.object({ changed: z.int().nonnegative() })),
  /** Those of them whose license terms wait to be accepted. */
  pendingLicenceTerms: query({ updates: chosen }, pendingLicenceTerms),
  acceptLicenceTerms: command({ updates: chosen }, z.object({ changed: z.int().nonnegative() })),
  /** The whole list as text with the columns shown, in pieces. */
  exportList: stream({ ...view, columns: z.array(columnId).min(1), separator: z.enum(['tab', 'comma']) }, z.string()),
};

export type ColumnId = z.infer<typeof columnId>;
export type Severity = z.infer<typeof severity>;
export type UpdateIcon = z.infer<typeof updateIcon>;
export type RepositoryNode = z.infer<typeof repositoryNode>;
export type Sort = z.infer<typeof sort>;
export type Find = z.infer<typeof find>;
export type Released = z.infer<typeof released>;
export type View = { node: RepositoryNode; sort: Sort; find: Find | null; released?: Released | null; collection?: number | null; list?: number | null; deployment?: number | null; criteria?: SearchCriterion[] | null };
export type UpdateRow = z.infer<typeof updateRow>;
export type UpdateDetails = z.infer<typeof updateDetails>;
export type RelatedUpdate = z.infer<typeof relatedUpdate>;
export type UpdatePropertiesDraft = z.infer<typeof updatePropertiesDraft>;
export type CommonProperties = z.infer<typeof commonProperties>;
export type PendingLicenceTerms = z.infer<typeof pendingLicenceTerms>;
export type CountsState = z.infer<typeof countsState>;
export type RepositoryTree = z.infer<typeof repositoryTree>;
