import { z } from 'zod';
import { command, moment, query, siteCode } from './call.ts';

const port = z.int('A port is a whole number.').min(1, 'A port is between 1 and 65535.').max(65535, 'A port is between 1 and 65535.');
const hostName = z
  .string()
  .max(255)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'Enter a server name, for example WSUS01.corp.lab.');
const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** D§2.3: the three synchronization sources. */
export const synchronizationSource = z.enum(['microsoftUpdate', 'upstream', 'none']);

export const general = z.object({
  /** D§2.1: none, on the site server, on a remote server, a load-balanced cluster. */
  role: z.enum(['none', 'siteServer', 'remoteServer', 'cluster']),
  /** Server or cluster name when the role is not on the site server. */
  serverName: z.union([z.literal(''), hostName]),
  port,
  sslPort: port,
  ssl: z.boolean(),
  /** Empty: the site server's computer account. */
  connectionAccount: z.string().max(128),
  clientConnections: z.enum(['intranetOnly', 'intranetAndInternet']),
});

export const internetBased = z.object({
  role: z.enum(['none', 'remoteServer', 'cluster']),
  serverName: z.union([z.literal(''), hostName]),
  port,
  sslPort: port,
});

export const syncSettings = z.object({
  source: synchronizationSource,
  /** Where Microsoft Update is: the catalog bundled with the product, or a real endpoint for sites with Internet. */
  microsoftUpdate: z.object({
    endpoint: z.enum(['bundled', 'real']),
    url: z.url({ protocol: /^https?$/, error: 'Enter an address that begins with http:// or https://.' }).max(2048),
  }),
  upstream: z.object({ serverName: z.union([z.literal(''), hostName]), port, ssl: z.boolean() }),
  /** D§2.3, WSUS reporting events. */
  reportingEvents: z.enum(['none', 'status', 'all']),
});

export const simpleSchedule = z
  .object({ every: z.int('Enter a whole number.').min(1, 'Enter at least 1.'), unit: z.enum(['hours', 'days', 'weeks']) })
  .refine((s) => s.every <= { hours: 23, days: 31, weeks: 4 }[s.unit], { path: ['every'], error: 'The longest intervals are 23 hours, 31 days and 4 weeks.' });

export const customSchedule = z.object({
  startAt: moment,
  utc: z.boolean(),
  recurrence: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('monthly'), every: z.int().min(1).max(12), day: z.union([z.int().min(1).max(31), z.literal('last')]) }),
    z.object({
      kind: z.literal('monthlyByWeekday'),
      every: z.int().min(1).max(12),
      week: z.union([z.int().min(1).max(4), z.literal('last')]),
      weekday: z.int().min(0).max(6),
    }),
    z.object({ kind: z.literal('weekly'), every: z.int().min(1).max(4), weekday: z.int().min(0).max(6) }),
    z.object({ kind: z.literal('interval'), every: z.int().min(1).max(59), unit: z.enum(['minutes', 'hours', 'days']) }),
  ]),
});

export const syncSchedule = z.object({
  enabled: z.boolean(),
  kind: z.enum(['simple', 'custom']),
  simple: simpleSchedule,
  custom: customSchedule,
});

/** When a scheduled synchronization expires a superseded update (SYNC-09). */
export const supersedence = z.object({
  expire: z.enum(['immediately', 'afterMonths', 'never']),
  /** Months after the superseding update was released; used by `afterMonths`. */
  months: z.int('Enter a whole number of months.').min(1, 'Enter at least 1 month.').max(99, 'Enter at most 99 months.'),
});

export const languages = z.object({
  /** Short language names ("en", "de"), D§2.7. */
  updateFile: z.array(z.string().min(2).max(10)).max(64),
  summaryDetails: z.array(z.string().min(2).max(10)).min(1, 'Choose at least one language for summary details.').max(64),
});

/** The seven tabs (SYNC-01) as one value; the form, the wire and the site database check with this schema. */
export const softwareUpdatePointSettings = z
  .object({
    general,
    internetBased,
    syncSettings,
    classifications: z.array(guid).max(100),
    products: z.array(guid).max(2000),
    syncSchedule,
    supersedence,
    languages,
  })
  .superRefine((s, check) => {
    const needs = (when: boolean, path: (string | number)[], message: string) => {
      if (when) check.addIssue({ code: 'custom', path, message });
    };
    const remote = s.general.role === 'remoteServer' || s.general.role === 'cluster';
    needs(remote && s.general.serverName === '', ['general', 'serverName'], 'Enter the name of the remote server.');
    needs(s.general.port === s.general.sslPort, ['general', 'sslPort'], 'The SSL port must differ from the port.');
    needs(s.syncSettings.source === 'upstream' && s.syncSettings.upstream.serverName === '', ['syncSettings', 'upstream', 'serverName'], 'Enter the name of the upstream update server.');
    needs(s.internetBased.role !== 'none' && s.general.clientConnections !== 'intranetOnly', ['internetBased', 'role'], 'Only possible when the active software update point takes intranet connections alone.');
    needs(s.internetBased.role !== 'none' && s.internetBased.serverName === '', ['internetBased', 'serverName'], 'Enter the name of the Internet-based server.');
  });

