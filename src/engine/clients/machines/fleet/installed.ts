import type { MachineProfile } from './facts.ts';

/** An update that may be installed on a platform. */
export interface Candidate {
  /** Of the catalog's rules. */
  readonly index: number;
  /** Without "KB"; '' where the update names none. */
  readonly articleId: string;
  /** Site time, ms. */
  readonly releasedAt: number;
  /** `updateHash` of its id. */
  readonly hash: number;
}

/** A platform's candidates made ready for the computers of one profile; in ascending order of index. */
export interface UpdatesHere {
  readonly indexes: Int32Array;
  readonly hashes: Uint32Array;
  /** ms; a computer patched until then has the update. -Infinity: the sample had it. */
  readonly since: Float64Array;
}

/** 32 bits that stand for an update in the arithmetic of fleets. */
export function updateHash(updateId: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < updateId.length; at += 1) hash = Math.imul(hash ^ updateId.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/**
 * Once for all computers of a profile on a platform. @param now site time; later updates are on no computer, whatever the sample had.
 */
export function updatesFor(profile: Pick<MachineProfile, 'installedUpdates'>, candidates: readonly Candidate[], now: number): UpdatesHere {
  const present = candidates.filter(({ releasedAt }) => releasedAt <= now).toSorted((a, b) => a.index - b.index);
  return {
    indexes: Int32Array.from(present, ({ index }) => index),
    hashes: Uint32Array.from(present, ({ hash }) => hash),
    since: Float64Array.from(present, ({ articleId, releasedAt }) => (profile.installedUpdates.has(articleId) ? -Infinity : releasedAt)),
  };
}

/**
 * Indexes, ascending, of the updates this computer has: what its sample lists and what came out until it was last patched, less
 * what was missed. The same for the same computer and update, whatever else the catalog holds.
 */
export function installedOf({ seed, patchedUntil, missPerMille }: { readonly seed: number; readonly patchedUntil: number; readonly missPerMille: number }, { indexes, hashes, since }: UpdatesHere): Int32Array {
  const found = new Int32Array(indexes.length);
  // A thousandth of 2^32, rounded up so that a thousand of them are all.
  const missedBelow = missPerMille * 4_294_968;
  let count = 0;
  for (let at = 0; at < indexes.length; at += 1) {
    if (since[at]! > patchedUntil || (missedBelow > 0 && mixed(seed, hashes[at]!) < missedBelow)) continue;
    found[count] = indexes[at]!;
    count += 1;
  }
  return found.slice(0, count);
}

/** Two numbers of 32 bits into one that depends on all of them (the finalizer of MurmurHash3). */
function mixed(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
