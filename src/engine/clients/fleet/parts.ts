import type { ClientAction, FleetFaults } from '../../../contract/index.ts';
import type { Breath, Clock } from '../../kernel/index.ts';
import type { Advertised } from '../../software-distribution/index.ts';
import type { EnforcementParts, Enforcing } from '../enforcement/computers.ts';
import type { ProgramEvent, Programs } from '../programs/running.ts';
import type { Chance } from './chance.ts';
import type { Memory } from './memory.ts';
import type { AgentSettings, CurrentPolicy, FailedUpdate, Installed, Inventoried, ScanCatalog } from './model.ts';
import type { Results } from './results.ts';

/** Many clients on one clock. */
export interface Fleet {
  readonly results: Results;
  readonly memory: Memory;
  readonly enforcing: Enforcing;
  readonly programs: Programs;
  /** Takes a client in; it polls for policy within the next hour. One that was here before tells everything anew. */
  add(clientId: number, guidCheck: number, serial: number): void;
  remove(clientId: number): void;
  size(): number;
  /** A machine policy was published or withdrawn: each client finds it at its next poll. */
  policyChanged(): void;
  setFaults(faults: FleetFaults): void;
  setSettings(settings: AgentSettings): void;
  /** Version of the client's Windows Update Agent, as the faults have it. */
  agentVersion(clientId: number): string;
  /** Control-panel actions on a client (SCAN-10). */
  act(clientId: number, action: ClientAction): void;
  /** The site misses messages of a client: it sends a full report with its next bulk. */
  resync(clientId: number): void;
  /** The moment something is due next; undefined: nothing is. */
  nextAt(): number | undefined;
  /** Assignments of anybody may be others: each client with some, or that had some, finds that at its next poll. */
  assignmentsDiffer(clientId: number): void;
  /** Runs what is due before `end`; answers with the files and the inventories that reached the management point, with what was installed, what failed and what became of programs, in order. */
  run(end: number, breath: Breath): Promise<{ files: Uint8Array[]; inventories: Inventoried[]; installs: Installed[]; programs: ProgramEvent[]; failed: FailedUpdate[] }>;
  /** Makes room for clients up to this number. */
  reserve(clientId: number): void;
  /** Before the memory is saved: who has something to tell that is not sent yet tells everything after the next start. */
  flush(): void;
  /** Goes on with what was remembered. */
  restore(clientId: number, guidCheck: number, serial: number): void;
}

export interface FleetParts {
  clock: Clock;
  chance: Chance;
  catalog(): ScanCatalog | null;
  policy(): CurrentPolicy | null;
  faults: FleetFaults;
  settings: AgentSettings;
  enforcement: Omit<EnforcementParts, 'scan' | 'plan' | 'tell' | 'installed' | 'failed'>;
  advertised: Advertised;
  architectureOf(clientId: number): string;
  /** Windows Update Agents that programs installed, by client_id. */
  agents: Map<number, string>;
  /** Updates that are on the machine of a client from now on. */
  install(clientId: number, updates: readonly number[]): void;
}
