import { describe, expect, it } from 'vitest';
import { AGENT_VERSION, decideScan, isOlder, LEAST_AGENT_VERSION, OLD_AGENT_VERSION, SCAN_TTL_MS, type ScanInitiator } from './scan-rules.ts';

const now = Date.UTC(2013, 0, 8);
const young = now - SCAN_TTL_MS + 1;
const old = now - SCAN_TTL_MS;
const same = { cachedVersion: 3, pointVersion: 3 };
const newer = { cachedVersion: 3, pointVersion: 4 };
const away = { cachedVersion: 3, pointVersion: null };

describe('whether and how a client scans', () => {
  // Rows of the table of scan initiators: what a young scan, an equal, a newer and an unreachable catalog lead to.
  it.each<[ScanInitiator, string, string, string, string]>([
    ['scanSchedule', 'forced online', 'forced online', 'forced online', 'forced online'],
    ['reevaluationSchedule', 'none', 'unforced offline', 'unforced online', 'unforced offline'],
    ['deploymentActivation', 'none', 'unforced offline', 'unforced online', 'unforced offline'],
    ['deploymentDeadline', 'forced online', 'forced online', 'forced online', 'forced online'],
    ['scanCycleAction', 'forced online', 'forced online', 'forced online', 'forced online'],
    ['evaluationCycleAction', 'forced offline', 'forced offline', 'forced online', 'forced offline'],
    ['newCatalog', 'forced offline', 'forced offline', 'forced online', 'forced offline'],
  ])('[SCAN-04] %s: scanned lately %s; same catalog %s; newer %s; point away %s', (initiator, lately, equal, later, unreachable) => {
    const told = (lastScanAt: number | null, versions: { cachedVersion: number; pointVersion: number | null }) => {
      const decision = decideScan(initiator, { now, lastScanAt, ...versions });
      return decision.scan ? `${decision.forced ? 'forced' : 'unforced'} ${decision.online ? 'online' : 'offline'}` : 'none';
    };
    expect([told(young, same), told(old, same), told(old, newer), told(old, away)]).toEqual([lately, equal, later, unreachable]);
    expect(told(null, same)).toBe(equal);
  });

  it('[SCAN-09] an agent older than 7.2.6001.788 is told from a newer one by all four numbers', () => {
    expect(['5.8.0.2469', '7.0.6000.374', '7.2.6001.784', '7.2.6001.788', '7.4.7600.226', '10.0.1.0'].map((version) => isOlder(version, '7.2.6001.788'))).toEqual([true, true, true, false, false, false]);
    expect([isOlder(OLD_AGENT_VERSION, LEAST_AGENT_VERSION), isOlder(AGENT_VERSION, LEAST_AGENT_VERSION)]).toEqual([true, false]);
  });
});
