import { CHUNK, DENSE, stateIn, WORDS, type CellState, type PlanesView } from './planes.ts';

/** What counting needs of a chunk: its cells, and per client what it is known to have been asked about. */
export interface ChunkView {
  readonly planes: PlanesView;
  /** By place: the newest catalog version whose updates the site knows this client's states of; 0: none, or a message is missing. */
  readonly known: Uint32Array;
  /** By place, one bit a client: there is a client. */
  readonly present: Uint32Array;
}

/** By CI_ID: the catalog version its present revision came with; FOR_NOBODY: no update of the console. */
export type Since = Uint32Array;
export const FOR_NOBODY = 0xffff_ffff;

/** Counts by CI_ID. Not Required is what is left of `total`. */
export interface Counts {
  readonly total: number;
  readonly installed: Uint32Array;
  readonly required: Uint32Array;
  readonly unknown: Uint32Array;
}

export function bitsIn(word: number): number {
  let v = word - ((word >>> 1) & 0x5555_5555);
  v = (v & 0x3333_3333) + ((v >>> 2) & 0x3333_3333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

const countBits = (mask: Uint32Array) => mask.reduce((sum, word) => sum + bitsIn(word), 0);

/** Clients (of `members`) known at a catalog version or later: few versions differ, so each mask is made once. */
interface Known {
  /** Index of the mask for updates of a catalog version. */
  at(since: number): number;
  readonly masks: readonly Uint32Array[];
  readonly counts: readonly number[];
}

function knownOf({ known }: ChunkView, members: Uint32Array): Known {
  const versions = new Set<number>();
  for (let place = 0; place < CHUNK; place++) if ((members[place >> 5]! >>> (place & 31)) & 1) versions.add(known[place]!);
  // Mask i: known at steps[i] or later; the last one is empty, for updates newer than any scan.
  const steps = [...versions].sort((a, b) => a - b);
  const masks = steps.map((step) => {
    const mask = new Uint32Array(WORDS);
    for (let place = 0; place < CHUNK; place++) if (known[place]! >= step && (members[place >> 5]! >>> (place & 31)) & 1) mask[place >> 5]! |= 1 << (place & 31);
    return mask;
  });
  masks.push(new Uint32Array(WORDS));
  return {
    at: (since) => {
      let i = 0;
      while (i < steps.length && steps[i]! < since) i++;
      return i;
    },
    masks,
    counts: masks.map(countBits),
  };
}

/** Scratch of one row: how many cells are 0, required, installed, undetermined. */
type Tally = Int32Array;

function tallyRow({ size, offset, pool }: PlanesView, update: number, mask: Uint32Array, tally: Tally) {
  tally.fill(0);
  if (update >= size.length) return;
  const count = size[update]!;
  const from = offset[update]!;
  if (count !== DENSE) {
    let installed = 0;
    let required = 0;
    let both = 0;
    for (let i = from; i < from + count; i++) {
      const entry = pool[i]!;
      const seen = (mask[entry >> 7]! >>> ((entry >> 2) & 31)) & 1;
      installed += seen & (entry >> 1);
      required += seen & entry;
      both += seen & entry & (entry >> 1);
    }
    tally[3] = both;
    tally[2] = installed - both;
    tally[1] = required - both;
    return;
  }
  for (let word = 0; word < WORDS; word++) {
    const at = from + word * 2;
    const installed = (pool[at]! | (pool[at + 1]! << 16)) & mask[word]!;
    const required = (pool[at + 256]! | (pool[at + 257]! << 16)) & mask[word]!;
    const both = bitsIn(installed & required);
    tally[3]! += both;
    tally[2]! += bitsIn(installed) - both;
    tally[1]! += bitsIn(required) - both;
  }
}

const masked = (present: Uint32Array, members: Uint32Array | null, chunk: number) =>
  members === null ? present : present.map((word, i) => word & (members[chunk * WORDS + i] ?? 0));

/**
 * Counts of every update over the members of a collection: exact for the chunks as they are.
 * @param members one bit a client, place (client_id - 1); null: every client.
 */
export function countAll(chunks: readonly ChunkView[], since: Since, members: Uint32Array | null): Counts {
  const installed = new Uint32Array(since.length);
  const required = new Uint32Array(since.length);
  const unknown = new Uint32Array(since.length);
  const tally = new Int32Array(4);
  let total = 0;
  chunks.forEach((chunk, number) => {
    const mask = masked(chunk.present, members, number);
    const here = countBits(mask);
    if (here === 0) return;
    total += here;
    const known = knownOf(chunk, mask);
    for (let update = 0; update < since.length; update++) {
      if (since[update] === FOR_NOBODY) continue;
      const at = known.at(since[update]!);
      tallyRow(chunk.planes, update, known.masks[at]!, tally);
      installed[update]! += tally[2]!;
      required[update]! += tally[1]!;
      unknown[update]! += here - known.counts[at]! + tally[3]!;
    }
  });
  return { total, installed, required, unknown };
}

const masksSince = new WeakMap<ChunkView, Map<number, Uint32Array>>();

/** Clients known at a catalog version or later; kept with the view, which does not change. */
function knownSince(chunk: ChunkView, since: number): Uint32Array {
  let masks = masksSince.get(chunk);
  if (!masks) masksSince.set(chunk, (masks = new Map()));
  let mask = masks.get(since);
  if (!mask) {
    mask = new Uint32Array(WORDS);
    for (let place = 0; place < CHUNK; place++) if (chunk.known[place]! >= since) mask[place >> 5]! |= 1 << (place & 31);
    masks.set(since, mask);
  }
  return mask;
}

/** The same for one update. */
export function countOne(chunks: readonly ChunkView[], update: number, since: number, members: Uint32Array | null): { total: number; installed: number; required: number; unknown: number } {
  const counts = { total: 0, installed: 0, required: 0, unknown: 0 };
  const tally = new Int32Array(4);
  const mask = new Uint32Array(WORDS);
  chunks.forEach((chunk, number) => {
    const knownHere = knownSince(chunk, since);
    let here = 0;
    let seen = 0;
    for (let word = 0; word < WORDS; word++) {
      const bits = members === null ? chunk.present[word]! : chunk.present[word]! & (members[number * WORDS + word] ?? 0);
      mask[word] = bits & knownHere[word]!;
      here += bitsIn(bits);
      seen += bitsIn(mask[word]!);
    }
    tallyRow(chunk.planes, update, mask, tally);
    counts.total += here;
    counts.installed += tally[2]!;
    counts.required += tally[1]!;
    counts.unknown += here - seen + tally[3]!;
  });
  return counts;
}

/** Marks, one bit a place, who requires an update and who could not tell. */
function markRow({ size, offset, pool }: PlanesView, update: number, required: Uint32Array, unknown: Uint32Array) {
  if (update >= size.length) return;
  const [count, from] = [size[update]!, offset[update]!];
  if (count !== DENSE) {
    for (let i = from; i < from + count; i++) {
      const entry = pool[i]!;
      const marks = (entry & 3) === 1 ? required : (entry & 3) === 3 ? unknown : null;
      if (marks) marks[entry >> 7]! |= 1 << ((entry >> 2) & 31);
    }
    return;
  }
  for (let word = 0; word < WORDS; word++) {
    const at = from + word * 2;
    const installs = pool[at]! | (pool[at + 1]! << 16);
    const requires = pool[at + 256]! | (pool[at + 257]! << 16);
    required[word]! |= requires & ~installs;
    unknown[word]! |= requires & installs;
  }
}

/**
 * Clients by all of these updates together: not compliant with one that is required, else unknown with one that nothing is known
 * of, else compliant.
 * @param members as of `countAll`
 */
export function countTogether(chunks: readonly ChunkView[], updates: readonly number[], since: Since, members: Uint32Array | null): { total: number; compliant: number; notCompliant: number; unknown: number } {
  const sum = { total: 0, compliant: 0, notCompliant: 0, unknown: 0 };
  const bySince = Map.groupBy(updates.filter((update) => (since[update] ?? FOR_NOBODY) !== FOR_NOBODY), (update) => since[update]!);
  const [required, unknown, requires, wonders] = Array.from({ length: 4 }, () => new Uint32Array(WORDS)) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  chunks.forEach((chunk, number) => {
    const mask = masked(chunk.present, members, number);
    [required, unknown].forEach((words) => words.fill(0));
    for (const [version, those] of bySince) {
      [requires, wonders].forEach((words) => words.fill(0));
      for (const update of those) markRow(chunk.planes, update, requires, wonders);
      // Who was not asked about a revision is unknown, whatever it told of an earlier one.
      knownSince(chunk, version).forEach((asked, word) => {
        required[word]! |= requires[word]! & asked;
        unknown[word]! |= wonders[word]! | ~asked;
      });
    }
    for (let word = 0; word < WORDS; word++) {
      const here = mask[word]!;
      sum.total += bitsIn(here);
      sum.notCompliant += bitsIn(here & required[word]!);
      sum.unknown += bitsIn(here & unknown[word]! & ~required[word]!);
    }
  });
  return { ...sum, compliant: sum.total - sum.notCompliant - sum.unknown };
}

export type ClientState = 'installed' | 'required' | 'notRequired' | 'unknown';

/** The state of a client for an update: what its counts are made of. */
export function stateOf({ planes, known }: ChunkView, update: number, since: number, place: number): ClientState {
  if (known[place]! < since) return 'unknown';
  const words: Record<CellState, ClientState> = { 0: 'notRequired', 1: 'required', 2: 'installed', 3: 'unknown' };
  return words[stateIn(planes, update, place)];
}
