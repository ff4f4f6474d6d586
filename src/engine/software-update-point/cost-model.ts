import type { Random } from '../kernel/index.ts';

/**
 * How long a synchronization takes on the lab's clock, which stands still while real work runs. Simulated: the figures
 * are of the order of the durations in a real wsyncmgr.log (D§3.3: 130 updates in under four minutes of which two are a pause).
 * A live site spends real time and asks nothing here.
 */
export interface CostModel {
  /** Site-time milliseconds. */
  category(): number;
  wsusUpdate(): number;
  siteDatabaseCategory(): number;
  siteDatabaseUpdate(): number;
}

/** "Sleeping 2 more minutes for WSUS server sync results to become available" (D§3.3). */
export const RESULTS_PAUSE_MS = 120_000;

export function createCostModel(random: Random): CostModel {
  const around = (ms: number) => Math.round(ms / 2) + random.below(ms);
  return {
    category: () => around(12),
    wsusUpdate: () => around(60),
    siteDatabaseCategory: () => around(4),
    siteDatabaseUpdate: () => around(40),
  };
}
