import { createRandom, type Random } from '../../../kernel/index.ts';
import type { FleetFacts, MachineProfile, Program } from './facts.ts';
import { platformIdOf, programsOn, type PlatformChoices } from './platform.ts';

export interface FleetChoices {
  readonly seed: string;
  /** How many computers. */
  readonly size: number;
  /** Place of the first, from 0: a fleet grows by composing what comes after what it has. */
  readonly first?: number;
  /** Site time, ms: nothing later is on any computer. */
  readonly now: number;
  readonly facts: FleetFacts;
}

export interface Computer {
  /** "XP-000042", "SRV-000007": the number is its place in the fleet, from 1. */
  readonly name: string;
  readonly domain: string;
  readonly profileId: string;
  readonly platformId: string;
  readonly choices: PlatformChoices;
  /** 32 bits that decide what was missed. */
  readonly seed: number;
  /** ms: what came out until then is installed. */
  readonly patchedUntil: number;
  /** Of a thousand updates that should be there, how many are not. */
  readonly missPerMille: number;
  readonly manufacturer: string;
  readonly model: string;
  readonly memoryMb: number;
}

const day = 86_400_000;

/** What stands before the number in a name; servers have SRV. */
const prefixes: Readonly<Record<string, string>> = {
  'Windows 2000': 'W2K', 'Windows XP': 'XP', 'Windows XP x64 Edition': 'XP', 'Windows Vista': 'VIS', 'Windows 7': 'W7', 'Windows 8': 'W8', 'Windows 8.1': 'W81',
  'Windows 10': 'W10', 'Windows 11': 'W11',
};

/** The newest so many of a kind are in use, with these weights, newest first; `none` is how many have none of it. */
const usage: Readonly<Record<keyof PlatformChoices, { weights: readonly number[]; none: number }>> = {
  explorer: { weights: [5, 3], none: 0 },
  framework: { weights: [4, 3], none: 0 },
  office: { weights: [2, 4, 2], none: 1 },
  database: { weights: [1], none: 3 },
};

/**
 * Computers of a lab fleet. Each depends on the seed, its place and the facts known at `now` alone, so a fleet that grows keeps
 * those it has, and composing it in pieces gives the same.
 * @throws RangeError when no release of the table was out at `now`
 */
export function composeFleet({ seed, size, first = 0, now, facts }: FleetChoices): Computer[] {
  const releases = releasesAt(facts, now);
  const total = releases.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) throw new RangeError('no release of Windows in the table was out at that time');
  const fleet = createRandom(seed).fork('fleet');
  return Array.from({ length: size }, (_, at) => computerAt(first + at, fleet.fork(String(first + at)), { releases, total, now }));
}

interface Release {
  readonly weight: number;
  readonly profiles: readonly { readonly profile: MachineProfile; readonly programs: readonly Program[] }[];
}

/** What was out, with the weights of the year; years outside the table count as its first or last. */
function releasesAt({ profiles, programs, mix, firstYear }: FleetFacts, now: number): Release[] {
  const year = Number(new Date(now).toISOString().slice(0, 4)) - firstYear;
  const known = knownAt(programs, now);
  return [...mix].map(([release, shares]) => ({
    weight: shares[Math.min(Math.max(year, 0), shares.length - 1)]!,
    profiles: profiles.filter((profile) => profile.release === release && profile.availableFrom <= now).map((profile) => ({ profile, programs: programsOn(known, profile) })),
  })).filter((release) => release.profiles.length > 0 && release.weight > 0);
}

function computerAt(place: number, random: Random, { releases, total, now }: { releases: readonly Release[]; total: number; now: number }): Computer {
  const release = weighted(random, releases, ({ weight }) => weight, total);
  const { profile, programs } = release.profiles[random.below(release.profiles.length)]!;
  const name = `${profile.productType === 1 ? (prefixes[profile.operatingSystem] ?? 'PC') : 'SRV'}-${String(place + 1).padStart(6, '0')}`;
  return madeUp(name, profile, programs, random, now);
}

/**
 * A computer of this name and profile, all else generated. @param known programs by `knownAt`; @param now site time, ms
 */
export function computerOf(name: string, profile: MachineProfile, known: readonly Program[], random: Random, now: number): Computer {
  return madeUp(name, profile, programsOn(known, profile), random, now);
}

function madeUp(name: string, profile: MachineProfile, programs: readonly Program[], random: Random, now: number): Computer {
  const choices: PlatformChoices = {
    explorer: chosen(random, programs, 'explorer'), framework: chosen(random, programs, 'framework'),
    office: profile.productType === 1 ? chosen(random, programs, 'office') : null, database: profile.productType === 1 ? null : chosen(random, programs, 'database'),
  };
  const isServer = profile.productType !== 1;
  return {
    name, domain: 'corp.lab', profileId: profile.id, platformId: platformIdOf(profile, choices), choices,
    seed: random.bits(), patchedUntil: Math.max(profile.availableFrom, now - lag(random) * day), missPerMille: missed(random),
    manufacturer: 'Generic', model: isServer ? `Server ${1 + random.below(3)}` : `${random.below(10) < 6 ? 'Desktop' : 'Notebook'} ${1 + random.below(4)}`,
    memoryMb: 512 * 2 ** (Math.min(5, Math.max(0, Number(profile.version.split('.')[0]) - 4)) + random.below(2)),
  };
}

/** Programs that were out, the newest first. */
export const knownAt = (programs: readonly Program[], now: number): Program[] => programs.filter(({ from }) => from <= now).toSorted((a, b) => b.from - a.from);

function weighted<One>(random: Random, ones: readonly One[], weightOf: (one: One) => number, total: number): One {
  let rest = random.below(total);
  for (const one of ones) {
    rest -= weightOf(one);
    if (rest < 0) return one;
  }
  return ones.at(-1)!;
}

function chosen(random: Random, programs: readonly Program[], kind: keyof PlatformChoices): string | null {
  const { weights, none } = usage[kind];
  // Several rows of one name are the same program on different releases; the newest first.
  const names = [...new Set(programs.filter((program) => program.kind === kind).map(({ name }) => name))].slice(0, weights.length);
  if (names.length === 0) return null;
  const ones = [...names.map((name, at) => ({ name, weight: weights[at]! })), { name: null, weight: none }];
  return weighted(random, ones, ({ weight }) => weight, ones.reduce((sum, { weight }) => sum + weight, 0)).name;
}

/** Days since a computer was last patched: most are a month or a quarter behind, some a year, a few were never patched. */
function lag(random: Random): number {
  const kind = random.below(1000);
  if (kind < 350) return random.below(35);
  if (kind < 700) return 35 + random.below(60);
  if (kind < 900) return 95 + random.below(270);
  return kind < 980 ? 365 + random.below(730) : 36_500;
}

/** Three in ten computers missed nothing, most of the others a few updates in a thousand. */
function missed(random: Random): number {
  const kind = random.below(1000);
  if (kind < 300) return 0;
  if (kind < 850) return 1 + random.below(12);
  return kind < 970 ? 8 + random.below(32) : 40 + random.below(110);
}
