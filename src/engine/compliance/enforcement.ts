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
