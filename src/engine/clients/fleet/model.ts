import type { FleetFaults } from '../../../contract/index.ts';
import type { ScanInitiator } from '../agent/scan-rules.ts';
import type { ScanResult } from './results.ts';

/**
 * A client of the lab as the fleet runs it:
 *
 *   policy poll ──new catalog──▶ waits up to 2 h ──▶ scans ──▶ states that changed ──bulk, every 5 min──▶ management point
 *        ▲                                            │
 *        └──────── the next poll after a policy       └─ fails ──▶ retries hourly, three times, then waits for its schedule
 *
 * A poll that would find nothing is not an event: the next one is worked out when a policy changes (SCAN-01).
 */

export const noFaults: FleetFaults = { away: 0, roaming: 0, oldAgent: 0, scanFails: 0, lost: 0, late: 0, corrupt: 0, clockDrift: 0, installFails: 0, noPoint: 0, pointFails: 0, noRestart: 0 };

/** The Software Updates Client Agent's and Computer Client Agent's settings that the fleet goes by (D§6.1, D§6.2). */
export interface AgentSettings {
  /** Milliseconds between polls of machine policy. */
  pollEvery: number;
  /** Milliseconds between scans by schedule. */
  scanEvery: number;
  /** Milliseconds between re-evaluations of deployments, which scan unforced. */
  reevaluateEvery: number;
  /** Milliseconds between hardware inventories. */
  inventoryEvery: number;
}

const HOUR = 3_600_000;
export const defaultSettings: AgentSettings = { pollEvery: HOUR, scanEvery: 7 * 24 * HOUR, reevaluateEvery: 7 * 24 * HOUR, inventoryEvery: 7 * 24 * HOUR };

/** Milliseconds between two bulk sendings of state messages (SCAN-05). */
export const SEND_EVERY = 5 * 60_000;
/** After a failed scan. */
export const RETRY_AFTER = HOUR;
export const MOST_TRIES = 3;

/** What a hardware inventory of a client found (SCAN-14). */
export interface Inventoried {
  readonly clientId: number;
  /** Site time, ms. */
  readonly at: number;
  readonly agentVersion: string;
  /** CI_IDs of what is installed; null: the same as the last time. */
  readonly installed: readonly number[] | null;
}

/** What a client has installed by a deployment. */
export interface Installed {
  readonly clientId: number;
  /** Site time, ms. */
  readonly at: number;
  /** CI_IDs. */
  readonly updates: readonly number[];
}

/** An update whose installation failed (DEPLOY-12); `error` is signed 32 bits. */
export interface FailedUpdate {
  readonly clientId: number;
  /** Site time, ms. */
  readonly at: number;
  /** CI_ID. */
  readonly update: number;
  readonly deployment: string;
  readonly error: number;
}

/** A catalog the fleet can scan with. */
export interface ScanCatalog {
  readonly contentVersion: number;
  /** What a scan of this client finds. */
  resultOf(clientId: number): ScanResult;
  /** What is installed on this client is not what it was. */
  changed(clientId: number): void;
}

/** Machine policy as a client reads it. */
export interface CurrentPolicy {
  readonly version: number;
  readonly contentVersion: number;
}

export const initiatorNumbers: readonly ScanInitiator[] = ['scanSchedule', 'reevaluationSchedule', 'deploymentActivation', 'deploymentDeadline', 'newCatalog', 'scanCycleAction', 'evaluationCycleAction'];

/** A scan that must go online where the software update point cannot be found. */
export const UNREACHABLE_ERROR = 0x8024402c | 0;
/** Results of failed scans that the lab draws from (D§6.8), as signed 32 bits. */
export const scanErrors: readonly number[] = [0x80072ee2, 0x80072efd, 0x8024402c, 0x8024401c, 0x80244019, 0x80244022, 0x80244010, 0x80070005, 0x800b0109, 0x87d00692].map((code) => code | 0);
/** Results of failed installations that the lab draws from (D§6.8); the last one is the timeout after the maximum run time. */
export const EXECUTION_TIMEOUT = 0x87d0070c | 0;
export const installErrors: readonly number[] = [0x80070643 | 0, 0x80240022 | 0, 0x80070652 | 0, EXECUTION_TIMEOUT];
/** What a scan with too old an agent ends with: the component is not the one that was asked for. */
export const OLD_AGENT_ERROR = 0x80040154 | 0;