/** What the site at the top decides for all sites below it (SYNC-02, D§2.7). */
export const settingsFromAbove = z.object({
  classifications: softwareUpdatePointSettings.shape.classifications,
  products: softwareUpdatePointSettings.shape.products,
  supersedence,
  summaryDetails: languages.shape.summaryDetails,
  /** Where the child's own WSUS synchronizes from: its parent's. */
  upstream: syncSettings.shape.upstream,
});

/** One software update point of the hierarchy, as far as is known here. */
export const softwareUpdatePointStatus = z.object({
  siteCode,
  role: z.enum(['active', 'internetFacing']),
  server: z.string().max(255),
  source: z.string().max(2048),
  state: z.enum(['never', 'running', 'done', 'failed', 'cancelled']),
  /** The status message that says the same (D§3.2); null before the first synchronization. */
  messageId: z.int().nullable(),
  stateAt: moment.nullable(),
  /** What a running one does, and how far it is. */
  phase: z.string().max(200),
  done: z.int().nonnegative(),
  total: z.int().nonnegative().nullable(),
  startedAt: moment.nullable(),
  /** Site-clock milliseconds of the last run, or of this one so far. */
  duration: z.int().nonnegative().nullable(),
  lastSucceededAt: moment.nullable(),
  contentVersion: z.int().nonnegative(),
  error: z.object({ message: z.string().max(4000), source: z.string().max(2048) }).nullable(),
  nextRetryAt: moment.nullable(),
});

export const category = z.object({
  id: guid,
  title: z.string(),
  /** D§2.4, D§2.5 */
  kind: z.enum(['company', 'productFamily', 'product', 'classification']),
  parentId: guid.nullable(),
  /** Updates of this category already in the site database. */
  updates: z.int().nonnegative(),
});

export const language = z.object({ id: z.int(), short: z.string(), long: z.string() });

export const synchronizationStep = z.object({
  name: z.enum(['categories', 'updates']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative().nullable(),
  state: z.enum(['waiting', 'running', 'done']),
  /** Site-clock milliseconds the step has taken. */
  duration: z.int().nonnegative(),
});

export const synchronizationPhase = z.object({
  name: z.enum(['wsus', 'siteDatabase', 'internetFacing']),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  steps: z.array(synchronizationStep),
  added: z.int().nonnegative(),
  revised: z.int().nonnegative(),
  expired: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  /** Bytes received from the source; 0 in the site database phase. */
  receivedBytes: z.int().nonnegative(),
});

/** One run, as the synchronization page and its history show it (SYNC-04, SYNC-05, SYNC-06). */
export const synchronization = z.object({
  jobId: z.string(),
  reason: z.enum(['local request', 'regular schedule', 'retry schedule', 'parent request']),
  kind: z.enum(['full', 'delta']),
  source: z.string(),
  state: z.enum(['running', 'cancelling', 'done', 'failed', 'cancelled']),
  startedAt: moment,
  endedAt: moment.nullable(),
  startedBy: z.string(),
  phases: z.array(synchronizationPhase),
  contentVersion: z.int().nullable(),
  /** When it failed: the message and source of status message 6703. */
  failure: z.object({ message: z.string(), source: z.string(), todo: z.string() }).nullable(),
});

export const synchronizationStatus = z.object({
  current: synchronization.nullable(),
  last: synchronization.nullable(),
  contentVersion: z.int().nonnegative(),
  lastSucceededAt: moment.nullable(),
  /** SYNC-10: the moment of the next try after a failure. */
  nextRetryAt: moment.nullable(),
  /** SYNC-03: the moment of the next run by schedule; null when the schedule is off or has ended. */
  nextScheduledAt: moment.nullable(),
});

export const softwareUpdatePoint = {
  /** Settings with the revision that last changed them. */
  settings: query({}, z.object({ settings: softwareUpdatePointSettings, changedRevision: z.int(), canSynchronize: z.boolean(), whyNot: z.string().nullable() })),
  categories: query({}, z.array(category)),
  languages: query({}, z.array(language)),
  change: command({ settings: softwareUpdatePointSettings }, z.object({ changedRevision: z.int() })),
  runSynchronization: command({}, z.object({ jobId: z.string() })),
  status: query({}, synchronizationStatus),
  history: query({ limit: z.int().min(1).max(200) }, z.array(synchronization)),
  cancelRetry: command({}, synchronizationStatus),
  /** Every software update point of this site and of those below it. */
  statuses: query({}, z.array(softwareUpdatePointStatus)),
  /** Asks the source for its authentication configuration, as a sync would begin. */
  testConnection: query({ syncSettings }, z.object({ ok: z.boolean(), message: z.string(), todo: z.string(), tookMs: z.int() })),
};

export type SoftwareUpdatePointSettings = z.infer<typeof softwareUpdatePointSettings>;
export type SynchronizationStatus = z.infer<typeof synchronizationStatus>;
export type Synchronization = z.infer<typeof synchronization>;
export type SynchronizationPhase = z.infer<typeof synchronizationPhase>;
export type SynchronizationStep = z.infer<typeof synchronizationStep>;
export type SettingsFromAbove = z.infer<typeof settingsFromAbove>;
export type SoftwareUpdatePointStatus = z.infer<typeof softwareUpdatePointStatus>;
export type Category = z.infer<typeof category>;
export type Language = z.infer<typeof language>;
