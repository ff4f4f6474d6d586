/**
 * Client × update states of up to 4,096 clients, compressed (house rule "Compliance is columns, not rows").
 *
 * A cell is two bits, one of each plane: installed (2) and required (1); both together mean that the client could not
 * tell. Cells that are not set are Not Required or Unknown, which is worked out from what the client has scanned.
 * A row of an update holds its set cells as sorted 16-bit entries (place × 4 + state) while they are few, and as two
 * bitmaps of 4,096 bits when they are many. Rows lie in one pool, in pieces of powers of two.
 */
export const CHUNK = 4096;

export const NOT_SET = 0;
export const REQUIRED = 1;
export const INSTALLED = 2;
export const UNDETERMINED = 3;
export type CellState = typeof NOT_SET | typeof REQUIRED | typeof INSTALLED | typeof UNDETERMINED;

/** `size` of a row that is two bitmaps. */
export const DENSE = 0xffff;
/** Words of 32 bits in a bitmap of a chunk. */
export const WORDS = CHUNK / 32;

const MOST_SPARSE = 256;
const SMALLEST = 4;
const DENSE_CLASS = 7;
const classOf = (entries: number) => (entries <= SMALLEST ? 0 : 30 - Math.clz32(entries - 1));

/** What a reader sees of a chunk: arrays nobody writes to any more. */
export interface PlanesView {
  /** By update (CI_ID): where its row begins in `pool`, in 16-bit units. */
  readonly offset: Uint32Array;
  /** By update: entries in its row, or DENSE. */
  readonly size: Uint16Array;
  readonly pool: Uint16Array;
}

/** A copy for readers: rows in the order of updates, each beginning at an even unit and filled up with an entry 0, which is no cell. */
export interface SharedPlanes extends PlanesView {
  /** The pool, two entries at a time. */
  readonly pairs: Uint32Array;
}

/** Cells to be set; those of one update in the order they came, and together where it pays. */
export interface GatheredCells {
  readonly updates: Uint32Array;
  /** Place × 4 + state. */
  readonly entries: Uint16Array;
  readonly count: number;
}

export interface Planes extends PlanesView {
  get(update: number, place: number): CellState;
  /** Sets a cell and answers with what it was. `update` is a CI_ID, `place` 0 … 4,095. */
  set(update: number, place: number, state: CellState): CellState;
  /** Sets many cells; of two for the same cell the later one stays. */
  setAll(cells: GatheredCells): void;
  /** Takes every cell of a client back. */
  clear(place: number): void;
  /** A copy that readers on other threads can share. */
  share(): SharedPlanes;
  /** Bytes in use. */
  bytes(): number;
  /** Units of the pool in use. */
  used(): number;
}

/** The state in a row at a place. */
export function stateIn(view: PlanesView, update: number, place: number): CellState {
  if (update >= view.size.length) return NOT_SET;
  const size = view.size[update]!;
  const from = view.offset[update]!;
  if (size === DENSE) return bitsAt(view.pool, from, place);
  const at = search(view.pool, from, size, place);
  return at < size && view.pool[from + at]! >> 2 === place ? ((view.pool[from + at]! & 3) as CellState) : NOT_SET;
}

function bitsAt(pool: Uint16Array, from: number, place: number): CellState {
  const word = place >> 4;
  const bit = place & 15;
  return ((((pool[from + word]! >> bit) & 1) << 1) | ((pool[from + 256 + word]! >> bit) & 1)) as CellState;
}

