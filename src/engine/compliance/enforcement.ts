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

/** The name of how a computer stands with a deployment (D§6.6), by the columns of its chunk: what it does; else how it stands; else how far it is with finding out. */
export function standing(columns: EnforcementColumns | undefined, place: number): string {
  if (!columns || columns.since[place] === 0) return NOTHING_TOLD;
  const [enforcement, compliance, evaluation] = [columns.enforcement[place]!, columns.compliance[place]!, columns.evaluation[place]!];
  const state = (compliance === COMPLIANT && enforcement !== SUCCEEDED) || enforcement === 0 ? (enforcementTopics[300][compliance === 0 ? -1 : compliance] ?? enforcementTopics[302][evaluation]) : enforcementTopics[301][enforcement];
  return state ?? NOTHING_TOLD;
}

/** States in which a computer has everything of a deployment that it requires. */
export const isCompliant = (state: string) => state === enforcementTopics[300][COMPLIANT] || state === enforcementTopics[301][SUCCEEDED];
/** States in which a computer tells of a failure. */
export const isFailed = (state: string) => state === enforcementTopics[301][6] || state === enforcementTopics[301][9] || state === enforcementTopics[302][3];
