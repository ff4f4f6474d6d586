import { z } from 'zod';
import { command, moment, query } from './call.ts';
import { referring } from './objects.ts';

/** What a query rule can compare, with the operators that make sense for it. */
export const collectionAttributes = {
  name: ['is', 'isNot', 'startsWith', 'contains', 'doesNotContain'],
  operatingSystem: ['is', 'isNot', 'startsWith', 'contains', 'doesNotContain'],
  servicePack: ['is', 'isNot', 'less', 'greater'],
  productType: ['is', 'isNot'],
  architecture: ['is', 'isNot'],
  language: ['is', 'isNot', 'startsWith'],
  siteCode: ['is', 'isNot'],
  agentVersion: ['is', 'isNot', 'less', 'greater'],
  client: ['is', 'isNot'],
} as const;

export const collectionAttribute = z.enum(Object.keys(collectionAttributes) as [keyof typeof collectionAttributes, ...(keyof typeof collectionAttributes)[]]);
export const collectionOperator = z.enum(['is', 'isNot', 'startsWith', 'contains', 'doesNotContain', 'less', 'greater']);

/** What the value of an attribute looks like, where it is not any text. */
const shapes: Partial<Record<keyof typeof collectionAttributes, { readonly pattern: RegExp; readonly says: string }>> = {
  servicePack: { pattern: /^\d$/, says: 'A service pack is a number from 0 to 9.' },
  productType: { pattern: /^(?:workstation|domainController|server)$/, says: 'A product type is workstation, domainController or server.' },
  agentVersion: { pattern: /^\d{1,5}(?:\.\d{1,5}){0,3}$/, says: 'A version is numbers with points: 7.2.6001.788.' },
  client: { pattern: /^(?:yes|no)$/, says: 'Client is yes or no.' },
};

/** One comparison; `join` says how it stands to the one before it. And binds closer than or. */
export const criterion = z
  .strictObject({ join: z.enum(['and', 'or']), attribute: collectionAttribute, operator: collectionOperator, value: z.string().trim().min(1, 'Enter a value.').max(100) })
  .superRefine(({ attribute, operator, value }, context) => {
    if (!(collectionAttributes[attribute] as readonly string[]).includes(operator)) context.addIssue({ code: 'custom', path: ['operator'], message: 'This attribute cannot be compared so.' });
    const shape = shapes[attribute];
    if (shape && !shape.pattern.test(value)) context.addIssue({ code: 'custom', path: ['value'], message: shape.says });
  });

/** A membership rule that finds its computers anew at each update. */
export const queryRule = z.strictObject({ name: z.string().trim().min(1, 'Enter a name for the rule.').max(100), criteria: z.array(criterion).min(1, 'A rule compares something.').max(20) });

const unique = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase())).size === names.length;

export const membershipSchedule = z.strictObject({ every: z.int().min(1).max(31), unit: z.enum(['hours', 'days']) });

/** What an administrator says of a collection. */
export const collectionDraft = z.strictObject({
  name: z.string().trim().min(1, 'Enter a name.').max(100),
  comment: z.string().trim().max(500),
  queries: z.array(queryRule).max(20).refine((rules) => unique(rules.map(({ name }) => name)), 'Two rules have the same name.'),
  /** Computers that are members whatever they are (direct rules), by client id. */
  direct: z.array(z.int().positive()).max(5000),
  /** Computers that come later are looked at when they come, not only by the schedule. */
  dynamic: z.boolean(),
  /** Null: only when an administrator asks. */
  schedule: membershipSchedule.nullable(),
});

const weekday = z.enum(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']);

export const windowRecurrence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('daily'), every: z.int().min(1).max(31) }),
  z.strictObject({ kind: z.literal('weekly'), every: z.int().min(1).max(4), day: weekday }),
  /** `day` 0 is the last day of the month. */
  z.strictObject({ kind: z.literal('monthly'), every: z.int().min(1).max(12), day: z.int().min(0).max(31) }),
]);

/** Date takes the 31st of February for the 3rd of March. */
function isDate(text: string): boolean {
  const at = Date.parse(`${text}Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Date and time as the calendar shows it: "2013-01-12T22:00". */
export const calendarTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Enter a date and a time.').refine(isDate, 'There is no such date.');

/** When software may be installed on the members (D§6.4.6). Sub-collections do not inherit it. */
export const maintenanceWindow = z.strictObject({
  name: z.string().trim().min(1, 'Enter a name.').max(100),
  /** Of each client, or with `utc` the same moment everywhere. */
  start: calendarTime,
  utc: z.boolean(),
  /** Each window is shorter than a day. */
  minutes: z.int().min(1, 'A window lasts a minute at least.').max(24 * 60 - 1, 'A window is shorter than 24 hours.'),
  recurrence: windowRecurrence,
});

export const maintenanceWindows = z.array(maintenanceWindow).max(50).refine((windows) => unique(windows.map(({ name }) => name)), 'Two windows have the same name.');

export const collection = z.object({
  id: z.int().positive(),
  /** "SMS00001" of those the product brings, else the site's code and a number. */
  code: z.string(),
  name: z.string(),
  comment: z.string(),
  /** Id of the collection it stands below. */
  parent: z.int().positive().nullable(),
  /** Brought by the product: its rules cannot be changed and it cannot be deleted. */
  builtIn: z.boolean(),
  members: z.int().nonnegative(),
  /** Null before the first update of its membership. */
  updatedAt: moment.nullable(),
  /** An update of its membership waits or runs. */
  updating: z.boolean(),
  windows: z.int().nonnegative(),
});

export const collectionDetails = collection.extend({
  queries: z.array(queryRule),
  /** Computers that are gone are left out. */
  direct: z.array(z.object({ id: z.int().positive(), name: z.string() })),
  dynamic: z.boolean(),
  schedule: membershipSchedule.nullable(),
  maintenanceWindows,
  changedAt: moment.nullable(),
  changedBy: z.string().nullable(),
});

const id = z.int().positive();

/** Collections of computers: who software is offered to, and when it may be installed (DEPLOY-14). */
export const collections = {
  /** All of them, by name. */
  list: query({}, z.array(collection)),
  details: query({ id }, collectionDetails),
  create: command({ parent: id.nullable(), draft: collectionDraft }, collectionDetails),
  change: command({ id, draft: collectionDraft }, collectionDetails),
  setMaintenanceWindows: command({ id, maintenanceWindows }, collectionDetails),
  /** What goes with a collection that is deleted: those below it; and what refers to any of them. Its computers stay. */
  deletion: query({ id }, z.object({ collections: z.array(z.object({ id, name: z.string(), members: z.int().nonnegative(), windows: z.int().nonnegative() })), referredBy: z.array(referring) })),
  delete: command({ id }, z.object({ deleted: z.int().positive() })),
  updateMembership: command({ id, subcollections: z.boolean() }, z.object({ updating: z.int().positive() })),
};

export type Collection = z.infer<typeof collection>;
export type CollectionAttribute = z.infer<typeof collectionAttribute>;
export type CollectionOperator = z.infer<typeof collectionOperator>;
export type CollectionCriterion = z.infer<typeof criterion>;
export type CollectionDetails = z.infer<typeof collectionDetails>;
export type CollectionDraft = z.infer<typeof collectionDraft>;
export type QueryRule = z.infer<typeof queryRule>;
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>;
export type MembershipSchedule = z.infer<typeof membershipSchedule>;
export type WindowRecurrence = z.infer<typeof windowRecurrence>;
