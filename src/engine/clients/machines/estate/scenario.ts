import { z } from 'zod';
import { collectionDraft, faults, maintenanceWindows } from '../../../../contract/index.ts';
import { Failure } from '../../../kernel/index.ts';
import { platformIdOf, type Computer, type MachineProfile } from '../fleet/index.ts';
import { computerName, issueOf } from './rows.ts';

/** Bytes. */
const LARGEST = 64 * 1024 * 1024;
const FORMAT = 'patchbay-scenario';
const VERSION = 1;

const names = z.array(computerName).max(200_000);

/** A collection with its members and its parent by name. */
const collection = collectionDraft.omit({ direct: true }).extend({ parent: z.string().max(100).nullable(), direct: names, maintenanceWindows });

const choice = z.string().max(100).nullable();

/** A computer that was added to the generated fleet, with what it is made from. */
const computer = z.strictObject({
  name: computerName,
  domain: z.string().max(255),
  profile: z.strictObject({
    id: z.string().max(100), release: z.string().max(100), operatingSystem: z.string().max(100), caption: z.string().max(200), version: z.string().regex(/^\d+\.\d+\.\d+$/), servicePack: z.int().min(0).max(9),
    productType: z.union([z.literal(1), z.literal(2), z.literal(3)]), architecture: z.enum(['x86', 'x64', 'ia64']), language: z.string().max(20), availableFrom: z.int(),
    installedUpdates: z.array(z.string().regex(/^\d{6,7}$/)).max(5000), generated: z.boolean(),
  }),
  choices: z.strictObject({ explorer: choice, framework: choice, office: choice, database: choice }),
  seed: z.int().min(0).max(0xffff_ffff),
  patchedUntil: z.int(),
  missPerMille: z.int().min(0).max(1000),
  manufacturer: z.string().max(100),
  model: z.string().max(100),
  memoryMb: z.int().min(0).max(16_777_216),
});

const scenario = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  seed: z.string().min(1).max(200),
  /** Site time the lab begins at, ms. */
  startsAt: z.int(),
  /** Computers of the generated fleet. */
  computers: z.int().min(0).max(200_000),
  // Scenarios of before roaming have none.
  faults: faults.extend({ roaming: faults.shape.roaming.default(0), installFails: faults.shape.installFails.default(0), noPoint: faults.shape.noPoint.default(0), pointFails: faults.shape.pointFails.default(0), noRestart: faults.shape.noRestart.default(0) }),
  added: z.array(computer).max(200_000),
  collections: z.array(collection).max(2000),
});

/** A computer of an estate with what it is made from; what its outputs do not show is generated. */
export interface EstateComputer {
  readonly computer: Computer;
  readonly profile: MachineProfile;
}

export type Scenario = Omit<z.infer<typeof scenario>, 'format' | 'version'>;
export type ScenarioCollection = z.infer<typeof collection>;
export type ScenarioComputer = z.infer<typeof computer>;

/** A computer as a scenario keeps it. */
export function toScenario({ computer: one, profile }: EstateComputer): ScenarioComputer {
  const { name, domain, choices, seed, patchedUntil, missPerMille, manufacturer, model, memoryMb } = one;
  return { name, domain, profile: { ...profile, installedUpdates: [...profile.installedUpdates] }, choices, seed, patchedUntil, missPerMille, manufacturer, model, memoryMb };
}

export function fromScenario({ profile: kept, ...rest }: ScenarioComputer): EstateComputer {
  const profile = { ...kept, installedUpdates: new Set(kept.installedUpdates) };
  return { profile, computer: { ...rest, profileId: profile.id, platformId: platformIdOf(profile, rest.choices) } };
}

/** The text of a scenario file: JSON, the same for the same lab. */
export function writeScenario(one: Scenario): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...one }, undefined, 1)}\n`;
}

/**
 * Reads a scenario file.
 * @throws Failure REFUSED that names what was not understood, by its place in the file
 */
export function readScenario(text: string): Scenario {
  const refuse = (why: string, todo = 'Choose a file that Patchbay has saved.'): Failure => new Failure('REFUSED', { what: 'The scenario was not read.', why, todo });
  if (text.length > LARGEST) throw refuse(`It is larger than ${LARGEST} bytes.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refuse(`It is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const head = z.object({ format: z.literal(FORMAT), version: z.int() }).safeParse(value);
  if (!head.success) throw refuse('It is no scenario file.');
  if (head.data.version > VERSION) throw refuse(`It was written by a newer Patchbay (version ${head.data.version}; this one knows ${VERSION}).`, 'Install the newer Patchbay.');
  const read = scenario.safeParse(value);
  if (!read.success) throw refuse(`Not understood: ${issueOf(read.error)}.`);
  const { format: _, version: __, ...rest } = read.data;
  const known = new Set(rest.collections.map(({ name }) => name.toLowerCase()));
  if (known.size < rest.collections.length) throw refuse('Two of its collections have the same name.');
  return rest;
}
