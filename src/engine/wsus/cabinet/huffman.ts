import { CabError } from './cab-error.ts';

/** Codes up to this length are looked up at once, longer ones (up to 16 bits) found by their first code. */
const tableBits = 10;
const longest = 16;

/**
 * A canonical Huffman code made for decoding, kept and refilled for every block.
 * `table[next 10 bits]` is (symbol << 4 | length) or 0 for a longer code.
 */
export interface HuffmanCode {
  readonly table: Uint16Array;
  /** Symbols in code order. */
  readonly sorted: Uint16Array;
  /** By length: first code, number of codes, place of the first in `sorted`. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly offset: Int32Array;
  /** No symbol has a code: legal as long as nothing is decoded with it. */
  empty: boolean;
}

export function createHuffmanCode(symbols: number): HuffmanCode {
  return {
    table: new Uint16Array(1 << tableBits),
    sorted: new Uint16Array(symbols),
    first: new Int32Array(longest + 1),
    count: new Int32Array(longest + 1),
    offset: new Int32Array(longest + 1),
    empty: true,
  };
}

/** Fills the code from the lengths of `symbols` symbols. @throws CabError BadTree unless the code is exactly complete, or empty. */
export function fillHuffmanCode(code: HuffmanCode, lengths: Uint8Array, symbols: number): void {
  const { table, sorted, first, count, offset } = code;
  count.fill(0);
  for (let symbol = 0; symbol < symbols; symbol++) count[lengths[symbol]!]!++;
  code.empty = count[0] === symbols;
  count[0] = 0;
  table.fill(0);
  let next = 0;
  let place = 0;
  for (let length = 1; length <= longest; length++) {
    next <<= 1;
    first[length] = next;
    offset[length] = place;
    next += count[length]!;
    place += count[length]!;
    if (next > 1 << length) throw new CabError('BadTree', 'A code table of the compressed data names more codes than there can be.');
  }
  if (!code.empty && next !== 1 << longest) throw new CabError('BadTree', 'A code table of the compressed data is not complete.');
  const at = offset.slice();
  for (let symbol = 0; symbol < symbols; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    const index = at[length]!++;
    sorted[index] = symbol;
    if (length > tableBits) continue;
    const start = (first[length]! + index - offset[length]!) << (tableBits - length);
    table.fill((symbol << 4) | length, start, start + (1 << (tableBits - length)));
  }
}

/** Bits of LZX: 16-bit little-endian words, most significant bit first. */
export interface BitReader {
  /** @param bits 0 … 17 */
  get(bits: number): number;
  decode(code: HuffmanCode): number;
  /** Skips to the next word boundary: nothing when at one. */
  align(): void;
  /** Skips 1 … 16 bits to a word boundary: a whole word when at one. */
  skipToWord(): void;
  /** The byte after the words taken so far. Only at a word boundary. */
  position(): number;
  /** Goes on at a byte position. */
  seek(position: number): void;
}

/** @throws CabError Truncated when more is read than there is (a little reading ahead is part of the format). */
export function createBitReader(bytes: Uint8Array): BitReader {
  let at = 0;
  let buffer = 0;
  let available = 0;

  const need = (bits: number): void => {
    while (available < bits) {
      if (at > bytes.length + 2) throw new CabError('Truncated', 'The compressed data ends too early.');
      // Beyond the end there are zeros: a decoder may look at more bits than the last code has.
      buffer = (buffer << 16) | ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
      at += 2;
      available += 16;
    }
  };
  const get = (bits: number): number => {
    if (bits > 16) return (get(bits - 16) << 16) | get(16);
    need(bits);
    available -= bits;
    return (buffer >>> available) & ((1 << bits) - 1);
  };
  return {
    get,
    decode(code) {
      need(longest);
      const bits = (buffer >>> (available - longest)) & 0xffff;
      const entry = code.table[bits >>> (longest - tableBits)]!;
      if (entry !== 0) {
        available -= entry & 15;
        return entry >>> 4;
      }
      const length = longLength(code, bits);
      available -= length;
      return code.sorted[code.offset[length]! + (bits >>> (longest - length)) - code.first[length]!]!;
    },
    align() {
      // What is more than a word was only read ahead; what is less belongs to the word begun.
      available -= available & 15;
    },
    skipToWord() {
      get((available & 15) || 16);
    },
    position: () => at - (available >>> 3),
    seek(position) {
      at = position;
      buffer = 0;
      available = 0;
    },
  };
}

/** Length of the code the 16 bits start with, when it is not in the table. */
function longLength(code: HuffmanCode, bits: number): number {
  if (code.empty) throw new CabError('BadData', 'The compressed data uses a code table without codes.');
  for (let length = tableBits + 1; length <= longest; length++) {
    if ((bits >>> (longest - length)) - code.first[length]! < code.count[length]!) return length;
  }
  throw new CabError('BadData', 'The compressed data holds a code that is in no table.');
}
