import { z } from 'zod';
import { command, moment, query, siteCode } from './call.ts';
import { clientRow } from './clients.ts';
import { calendarTime } from './collections.ts';
import { deploymentSettings } from './deployment-settings.ts';
import { heldUpdates, madeAtSite, namedUpdate } from './handed-down.ts';
import { objectName, referring } from './objects.ts';
import { MOST_LISTED } from './update-lists.ts';

const id = z.int().positive();
const updates = z.array(id).min(1, 'Select a software update.').max(MOST_LISTED);
const uniqueId = z.string().min(1).max(64);

/** Updates of one deployment above which the product of the time had its difficulties (D§10). */
export const MANY_UPDATES = 500;

/** When the updates of a deployment are offered and enforced; a date and a time as the calendar shows it, of UTC or of each client. */
export const deploymentSchedule = z
  .strictObject({
    /** Null: as soon as possible. */
    available: calendarTime.nullable(),
    /** Null: the deployment is optional. */
    deadline: calendarTime.nullable(),
    wakeOnLan: z.boolean(),
    ignoreMaintenanceWindows: z.boolean(),
  })
  .refine(({ available, deadline }) => available === null || deadline === null || deadline > available, { path: ['deadline'], error: 'The deadline is not after the time at which the updates become available.' });

/** How the deployment is advertised to clients of SMS 2003 (the Advanced dialog of its properties). */
export const sms2003Advertisement = z.strictObject({
  hide: z.boolean(),
  /** Mandatory assignments; null: by the site’s re-evaluation schedule. */
  every: z.strictObject({ every: z.int().min(1).max(31), unit: z.enum(['hours', 'days']) }).nullable(),
  /** Minutes an installation may take from the start time that is enforced then; null: not enforced. */
  maximumMinutes: z.int('Enter a whole number of minutes.').min(1, 'Enter at least a minute.').max(9999, 'Enter at most 9,999 minutes.').nullable(),
});

/** What an administrator says of a deployment (D§5.3). */
export const deploymentDraft = z.strictObject({
  name: objectName,
  description: z.string().trim().max(512, 'A description has at most 512 characters.'),
  settings: deploymentSettings.refine((settings) => settings.collection !== null, { path: ['collection'], error: 'Choose a collection.' }),
  schedule: deploymentSchedule,
  sms2003: sms2003Advertisement,
});

/** What it was made with, by the ids that every site knows them by; each may be gone by now. */
export const madeWith = z.strictObject({ template: uniqueId.nullable(), updateList: uniqueId.nullable(), package: z.string().regex(/^[A-Z0-9]{3}[0-9A-F]{5}$/).nullable() });

/** Software updates offered to the computers of a collection (DEPLOY-02). */
export const deployment = z.object({
  /** The Deployment ID: 1 for the first of a site, then one more each time. */
  id,
  /** The same at every site that has it. */
  uniqueId: z.string(),
  name: z.string(),
  description: z.string(),
  settings: deploymentSettings,
  schedule: deploymentSchedule,
  sms2003: sms2003Advertisement,
  enabled: z.boolean(),
  madeWith,
  /** At this site; null: it is gone, or one of another site. */
  collection: z.object({ id, name: z.string() }).nullable(),
  ...heldUpdates,
  ...madeAtSite,
});

/** What became of one update of the wizard. */
export const deployedUpdate = namedUpdate.extend({
  result: z.enum([
    'deployed',
    /** It was in the deployment before. */
    'already',
    /** Expired updates cannot be deployed any more. */
    'expired',
    /** It is not in the repository any more. */
    'gone',
  ]),
});

/** `results` has the first five hundred, what was not simply deployed before the others. */
const outcome = z.object({ id, name: z.string(), deployed: z.int().nonnegative(), already: z.int().nonnegative(), expired: z.int().nonnegative(), gone: z.int().nonnegative(), results: z.array(deployedUpdate) });