/** First entry whose place is not before `place`. */
function search(pool: Uint16Array, from: number, size: number, place: number): number {
  const key = place << 2;
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pool[from + middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Units of a row: a dense one is two bitmaps. */
const lengthOf = (size: number) => (size === DENSE ? (2 * CHUNK) / 16 : size);
const even = (units: number) => units + (units & 1);

function copyUnits(from: Uint16Array, at: number, to: Uint16Array, target: number, length: number) {
  if (length > 64) to.set(from.subarray(at, at + length), target);
  else for (let i = 0; i < length; i++) to[target + i] = from[at + i]!;
}

function grown<A extends Uint32Array | Uint16Array | Uint8Array>(old: A, length: number): A {
  const next = new (old.constructor as new (length: number) => A)(length);
  next.set(old);
  return next;
}

/** An empty chunk, or one over what a snapshot held. */
export function createPlanes(from?: PlanesView): Planes {
  const slots = from?.size.length ?? 1024;
  let offset = from ? from.offset.slice() : new Uint32Array(slots);
  let size = from ? from.size.slice() : new Uint16Array(slots);
  let piece = new Uint8Array(slots);
  let pool = from ? grown(from.pool, from.pool.length + (from.pool.length >> 3)) : new Uint16Array(1 << 14);
  /** The first piece begins at 4, so that offset 0 means "no row". */
  let used = from?.pool.length ?? SMALLEST;
  const free: number[][] = Array.from({ length: DENSE_CLASS + 1 }, () => []);
  if (from) for (let i = 0; i < slots; i++) if (offset[i] !== 0) piece[i] = size[i] === DENSE ? DENSE_CLASS : classOf(size[i]!);

  const take = (kind: number): number => {
    const known = free[kind]!.pop();
    if (known !== undefined) return known;
    const at = used;
    used += SMALLEST << kind;
    if (used > pool.length) pool = grown(pool, Math.max(used, pool.length + (pool.length >> 1)));
    return at;
  };
  const widen = (update: number) => {
    const length = Math.max(update + 1, size.length + (size.length >> 1));
    offset = grown(offset, length);
    size = grown(size, length);
    piece = grown(piece, length);
  };
  const release = (update: number) => {
    free[piece[update]!]!.push(offset[update]!);
    offset[update] = 0;
    size[update] = 0;
  };

  const setBits = (at: number, place: number, state: CellState) => {
    const word = place >> 4;
    const bit = 1 << (place & 15);
    pool[at + word] = state & INSTALLED ? pool[at + word]! | bit : pool[at + word]! & ~bit;
    pool[at + 256 + word] = state & REQUIRED ? pool[at + 256 + word]! | bit : pool[at + 256 + word]! & ~bit;
  };
  const becomeDense = (update: number) => {
    const at = take(DENSE_CLASS);
    pool.fill(0, at, at + 512);
    const from = offset[update]!;
    for (let i = 0; i < size[update]!; i++) setBits(at, pool[from + i]! >> 2, (pool[from + i]! & 3) as CellState);
    release(update);
    offset[update] = at;
    size[update] = DENSE;
    piece[update] = DENSE_CLASS;
  };
  const makeRoom = (update: number, count: number) => {
    const kind = classOf(count);
    if (offset[update] !== 0 && piece[update]! >= kind) return;
    const at = take(kind);
    if (offset[update] !== 0) {
      pool.copyWithin(at, offset[update]!, offset[update]! + size[update]!);
      free[piece[update]!]!.push(offset[update]!);
    }
    offset[update] = at;
    piece[update] = kind;
  };

  const insert = (update: number, at: number, entry: number) => {
    const count = size[update]!;
    makeRoom(update, count + 1);
    const from = offset[update]!;
    for (let i = from + count; i > from + at; i--) pool[i] = pool[i - 1]!;
    pool[from + at] = entry;
    size[update] = count + 1;
  };
  const remove = (update: number, at: number) => {
    const count = size[update]!;
    const from = offset[update]!;
    pool.copyWithin(from + at, from + at + 1, from + count);
    size[update] = count - 1;
    if (count === 1) release(update);
  };

  const set = (update: number, place: number, state: CellState): CellState => {
    if (update >= size.length) widen(update);
    if (size[update] === DENSE) {
      const was = bitsAt(pool, offset[update]!, place);
      if (was !== state) setBits(offset[update]!, place, state);
      return was;
    }
    const count = size[update]!;
    const at = search(pool, offset[update]!, count, place);
    const entry = at < count ? pool[offset[update]! + at]! : 0;
    const was = at < count && entry >> 2 === place ? ((entry & 3) as CellState) : NOT_SET;
    if (was === state) return was;
    if (was !== NOT_SET && state !== NOT_SET) pool[offset[update]! + at] = (place << 2) | state;
    else if (state === NOT_SET) remove(update, at);
    else if (count === MOST_SPARSE) {
      becomeDense(update);
      setBits(offset[update]!, place, state);
    } else insert(update, at, (place << 2) | state);
    return was;
  };

  /** Entries `from`..`to` of `fresh` become places in order, of each the latest; how many there are then. */
  const inOrder = (fresh: Uint16Array, from: number, to: number): number => {
    for (let n = from + 1; n < to; n++) {
      const entry = fresh[n]!;
      let at = n;
      for (; at > from && fresh[at - 1]! >> 2 > entry >> 2; at--) fresh[at] = fresh[at - 1]!;
      fresh[at] = entry;
    }
    let kept = from;
    for (let n = from + 1; n < to; n++) {
      if (fresh[n]! >> 2 !== fresh[kept]! >> 2) kept++;
      fresh[kept] = fresh[n]!;
    }
    return kept + 1 - from;
  };
  /** Merges entries `from`..`to`, ordered and each setting a cell, into a sparse row; false when it would have too many. */
  const merge = (update: number, fresh: Uint16Array, from: number, to: number): boolean => {
    const count = size[update]!;
    let known = 0;
    for (let at = 0, n = from, row = offset[update]!; at < count && n < to; ) {
      const difference = (pool[row + at]! >> 2) - (fresh[n]! >> 2);
      if (difference === 0) known++;
      if (difference <= 0) at++;
      if (difference >= 0) n++;
    }
    const total = count + to - from - known;
    if (total > MOST_SPARSE) return false;
    makeRoom(update, total);
    const row = offset[update]!;
    // From the last to the first: what is there moves only to places behind it.
    for (let at = count - 1, n = to - 1, put = total - 1; n >= from; put--) {
      const difference = at < 0 ? -1 : (pool[row + at]! >> 2) - (fresh[n]! >> 2);
      pool[row + put] = difference > 0 ? pool[row + at]! : fresh[n]!;
      if (difference >= 0) at--;
      if (difference <= 0) n--;
    }
    size[update] = total;
    return true;
  };
  const setRow = (update: number, fresh: Uint16Array, from: number, end: number) => {
    if (update >= size.length) widen(update);
    if (size[update] !== DENSE && end - from > 1) {
      const to = from + inOrder(fresh, from, end);
      let all = true;
      for (let n = from; n < to; n++) if ((fresh[n]! & 3) === NOT_SET) all = false;
      if (all && merge(update, fresh, from, to)) return;
      for (let n = from; n < to; n++) set(update, fresh[n]! >> 2, (fresh[n]! & 3) as CellState);
    } else for (let n = from; n < end; n++) set(update, fresh[n]! >> 2, (fresh[n]! & 3) as CellState);
  };

  return {
    setAll: ({ updates, entries, count }) => {
      for (let from = 0, to = 0; from < count; from = to) {
        const update = updates[from]!;
        while (to < count && updates[to] === update) to++;
        setRow(update, entries, from, to);
      }
    },
    get offset() {
      return offset;
    },
    get size() {
      return size;
    },
    get pool() {
      return pool;
    },
    get: (update, place) => stateIn({ offset, size, pool }, update, place),
    set,
    clear: (place) => {
      for (let update = 0; update < size.length; update++) if (offset[update] !== 0) set(update, place, NOT_SET);
    },
    share: () => {
      // In the order of updates, without room to grow: who counts all of them reads memory from one end to the other.
      let units = SMALLEST;
      for (let update = 0; update < size.length; update++) units += even(lengthOf(size[update]!));
      const slotsNow = even(size.length);
      const memory = new SharedArrayBuffer(slotsNow * 6 + units * 2);
      const copy = {
        offset: new Uint32Array(memory, 0, size.length),
        size: new Uint16Array(memory, slotsNow * 4, size.length),
        pool: new Uint16Array(memory, slotsNow * 6, units),
        pairs: new Uint32Array(memory, slotsNow * 6, units / 2),
      };
      copy.size.set(size);
      let at = SMALLEST;
      for (let update = 0; update < size.length; update++) {
        const length = lengthOf(size[update]!);
        if (length === 0) continue;
        copy.offset[update] = at;
        copyUnits(pool, offset[update]!, copy.pool, at, length);
        at += even(length);
      }
      return copy;
    },
    used: () => used,
    bytes: () => offset.byteLength + size.byteLength + piece.byteLength + pool.byteLength,
  };
}
