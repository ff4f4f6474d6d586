import { z } from 'zod';
import { command, moment, query } from './call.ts';
import { objectName, referring } from './objects.ts';

const id = z.int().positive();
const text = (most: number, what: string) => z.string().trim().max(most, `${what} has at most ${most} characters.`);
const comment = text(127, 'A comment');
const name = objectName.max(50, 'A name has at most 50 characters.');

/** What an administrator says of a package of software distribution; `source` null: it has no source files. */
export const packageDraft = z.strictObject({
  name,
  version: text(32, 'A version'),
  manufacturer: text(32, 'A manufacturer'),
  language: text(32, 'A language'),
  comment,
  source: z.string().trim().min(1, 'Enter the source directory.').max(255, 'A source directory has at most 255 characters.').nullable(),
});

/** A program of a package; minutes from 15 to 1,440. */
export const programDraft = z.strictObject({
  package: id,
  name,
  comment,
  commandLine: z
    .string()
    .trim()
    .min(1, 'Enter a command line.')
    .max(255, 'A command line has at most 255 characters.')
    // oxlint-disable-next-line no-control-regex -- a command line is one line
    .regex(/^[^\u0000-\u001f]*$/, 'A command line is one line of text.'),
  run: z.enum(['normal', 'hidden']),
  maximumRunTime: z.int('Enter whole minutes.').min(15, 'At least 15 minutes.').max(1440, 'At most 1,440 minutes.'),
  afterRunning: z.enum(['noAction', 'restart']),
});

/** What happens when an advertisement that a computer ran gets another mandatory assignment. */
export const rerunBehavior = z.enum(['never', 'always', 'ifFailed']);

/** An advertisement; `mandatory` null: as soon as possible, which is when the policy is there and the start time has come. */
export const advertisementDraft = z.strictObject({
  name,
  comment,
  program: z.int().positive('Choose a program.'),
  collection: z.int().positive('Choose a collection.'),
  includeSubcollections: z.boolean(),
  startAt: z.int('Enter a date and time.'),
  mandatory: z.int('Enter a date and time.').nullable(),
  rerun: rerunBehavior,
});

const made = { id, createdAt: moment, createdBy: z.string(), modifiedAt: moment, modifiedBy: z.string() };

export const program = programDraft.extend(made);
/** `code` is the package ID, "CEN80001". */
export const distributionPackage = packageDraft.extend({ ...made, code: z.string(), programs: z.array(program) });

export const advertisement = advertisementDraft.extend({
  ...made,
  /** "CEN20001" */
  code: z.string(),
  package: id.nullable(),
  packageName: z.string().nullable(),
  programName: z.string().nullable(),
  /** Null: it is gone. */
  collectionName: z.string().nullable(),
  /** Computers of the collection, and of those how far they are with the present assignment. */
  computers: z.object({ targeted: z.int(), received: z.int(), running: z.int(), succeeded: z.int(), failed: z.int() }),
});

/** What goes along with an object that is deleted, and what refers to it. */
const deletion = z.object({ programs: z.array(z.string()), advertisements: z.array(z.string()), computers: z.int().nonnegative(), referredBy: z.array(referring) });
const kept = z.object({ id });

/** Software distribution: packages with programs, and advertisements of those to collections (SCAN-09). */
export const softwareDistribution = {
  /** By name, each with its programs. */
  packages: query({}, z.array(distributionPackage)),
  createPackage: command({ draft: packageDraft }, kept),
  changePackage: command({ id, draft: packageDraft }, kept),
  packageDeletion: query({ id }, deletion),
  deletePackage: command({ id }, kept),
  createProgram: command({ package: id, draft: programDraft.omit({ package: true }) }, kept),
  changeProgram: command({ id, draft: programDraft.omit({ package: true }) }, kept),
  programDeletion: query({ id }, deletion),
  deleteProgram: command({ id }, kept),
  /** By name. */
  advertisements: query({}, z.array(advertisement)),
  createAdvertisement: command({ draft: advertisementDraft }, kept),
  changeAdvertisement: command({ id, draft: advertisementDraft }, kept),
  advertisementDeletion: query({ id }, deletion),
  deleteAdvertisement: command({ id }, kept),
};

export type PackageDraft = z.infer<typeof packageDraft>;
export type ProgramDraft = z.infer<typeof programDraft>;
export type AdvertisementDraft = z.infer<typeof advertisementDraft>;
export type DistributionPackage = z.infer<typeof distributionPackage>;
export type Program = z.infer<typeof program>;
export type Advertisement = z.infer<typeof advertisement>;
export type DistributionDeletion = z.infer<typeof deletion>;
