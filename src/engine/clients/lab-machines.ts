import { z } from 'zod';
import { createRandom } from '../kernel/index.ts';
import { nameBasedId } from '../microsoft-update/index.ts';
import type { MachineFacts } from '../wsus/index.ts';
import { AGENT_VERSION } from './agent/scan-rules.ts';
import {
  composeFleet, installedOf, platformOf, readEstate, updatesFor, type Candidate, type Computer, type Estate, type EstateComputer, type EstateFile, type FleetFacts, type MachineProfile, type UpdatesHere,
} from './machines/index.ts';
import type { NewClient } from './registry.ts';
import type { Machine } from './scan-catalog.ts';

/** The simulated computers of a site: how they are made, and what a scan finds them to be. */
export interface LabMachines {
  /** The computers from number `from` up to, but not, `to` of the fleet; the same for the same seed. */
  compose(seed: string, from: number, to: number, now: number): Omit<NewClient, 'siteCode'>[];
  /** A computer of an estate as a client. */
  ofEstate(one: EstateComputer, now: number): Omit<NewClient, 'siteCode'>;
  /** The computer as a scenario keeps it, of one that `ofEstate` made. */
  estateOf(name: string, machine: string): EstateComputer | null;
  /** What outputs and lists of an estate say (docs/estate.md). */
  readEstate(files: readonly EstateFile[], now: number): Estate;
  /** A client is there, made as its `machine` column says. */
  enter(clientId: number, machine: string): void;
  leave(clientId: number): void;
  machineOf(clientId: number): Machine;
  factsOf(platform: string): MachineFacts;
}

/** What the `machine` column keeps of a computer. */
const kept = z.object({
  platform: z.string(),
  profile: z.string(),
  choices: z.object({ explorer: z.string().nullable(), framework: z.string().nullable(), office: z.string().nullable(), database: z.string().nullable() }),
  seed: z.int(),
  patchedUntil: z.number(),
  missPerMille: z.int(),
  /** When it was made: nothing later is installed on it. */
  madeAt: z.number(),
  manufacturer: z.string(),
  model: z.string(),
  memoryMb: z.int(),
  /** The profile itself, where it is not one of the facts: computers of an estate. */
  own: z.custom<Omit<MachineProfile, 'installedUpdates'> & { installedUpdates: string[] }>().optional(),
});
type Kept = z.infer<typeof kept>;

export function createLabMachines(facts: FleetFacts): LabMachines {
  const profiles = new Map(facts.profiles.map((profile) => [profile.id, profile]));
  const computers: (Kept | undefined)[] = [];
  const platforms = new Map<string, Kept>();
  /** What a profile's computers may have, by the candidates it was made from: they are the same for all computers of a platform. */
  const prepared = new WeakMap<readonly Candidate[], Map<string, UpdatesHere>>();

  const updatesHere = (one: Kept, candidates: readonly Candidate[]): UpdatesHere => {
    let byProfile = prepared.get(candidates);
    if (!byProfile) prepared.set(candidates, (byProfile = new Map()));
    const key = `${one.profile} ${one.madeAt}`;
    let here = byProfile.get(key);
    if (!here) byProfile.set(key, (here = updatesFor(profiles.get(one.profile)!, candidates, one.madeAt)));
    return here;
  };
  const client = (computer: Computer, profile: MachineProfile, origin: 'lab' | 'imported', seed: string, madeAt: number): Omit<NewClient, 'siteCode'> => {
    const machine: Kept = {
      platform: computer.platformId, profile: computer.profileId, choices: computer.choices, seed: computer.seed, patchedUntil: computer.patchedUntil, missPerMille: computer.missPerMille, madeAt,
      manufacturer: computer.manufacturer, model: computer.model, memoryMb: computer.memoryMb,
      ...(origin === 'imported' ? { own: { ...profile, installedUpdates: [...profile.installedUpdates] } } : {}),
    };
    return {
      guid: nameBasedId(`computer ${seed} ${computer.name}`), name: computer.name, domain: computer.domain, origin, operatingSystem: profile.caption, osVersion: profile.version,
      servicePack: profile.servicePack, productType: profile.productType, architecture: profile.architecture, language: profile.language, agentVersion: AGENT_VERSION, machine: JSON.stringify(machine),
    };
  };

  return {
    compose: (seed, from, to, now) => composeFleet({ seed, size: to - from, first: from, now, facts }).map((computer) => client(computer, profiles.get(computer.profileId)!, 'lab', seed, now)),
    ofEstate: ({ computer, profile }, now) => client(computer, profile, 'imported', 'estate', now),
    estateOf: (name, machine) => {
      const { own, platform, profile: profileId, madeAt: _, ...one } = kept.parse(JSON.parse(machine));
      return own ? { profile: { ...own, installedUpdates: new Set(own.installedUpdates) }, computer: { ...one, name, domain: 'corp.lab', profileId, platformId: platform } } : null;
    },
    readEstate: (files, now) => readEstate(files, { facts, random: createRandom('estate'), now }),
    enter: (clientId, machine) => {
      const one = kept.parse(JSON.parse(machine));
      computers[clientId] = one;
      if (one.own) profiles.set(one.profile, { ...one.own, installedUpdates: new Set(one.own.installedUpdates) });
      if (!platforms.has(one.platform)) platforms.set(one.platform, one);
    },
    leave: (clientId) => void (computers[clientId] = undefined),
    machineOf: (clientId) => {
      const one = computers[clientId]!;
      return { platform: one.platform, installed: (candidates) => installedOf(one, updatesHere(one, candidates)) };
    },
    factsOf: (platform) => {
      const one = platforms.get(platform)!;
      return platformOf(profiles.get(one.profile)!, one.choices, facts.programs);
    },
  };
}
