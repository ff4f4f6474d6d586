import { CHUNK, DENSE, stateIn, WORDS, type CellState, type PlanesView, type SharedPlanes } from './planes.ts';

/** What counting needs of a chunk: its cells, and per client what it is known to have been asked about. */
export interface ChunkView {
  readonly planes: PlanesView;
  /** By place: the newest catalog version whose updates the site knows this client's states of; 0: none, or a message is missing. */
  readonly known: Uint32Array;
  /** By place, one bit a client: there is a client. */
  readonly present: Uint32Array;
}

export interface SharedChunk extends ChunkView {
  readonly planes: SharedPlanes;
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

/** The members of a chunk by what they are known to have been asked about: few versions differ, so each mask is made once. */
interface Asked {
  /** Members who are clients, one bit each. */
  readonly mask: Uint32Array;
  readonly here: number;
  /** Those known at a catalog version or later. */
  since(version: number): Known;
}

interface Known {
  readonly mask: Uint32Array;
  readonly count: number;
  /** The mask as a table of what each entry of a sparse row counts as; made when first asked for. */
  table(): Int32Array;
}

/** Bits a state takes in a sum over a sparse row, which has at most 256 entries. */
const FIELD = 10;
const FIELD_BITS = (1 << FIELD) - 1;
const ENTRIES = CHUNK * 4 - 1;

/** By entry (place × 4 + state): what it adds to the sum of a row. A look-up in it counts three states at once. */
function tableOf(mask: Uint32Array): Int32Array {
  const table = new Int32Array(CHUNK * 4);
  for (let place = 0; place < CHUNK; place++) {
    if (((mask[place >> 5]! >>> (place & 31)) & 1) === 0) continue;
    for (let state = 1; state < 4; state++) table[place * 4 + state] = 1 << (FIELD * (state - 1));
  }
  return table;
}

function knownBy(mask: Uint32Array): Known {
  let table: Int32Array | undefined;
  return { mask, count: countBits(mask), table: () => (table ??= tableOf(mask)) };
}

function askedOf({ known, present }: ChunkView, members: Uint32Array | null, number: number): Asked {
  const mine = members === null ? present : present.map((word, i) => word & (members[number * WORDS + i] ?? 0));
  const isMine = (place: number) => ((mine[place >> 5]! >>> (place & 31)) & 1) === 1;
  const versions = new Set<number>();
  for (let place = 0; place < CHUNK; place++) if (isMine(place)) versions.add(known[place]!);
  const steps = [...versions].sort((a, b) => a - b);
  const at = steps.map((step) => {
    const mask = new Uint32Array(WORDS);
    for (let place = 0; place < CHUNK; place++) if (known[place]! >= step && isMine(place)) mask[place >> 5]! |= 1 << (place & 31);
    return knownBy(mask);
  });
  // For updates newer than any scan.
  at.push(knownBy(new Uint32Array(WORDS)));
  return {
    mask: mine,
    here: countBits(mine),
    since: (version) => {
      let i = 0;
      while (i < steps.length && steps[i]! < version) i++;
      return at[i]!;
    },
  };
}

const lastAsked = new WeakMap<ChunkView, { members: Uint32Array | null; asked: Asked }>();

/** Kept with the view, which does not change, for the members asked about last. */
function asked(chunk: ChunkView, members: Uint32Array | null, number: number): Asked {
  const last = lastAsked.get(chunk);
  if (last?.members === members) return last.asked;
  const made = askedOf(chunk, members, number);
  lastAsked.set(chunk, { members, asked: made });
  return made;
}

/** Scratch of one row: how many cells are 0, required, installed, undetermined. */
type Tally = Int32Array;

function tallyRow({ size, offset, pool }: PlanesView, update: number, mask: Uint32Array, tally: Tally) {
  tally.fill(0);
  if (update >= size.length) return;
  const count = size[update]!;
  const from = offset[update]! | 0;
  if (count !== DENSE) {
    let installed = 0;
    let required = 0;
    let both = 0;
    const end = (from + count) | 0;
    for (let i = from; i < end; i++) {
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

/**
 * A sparse row by its table. The loop does nothing else, since a count of all updates goes through every set cell: two entries a
 * step; its bounds are made small integers, because those of an unsigned array would be compared as floating point; the masks tell
 * the compiler that entries lie inside the table.
 */
function sumRow(pairs: Uint32Array, from: number, entries: number, table: Int32Array): number {
  const first = from >> 1;
  const end = (first + ((entries + 1) >> 1)) | 0;
  let sum = 0;
  for (let i = first; i < end; i++) {
    const two = pairs[i]!;
    sum = (sum + table[two & ENTRIES]!) | 0;
    sum = (sum + table[(two >>> 16) & ENTRIES]!) | 0;
  }
  return sum;
}

/** Adds one chunk to the counts. */
function addChunk({ planes }: SharedChunk, { here, since: knownSince }: Asked, since: Since, { installed, required, unknown }: Counts) {
  const { size, offset, pairs } = planes;
  const tally = new Int32Array(4);
  let version = -1;
  let known = knownSince(0);
  for (let update = 0; update < since.length; update++) {
    if (since[update] === FOR_NOBODY) continue;
    if (since[update] !== version) known = knownSince((version = since[update]!));
    unknown[update]! += here - known.count;
    if (update >= size.length || size[update] === 0) continue;
    if (size[update] === DENSE) tallyRow(planes, update, known.mask, tally);
    else {
      const sum = sumRow(pairs, offset[update]!, size[update]!, known.table());
      tally[1] = sum & FIELD_BITS;
      tally[2] = (sum >>> FIELD) & FIELD_BITS;
      tally[3] = sum >>> (2 * FIELD);
    }
    installed[update]! += tally[2]!;
    required[update]! += tally[1]!;
    unknown[update]! += tally[3]!;
  }
}

/**
 * Counts of every update over the members of a collection: exact for the chunks as they are.
 * @param members one bit a client, place (client_id - 1); null: every client.
 */
export function countAll(chunks: readonly SharedChunk[], since: Since, members: Uint32Array | null): Counts {
  const counts = { total: 0, installed: new Uint32Array(since.length), required: new Uint32Array(since.length), unknown: new Uint32Array(since.length) };
  chunks.forEach((chunk, number) => {
    const of = asked(chunk, members, number);
    if (of.here === 0) return;
    counts.total += of.here;
    addChunk(chunk, of, since, counts);
  });
  return counts;
}

/** The same for one update. */
export function countOne(chunks: readonly ChunkView[], update: number, since: number, members: Uint32Array | null): { total: number; installed: number; required: number; unknown: number } {
  const counts = { total: 0, installed: 0, required: 0, unknown: 0 };
  const tally = new Int32Array(4);
  chunks.forEach((chunk, number) => {
    const of = asked(chunk, members, number);
    const known = of.since(since);
    tallyRow(chunk.planes, update, known.mask, tally);
    counts.total += of.here;
    counts.installed += tally[2]!;
    counts.required += tally[1]!;
    counts.unknown += of.here - known.count + tally[3]!;
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
    const of = asked(chunk, members, number);
    [required, unknown].forEach((words) => words.fill(0));
    for (const [version, those] of bySince) {
      [requires, wonders].forEach((words) => words.fill(0));
      for (const update of those) markRow(chunk.planes, update, requires, wonders);
      // Who was not asked about a revision is unknown, whatever it told of an earlier one.
      of.since(version).mask.forEach((known, word) => {
        required[word]! |= requires[word]! & known;
        unknown[word]! |= wonders[word]! | ~known;
      });
    }
    for (let word = 0; word < WORDS; word++) {
      const here = of.mask[word]!;
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
