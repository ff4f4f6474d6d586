import { enforcementTopics } from '../state-messages/index.ts';
import { CHUNK } from './planes.ts';

/** What the clients of a chunk told of one deployment, by place (topics 300 … 302, D§6.6). */
export interface EnforcementColumns {
  /** Topic 301 state. */
  readonly enforcement: Uint8Array;
  /** Topic 300 state. */
  readonly compliance: Uint8Array;
  /** Topic 302 state. */
  readonly evaluation: Uint8Array;
  /** Result of the last failure, signed 32 bits. */
  readonly error: Int32Array;
  /** Site time, ms, since when it is so; 0: it has told nothing. */
  readonly since: Float64Array;
}

/** By assignment: the first four bytes of the deployment's unique ID. */
export type Enforcements = ReadonlyMap<number, EnforcementColumns>;

export const ENFORCEMENT_BYTES = CHUNK * (8 + 4 + 3);

export function enforcementOver(memory: ArrayBufferLike): EnforcementColumns {
  const states = (n: number) => new Uint8Array(memory, CHUNK * (12 + n), CHUNK);
  return { since: new Float64Array(memory, 0, CHUNK), error: new Int32Array(memory, CHUNK * 8, CHUNK), enforcement: states(0), compliance: states(1), evaluation: states(2) };
}

export function clearPlace({ enforcement, compliance, evaluation, error, since }: EnforcementColumns, place: number) {
  for (const column of [enforcement, compliance, evaluation, error, since]) column[place] = 0;
}

const COMPLIANT = 1;
const SUCCEEDED = 4;
/** How a computer stands that told nothing. */
const [NOTHING_TOLD] = enforcementTopics[301];

/** 0: it told nothing; else its three states in one number. */
const codeAt = (columns: EnforcementColumns | undefined, place: number) =>
  !columns || columns.since[place] === 0 ? 0 : 1 + (columns.enforcement[place]! * 4 + columns.compliance[place]!) * 4 + columns.evaluation[place]!;

/** What a computer does; else how it stands; else how far it is with finding out. */
function nameOf(code: number): string {
  if (code === 0) return NOTHING_TOLD;
  const [enforcement, compliance, evaluation] = [(code - 1) >> 4, ((code - 1) >> 2) & 3, (code - 1) & 3];
  const state = (compliance === COMPLIANT && enforcement !== SUCCEEDED) || enforcement === 0 ? (enforcementTopics[300][compliance === 0 ? -1 : compliance] ?? enforcementTopics[302][evaluation]) : enforcementTopics[301][enforcement];
  return state ?? NOTHING_TOLD;
}
const CODES = 1 + enforcementTopics[301].length * 16;
const names = Array.from({ length: CODES }, (_, code) => nameOf(code));

/** The name of how a computer stands with a deployment (D§6.6), by the columns of its chunk. */
export const standing = (columns: EnforcementColumns | undefined, place: number): string => names[codeAt(columns, place)]!;

/** Counts computers by how they stand. */
export interface Tally {
  add(columns: EnforcementColumns | undefined, place: number): void;
  /** Computers by the name of their state, in the order of names; states with none are left out. */
  states(): Map<string, number>;
}

export function createTally(): Tally {
  const counts = new Uint32Array(CODES);
  return {
    add: (columns, place) => void counts[codeAt(columns, place)]!++,
    states: () => {
      const states = new Map<string, number>();
      counts.forEach((computers, code) => void (computers > 0 && states.set(names[code]!, (states.get(names[code]!) ?? 0) + computers)));
      return new Map([...states].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}

const COMPLIANT_STATES: readonly string[] = [enforcementTopics[300][COMPLIANT], enforcementTopics[301][SUCCEEDED]];
const FAILED_STATES: readonly string[] = [enforcementTopics[300][3], enforcementTopics[301][6], enforcementTopics[301][9], enforcementTopics[302][3]];

/** The four sums that states are added up to: everything required is there; it is on its way; a failure was told; nothing was told. */
export const sumOf = (state: string): 'compliant' | 'inProgress' | 'failed' | 'unknown' =>
  COMPLIANT_STATES.includes(state) ? 'compliant' : FAILED_STATES.includes(state) ? 'failed' : state === NOTHING_TOLD ? 'unknown' : 'inProgress';
