/** The software update point's setting (D§2.3): keep no events, those of scans, or all. */
export type ReportingLevel = 'none' | 'status' | 'all';

/** What a computer says of itself when it registers. */
export interface RegisteredComputer {
  readonly dnsName: string;
  /** "5.1.2600" */
  readonly windows: string;
  /** "3.0" */
  readonly servicePack: string;
  readonly description: string;
  /** "x86", "AMD64" */
  readonly architecture: string;
  /** Of the Windows Update Agent: "7.2.6001.788". */
  readonly agentVersion: string;
}

export interface Computer extends RegisteredComputer {
  /** GUID in lower case that its agent keeps. */
  readonly clientId: string;
  /** Server time, ms. */
  readonly registeredAt: number;
  /** Server time, ms: when it last asked for a cookie. */
  readonly contactedAt: number;
  /** ms, by the computer's clock; null before its first reported scan. */
  readonly scannedAt: number | null;
  /** HRESULT of that scan, 0 when it went well. */
  readonly scanResult: number | null;
}

/** As WSUS counts them; what is not named by the last report is not applicable. */
export type UpdateState = 'notInstalled' | 'downloaded' | 'installed' | 'failed' | 'installedPendingReboot';

/** One event as it came (W§4, Reporting). */
export interface ReportedEvent {
  /** GUID; the same event reported again is kept once. */
  readonly instanceId: string;
  readonly eventId: number;
  /** ms, by the computer's clock. */
  readonly at: number;
  readonly update?: { readonly updateId: string; readonly revisionNumber: number };
  readonly result: number;
  readonly replacements: readonly string[];
  /** "U=guid;guid" */
  readonly misc: readonly string[];
}

export interface ComputerReport {
  readonly clientId: string;
  readonly events: readonly ReportedEvent[];
  readonly level: ReportingLevel;
}

export interface ComputerEvent {
  readonly clientId: string;
  readonly eventId: number;
  readonly at: number;
  readonly updateId: string | null;
  readonly result: number;
  readonly replacements: readonly string[];
}

/** Reads for a console. */
export interface ComputerReader {
  /** By name; at most 1000. */
  list(page?: { readonly offset?: number; readonly limit?: number }): readonly Computer[];
  computer(clientId: string): Computer | undefined;
  /** By update id. */
  states(clientId: string): ReadonlyMap<string, UpdateState>;
  /** Latest first; at most 1000. */
  events(clientId: string, limit?: number): readonly ComputerEvent[];
  counts(): { readonly computers: number; readonly scanned: number; readonly states: number; readonly events: number };
}

export interface Computers extends ComputerReader {
  register(clientId: string, computer: RegisteredComputer, now: number): void;
  isRegistered(clientId: string): boolean;
  /** Notes that a registered computer was heard of. */
  contacted(clientId: string, now: number): void;
  /** Keeps a batch of events and what follows from them, all or nothing. */
  report(report: ComputerReport): void;
  close(): void;
}
