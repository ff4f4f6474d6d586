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
