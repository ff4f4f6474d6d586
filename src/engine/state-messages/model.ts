/**
 * State messages tell what changed on a client (SCAN-05). They travel in files, each from one client, numbered without
 * holes. A file's way:
 *
 *   client ──▶ management point's inbox ──▶ checked ──┬─ damaged, malformed, unknown client, repeated ──▶ refused (kept with the reason)
 *                                                     └─ durable ──┬─ the serial number that was expected ──▶ applied
 *                                                                  └─ a later one ──▶ held, until what is missing has come
 *
 * A client some of whose messages are missing is Unknown as a whole: a message that is lost, late or corrupt never
 * becomes false compliance. A full report replaces everything known of a client and fills every hole.
 */

/** Topic 500, update detection (D§6.6). */
export const DETECTION_UNKNOWN = 0;
export const NOT_REQUIRED = 1;
export const REQUIRED = 2;
export const INSTALLED = 3;
export type DetectionState = typeof DETECTION_UNKNOWN | typeof NOT_REQUIRED | typeof REQUIRED | typeof INSTALLED;

/** Topic 501, scan (D§6.6). */
export const scanStates = ['unknown', 'waitingForCatalogLocation', 'running', 'completed', 'pendingRetry', 'failed', 'completedWithErrors'] as const;
export type ScanState = (typeof scanStates)[number];
export const SCAN_COMPLETED = 3;
export const SCAN_FAILED = 5;

export interface ScanMessage {
  /** Index into `scanStates`. */
  readonly state: number;
  /** The content version of the catalog that was scanned with. */
  readonly contentVersion: number;
  /** Signed 32 bits; 0: none. */
  readonly error: number;
  /** Site time, ms. */
  readonly at: number;
}

export interface DetectionMessage {
  /** CI_ID of the update at the site. */
  readonly update: number;
  readonly state: DetectionState;
}

/** Topics of what a computer does for a deployment (D§6.6), with the names of their states. */
export const enforcementTopics = {
  300: ['Compliance state unknown', 'Compliant', 'Non-compliant', 'Conflict detected'],
  301: [
    'Enforcement state unknown', 'Installing update(s)', 'Waiting for restart', 'Waiting for another installation to complete', 'Successfully installed update(s)', 'Pending system restart', 'Failed to install update(s)',
    'Downloading update(s)', 'Downloaded update(s)', 'Failed to download update(s)', 'Waiting for maintenance window before installing',
  ],
  302: ['Evaluation state unknown', 'Evaluation activated', 'Evaluation succeeded', 'Evaluation failed'],
  402: [
    'Enforcement state unknown', 'Enforcement started', 'Enforcement waiting for content', 'Waiting for another installation to complete', 'Waiting for maintenance window before installing', 'Restart required before installing', 'General failure',
    'Pending installation', 'Installing update', 'Pending system restart', 'Successfully installed update', 'Failed to install update', 'Downloading update', 'Downloaded update', 'Failed to download update',
  ],
} as const;
export type EnforcementTopic = keyof typeof enforcementTopics;

export interface EnforcementMessage {
  readonly topic: EnforcementTopic;
  /** Index into the names of the topic. */
  readonly state: number;
  /** The first four bytes of the deployment's unique ID, which is the same at every site. */
  readonly assignment: number;
  /** CI_ID of the update at the site; 0: of the deployment as a whole. */
  readonly update: number;
  /** Signed 32 bits; 0: none. */
  readonly error: number;
  /** Site time, ms. */
  readonly at: number;
}

/** What stands before the messages of a file. */
export interface FileHeader {
  readonly clientId: number;
  /** The first four bytes of the client's GUID, so that a number alone is not enough to speak for it. */
  readonly guidCheck: number;
  /** Of the first message; the others follow without holes. */
  readonly firstSerial: number;
  /** Messages in the file. */
  readonly count: number;
  /** Replaces everything the site knows of the client. */
  readonly full: boolean;
  /** By the client's clock, ms. */
  readonly sentAt: number;
}

export type RefusalReason = 'oversize' | 'damaged' | 'malformed' | 'unknownClient' | 'repeated';
export type Outcome = 'applied' | 'held' | RefusalReason;
