import type { Advertised, AdvertisedProgram } from '../../software-distribution/index.ts';
import { purpose, type Chance } from '../fleet/chance.ts';
import type { ProgramResult } from './rules.ts';

/** A program of an advertisement on one computer; one for each assignment. Site time in ms, 0: not yet. */
export interface ProgramRun {
  readonly clientId: number;
  readonly advertisement: number;
  /** Its mandatory assignment; 0: as soon as possible. */
  readonly assignment: number;
  readonly receivedAt: number;
  readonly startAt: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly exitCode: number;
}

/** What happened to one, with what policy said of it. */
export interface ProgramEvent {
  readonly run: ProgramRun;
  readonly advertised: AdvertisedProgram;
  /** The Windows Update Agent that the program brought. */
  readonly agentVersion: string | null;
}

export interface ProgramParts {
  advertised: Advertised;
  chance: Chance;
  /** What the program does to the computer. */
  result(clientId: number, program: AdvertisedProgram): ProgramResult;
}

/**
 * What the computers of a fleet run for advertisements:
 *
 *   policy ──▶ received ──its time──▶ started ──one to five minutes──▶ ended
 *                 └─ the advertisement is gone, or has another assignment ──▶ forgotten
 *
 * One that nothing is advertised to costs a comparison at its poll and nothing else.
 */
export interface Programs {
  /** Whether the next poll brings something. */
  differs(clientId: number): boolean;
  polled(clientId: number, at: number): void;
  /** A moment has come; answers with the next one of the computer, 0: none. */
  happen(clientId: number, at: number): number;
  nextOf(clientId: number): number;
  restore(run: ProgramRun): void;
  forget(clientId: number): void;
  /** What happened since it was asked last, in order. */
  taken(): ProgramEvent[];
}

const MINUTE = 60_000;

export function createPrograms({ advertised, chance, result }: ProgramParts): Programs {
  const byClient = new Map<number, ProgramRun[]>();
  const seen = new Map<number, number>();
  const events: ProgramEvent[] = [];

  const endsAt = ({ clientId, advertisement, startedAt }: ProgramRun) => startedAt + MINUTE + chance.below(4 * MINUTE, clientId, purpose.programTakes, advertisement);
  const put = (run: ProgramRun) => {
    const others = (byClient.get(run.clientId) ?? []).filter((one) => one.advertisement !== run.advertisement || one.assignment !== run.assignment);
    byClient.set(run.clientId, [...others, run]);
  };
  const tell = (run: ProgramRun, program: AdvertisedProgram, agentVersion: string | null = null) => {
    put(run);
    events.push({ run, advertised: program, agentVersion });
  };
  /** Programs of the computer that its policy has and it has no run of yet. */
  const news = (clientId: number): AdvertisedProgram[] => {
    const runs = byClient.get(clientId) ?? [];
    return advertised.of(clientId).filter(({ id, assignment, rerun }) => {
      const before = runs.filter((run) => run.advertisement === id && run.startedAt > 0);
      if (runs.some((run) => run.advertisement === id && run.assignment === assignment)) return false;
      const last = before.at(-1);
      return !last || rerun === 'always' || (rerun === 'ifFailed' && last.exitCode !== 0);
    });
  };
  const nextOf = (clientId: number): number => {
    const moments = (byClient.get(clientId) ?? []).filter((run) => run.endedAt === 0).map((run) => (run.startedAt === 0 ? run.startAt : endsAt(run)));
    return moments.length === 0 ? 0 : Math.min(...moments);
  };
  const advance = (run: ProgramRun, at: number, program: AdvertisedProgram | undefined) => {
    if (run.startedAt === 0) {
      // Taken back before it began.
      if (!program || program.assignment !== run.assignment) return void byClient.set(run.clientId, byClient.get(run.clientId)!.filter((one) => one !== run));
      return tell({ ...run, startedAt: at }, program);
    }
    if (!program) return put({ ...run, endedAt: at });
    const { exitCode, agentVersion } = result(run.clientId, program);
    tell({ ...run, endedAt: at, exitCode }, program, agentVersion);
  };
  const due = (run: ProgramRun, at: number) => run.endedAt === 0 && (run.startedAt === 0 ? run.startAt : endsAt(run)) <= at;

  return {
    differs: (clientId) => news(clientId).length > 0,
    polled: (clientId, at) => {
      const version = advertised.version();
      if (seen.get(clientId) === version || (version === 0 && !byClient.has(clientId))) return;
      seen.set(clientId, version);
      for (const program of news(clientId)) {
        tell({ clientId, advertisement: program.id, assignment: program.assignment, receivedAt: at, startAt: Math.max(at + MINUTE, program.startAt, program.assignment), startedAt: 0, endedAt: 0, exitCode: 0 }, program);
      }
    },
    happen: (clientId, at) => {
      const programs = new Map(advertised.of(clientId).map((one) => [one.id, one]));
      for (const run of (byClient.get(clientId) ?? []).filter((one) => due(one, at))) advance(run, at, programs.get(run.advertisement));
      return nextOf(clientId);
    },
    nextOf,
    restore: put,
    forget: (clientId) => {
      byClient.delete(clientId);
      seen.delete(clientId);
    },
    taken: () => events.splice(0),
  };
}
