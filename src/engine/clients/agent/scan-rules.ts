/** What makes a client scan (D§6.3, the table of scan initiators). */
export type ScanInitiator =
  | 'scanSchedule' | 'reevaluationSchedule' | 'deploymentActivation' | 'deploymentDeadline'
  | 'newCatalog' | 'scanCycleAction' | 'evaluationCycleAction';

/** A last scan younger than this spares an unforced one (SCAN-04). */
export const SCAN_TTL_MS = 24 * 3_600_000;
/** A new catalog, and a schedule that comes due, start a scan at a random moment within this (SCAN-02). */
export const SPREAD_MS = 2 * 3_600_000;

interface Initiated {
  readonly forced: boolean;
  /** Goes online whatever the catalog versions say. */
  readonly online: boolean;
  /** An unforced scan that the age of the last one can spare. */
  readonly sparedByAge: boolean;
}

/**
 * Forced or not, online or by catalog version, as the table has it. The policy of a new catalog is not in the table: it
 * makes the client scan though the last scan is young, and the newer catalog makes that scan an online one.
 */
const initiators: Readonly<Record<ScanInitiator, Initiated>> = {
  scanSchedule: { forced: true, online: true, sparedByAge: false },
  reevaluationSchedule: { forced: false, online: false, sparedByAge: true },
  deploymentActivation: { forced: false, online: false, sparedByAge: true },
  deploymentDeadline: { forced: true, online: true, sparedByAge: false },
  newCatalog: { forced: true, online: false, sparedByAge: false },
  scanCycleAction: { forced: true, online: true, sparedByAge: false },
  evaluationCycleAction: { forced: true, online: false, sparedByAge: false },
};

/** Whether a scan is made however young the last one is. */
export const isForced = (initiator: ScanInitiator): boolean => initiators[initiator].forced;

export type ScanDecision =
  /** The result of the last scan is young enough. */
  | { readonly scan: false }
  /** With the cached catalog: nothing is downloaded. */
  | { readonly scan: true; readonly online: false; readonly forced: boolean }
  /** The newer catalog is downloaded first. */
  | { readonly scan: true; readonly online: true; readonly forced: boolean };

/**
 * Whether and how a client scans (SCAN-04).
 * @param cachedVersion content version of the client's cached catalog; 0: none
 * @param pointVersion content version at the software update point; null: it cannot be reached
 */
export function decideScan(initiator: ScanInitiator, at: { now: number; lastScanAt: number | null; cachedVersion: number; pointVersion: number | null }): ScanDecision {
  const { forced, online, sparedByAge } = initiators[initiator];
  if (sparedByAge && at.lastScanAt !== null && at.now - at.lastScanAt < SCAN_TTL_MS) return { scan: false };
  if (online) return { scan: true, online: true, forced };
  return { scan: true, online: at.pointVersion !== null && at.pointVersion !== at.cachedVersion, forced };
}

/** The Windows Update Agent the point asks for (S3, as of May 2009): an older one cannot scan (SCAN-09). */
export const LEAST_AGENT_VERSION = '7.2.6001.788';

/** The agent that WSUS 3.0 SP2 brought to its clients in 2012, and one of 2005 that cannot scan [R]. */
export const AGENT_VERSION = '7.6.7600.256';
export const OLD_AGENT_VERSION = '5.8.0.2694';

/** Whether a version of four numbers is older than another. */
export function isOlder(version: string, than: string): boolean {
  const a = version.split('.').map(Number);
  const b = than.split('.').map(Number);
  for (let i = 0; i < 4; i++) if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) < (b[i] ?? 0);
  return false;
}
