/**
 * Chance for many clients: a number for a client, a purpose and a counter, without a stream to keep for each. Integer
 * arithmetic only, so that the same seed gives the same fleet on any machine. The mixing is that of MurmurHash3.
 */
export interface Chance {
  /** 0 (inclusive) … `below` (exclusive); `below` is 1 … 2^31. */
  below(below: number, client: number, purpose: number, counter: number): number;
  /** True in `perMille` of 1,000 cases. */
  happens(perMille: number, client: number, purpose: number, counter: number): boolean;
}

/** What is drawn; part of the number, so that adding a purpose changes no other draw. */
export const purpose = {
  pollPhase: 1, sendPhase: 2, scanDelay: 3, scanDuration: 4, schedulePhase: 5, away: 6, oldAgent: 7, scanFails: 8, scanError: 9,
  lost: 10, late: 11, corrupt: 12, drift: 13, lateBy: 14, damagedByte: 15, driftBy: 16, roaming: 17, inventoryPhase: 18, installTakes: 19, restarts: 20, programTakes: 21, installFails: 22, installError: 23, noPoint: 24, pointFails: 25, noRestart: 26,
} as const;

function mixed(h: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const next = h ^ k;
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}

export function createChance(seed: number): Chance {
  const bits = (client: number, what: number, counter: number): number => {
    let h = mixed(mixed(mixed(seed | 0, client), what), counter);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  };
  const below = (limit: number, client: number, what: number, counter: number) => Math.floor((bits(client, what, counter) / 0x1_0000_0000) * limit);
  return { below, happens: (perMille, client, what, counter) => perMille > 0 && below(1000, client, what, counter) < perMille };
}