/** Computers by what they told of a deployment last (DEPLOY-12): the names are those of the states of D§6.6, the first is that nothing was told. */
const enforcement = z.object({ total: z.int().nonnegative(), states: z.array(z.object({ state: z.string(), computers: z.int().nonnegative() })), asOf: moment.nullable() });
/** `error` is that of the last failure, signed 32 bits; 0: none. */
const enforcingComputer = clientRow.extend({ state: z.string(), since: moment.nullable(), error: z.int() });
/** What states are added up to, and the words for it. */
const sums = z.enum(['compliant', 'inProgress', 'failed', 'unknown']);
/** Computers of a deployment, how many of them have everything of it that they require, and how many told of a failure. */
const enforcementSums = z.object({ id, computers: z.int().nonnegative(), compliant: z.int().nonnegative(), failed: z.int().nonnegative() });
/** What was counted at a moment of the site, by state. */
const summary = z.object({ at: moment, states: z.array(z.object({ state: z.string(), sum: sums, computers: z.int().nonnegative() })) });

/** By which they can stand. */
export const enforcingColumns = ['name', 'state', 'since', 'error'] as const;

/** Deployments (DEPLOY-02): what is offered to whom, from when and until when, and how far the computers are with it. */
export const deployments = {
  /** By name. */
  list: query({}, z.array(deployment)),
  enforcement: query({ id }, enforcement),
  /** Of every deployment that has a collection at the site. */
  enforcementSums: query({}, z.array(enforcementSums)),
  /** Counts at full hours since it was made, 90 days at most, where they were others than the hour before; of many the last of each day. The last are those of now. */
  overTime: query({ id }, z.array(summary)),
  /** Its computers in one state (null: in any) that have a text in them; those that are equal by name. */
  computers: query({ id, state: z.string().max(100).nullable(), find: z.string().max(200), sort: z.object({ column: z.enum(enforcingColumns), descending: z.boolean() }), offset: z.int().nonnegative(), limit: z.int().min(1).max(500) }, z.object({ total: z.int().nonnegative(), rows: z.array(enforcingComputer) })),
  /** What the wizard must know of chosen updates before it asks. `name` is one that no deployment has. */
  examine: query({ updates }, z.object({
    name: z.string(), updates: z.int().nonnegative(), expired: z.int().nonnegative(), gone: z.int().nonnegative(), superseded: z.int().nonnegative(), deployableToSms2003: z.boolean(),
    /** Of those that will be deployed: they have files that no package of the site has. */
    notDownloaded: z.array(id),
    /** Only mandatory deployments can be made (D§6.1). */
    hideAll: z.boolean(), now: moment,
  })),
  create: command({ draft: deploymentDraft, updates, madeWith }, outcome),
  change: command({ id, draft: deploymentDraft }, z.object({ id })),
  setEnabled: command({ id, enabled: z.boolean() }, z.object({ id })),
  addUpdates: command({ id, updates }, outcome),
  removeUpdates: command({ id, updates }, z.object({ removed: z.int().nonnegative() })),
  /** What goes with a deployment that is deleted: computers that have it, what refers to it, and the sites below that have it. Its updates stay. */
  deletion: query({ id }, z.object({ updates: z.int().nonnegative(), computers: z.int().nonnegative(), referredBy: z.array(referring), childSites: z.array(siteCode) })),
  delete: command({ id }, z.object({ updates: z.int().nonnegative() })),
};

export type Deployment = z.infer<typeof deployment>;
export type DeploymentDraft = z.infer<typeof deploymentDraft>;
export type DeploymentSchedule = z.infer<typeof deploymentSchedule>;
export type DeploymentEnforcement = z.infer<typeof enforcement>;
export type EnforcementSums = z.infer<typeof enforcementSums>;
export type DeploymentSummary = z.infer<typeof summary>;
export type EnforcingColumn = (typeof enforcingColumns)[number];
export type EnforcingComputer = z.infer<typeof enforcingComputer>;
export type DeploymentOutcome = z.infer<typeof outcome>;
export type DeployedUpdate = z.infer<typeof deployedUpdate>;
export type MadeWith = z.infer<typeof madeWith>;
export type Sms2003Advertisement = z.infer<typeof sms2003Advertisement>;
