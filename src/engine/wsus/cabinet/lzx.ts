import { CabError } from './cab-error.ts';
import { createBitReader, createHuffmanCode, fillHuffmanCode, type BitReader, type HuffmanCode } from './huffman.ts';
import { blockSize } from './format.ts';

const pretreeSymbols = 20;
const lengthSymbols = 249;
const literals = 256;
const minimumMatch = 2;
/** Call translation stops after this many frames (1 GB). */
const translatedFrames = 32768;
const positionSlots: Readonly<Record<number, number>> = { 15: 30, 16: 32, 17: 34, 18: 36, 19: 38, 20: 42, 21: 50 };

const extraBits = Uint8Array.from({ length: 51 }, (_, slot) => (slot < 4 ? 0 : Math.min((slot >> 1) - 1, 17)));
const basePosition = new Int32Array(51);
for (let slot = 1; slot < 51; slot++) basePosition[slot] = basePosition[slot - 1]! + (1 << extraBits[slot - 1]!);

interface LzxState {
  readonly bits: BitReader;
  readonly input: Uint8Array;
  readonly output: Uint8Array;
  readonly windowSize: number;
  readonly mainLengths: Uint8Array;
  readonly lengthLengths: Uint8Array;
  readonly main: HuffmanCode;
  readonly length: HuffmanCode;
  readonly aligned: HuffmanCode;
  readonly pretree: HuffmanCode;
  written: number;
  blockType: number;
  blockLeft: number;
  /** An uncompressed block of odd length is followed by a byte of padding. */
  padding: boolean;
  r0: number;
  r1: number;
  r2: number;
}

/**
 * Decodes the LZX data of one cabinet folder.
 * @param input all data blocks of the folder, joined
 * @param size bytes it must decode to
 * @param windowBits 15 … 21
 * @throws CabError
 */
export function decodeLzx(input: Uint8Array, size: number, windowBits: number): Uint8Array {
  const slots = positionSlots[windowBits];
  if (slots === undefined) throw new CabError('Unsupported', `An LZX window of 2^${windowBits} bytes does not exist.`);
  const mainSymbols = literals + 8 * slots;
  const state: LzxState = {
    bits: createBitReader(input), input, output: new Uint8Array(size), windowSize: 1 << windowBits,
    mainLengths: new Uint8Array(mainSymbols), lengthLengths: new Uint8Array(lengthSymbols),
    main: createHuffmanCode(mainSymbols), length: createHuffmanCode(lengthSymbols), aligned: createHuffmanCode(8), pretree: createHuffmanCode(pretreeSymbols),
    written: 0, blockType: 0, blockLeft: 0, padding: false, r0: 1, r1: 1, r2: 1,
  };
  if (size === 0) return state.output;
  const translationSize = state.bits.get(1) === 1 ? (state.bits.get(16) << 16) | state.bits.get(16) : 0;
  while (state.written < size) {
    const frameEnd = Math.min(state.written + blockSize, size);
    while (state.written < frameEnd) decodePart(state, frameEnd);
    state.bits.align();
  }
  return translationSize === 0 ? state.output : undoCallTranslation(state.output, translationSize);
}

/** Goes on with the current block, or the next one, up to `end`. */
function decodePart(state: LzxState, end: number): void {
  if (state.blockLeft === 0) readBlockHeader(state);
  const partEnd = Math.min(end, state.written + state.blockLeft);
  const start = state.written;
  if (state.blockType === 3) copyUncompressed(state, partEnd);
  else decodeMatches(state, partEnd, end);
  state.blockLeft -= state.written - start;
}

function readBlockHeader(state: LzxState): void {
  const { bits } = state;
  if (state.padding) {
    bits.seek(bits.position() + 1);
    state.padding = false;
  }
  state.blockType = bits.get(3);
  state.blockLeft = (bits.get(16) << 8) | bits.get(8);
  if (state.blockLeft === 0) throw new CabError('BadData', 'A compressed block is empty.');
  if (state.blockType === 3) return startUncompressed(state);
  if (state.blockType !== 1 && state.blockType !== 2) throw new CabError('BadData', `There is no compressed block of type ${state.blockType}.`);
  if (state.blockType === 2) {
    const lengths = new Uint8Array(8);
    for (let symbol = 0; symbol < 8; symbol++) lengths[symbol] = bits.get(3);
    fillHuffmanCode(state.aligned, lengths, 8);
  }
  readLengths(state, state.mainLengths, 0, literals);
  readLengths(state, state.mainLengths, literals, state.mainLengths.length);
  fillHuffmanCode(state.main, state.mainLengths, state.mainLengths.length);
  readLengths(state, state.lengthLengths, 0, lengthSymbols);
  fillHuffmanCode(state.length, state.lengthLengths, lengthSymbols);
}

/** The lengths are told as differences from those of the block before, in runs, coded by a small tree of their own. */
function readLengths({ bits, pretree }: LzxState, lengths: Uint8Array, from: number, to: number): void {
  const pretreeLengths = new Uint8Array(pretreeSymbols);
  for (let symbol = 0; symbol < pretreeSymbols; symbol++) pretreeLengths[symbol] = bits.get(4);
  fillHuffmanCode(pretree, pretreeLengths, pretreeSymbols);
  const difference = (at: number, code: number): number => {
    if (code > 16) throw new CabError('BadTree', 'A code table of the compressed data is described wrongly.');
    return (lengths[at]! - code + 17) % 17;
  };
  for (let at = from; at < to; ) {
    const code = bits.decode(pretree);
    if (code < 17) {
      lengths[at] = difference(at, code);
      at++;
      continue;
    }
    const run = code === 17 ? bits.get(4) + 4 : code === 18 ? bits.get(5) + 20 : bits.get(1) + 4;
    const value = code === 19 ? difference(at, bits.decode(pretree)) : 0;
    if (at + run > to) throw new CabError('BadTree', 'A code table of the compressed data is too long.');
    lengths.fill(value, at, at + run);
    at += run;
  }
}

function startUncompressed(state: LzxState): void {
  const { bits, input } = state;
  bits.skipToWord();
  const header = bits.position();
  if (header + 12 > input.length) throw new CabError('Truncated', 'The compressed data ends too early.');
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  state.r0 = view.getInt32(header, true);
  state.r1 = view.getInt32(header + 4, true);
  state.r2 = view.getInt32(header + 8, true);
  if (state.r0 <= 0 || state.r1 <= 0 || state.r2 <= 0) throw new CabError('BadData', 'An uncompressed block names an impossible distance.');
  state.padding = (state.blockLeft & 1) === 1;
  bits.seek(header + 12);
}

function copyUncompressed(state: LzxState, end: number): void {
  const from = state.bits.position();
  const count = end - state.written;
  if (from + count > state.input.length) throw new CabError('Truncated', 'The compressed data ends too early.');
  state.output.set(state.input.subarray(from, from + count), state.written);
  state.written = end;
  state.bits.seek(from + count);
}

/** @param end of this part of the block; a match may not cross it, nor the frame's end. */
function decodeMatches(state: LzxState, end: number, frameEnd: number): void {
  const { bits, output, main, length: lengthCode, windowSize } = state;
  let { written } = state;
  while (written < end) {
    const symbol = bits.decode(main);
    if (symbol < literals) {
      output[written++] = symbol;
      continue;
    }
    let length = (symbol - literals) & 7;
    if (length === 7) length += bits.decode(lengthCode);
    length += minimumMatch;
    const distance = matchDistance(state, (symbol - literals) >> 3);
    if (distance > written || distance > windowSize) throw new CabError('BadData', 'The compressed data refers to what is not there.');
    if (written + length > end) throw new CabError('BadData', frameEnd === end ? 'A match crosses the end of its frame.' : 'A match crosses the end of its block.');
    if (distance >= length) output.copyWithin(written, written - distance, written - distance + length);
    else for (let at = 0; at < length; at++) output[written + at] = output[written + at - distance]!;
    written += length;
  }
  state.written = written;
}

function matchDistance(state: LzxState, slot: number): number {
  if (slot === 0) return state.r0;
  let distance: number;
  if (slot === 1) {
    distance = state.r1;
    state.r1 = state.r0;
  } else if (slot === 2) {
    distance = state.r2;
    state.r2 = state.r0;
  } else {
    const extra = extraBits[slot]!;
    const { bits } = state;
    const offset = state.blockType === 2 && extra >= 3 ? (bits.get(extra - 3) << 3) | bits.decode(state.aligned) : bits.get(extra);
    distance = basePosition[slot]! + offset - 2;
    state.r2 = state.r1;
    state.r1 = state.r0;
  }
  state.r0 = distance;
  return distance;
}

/** Call instructions (0xE8) of programs were made absolute before compression; here they become relative again. */
function undoCallTranslation(decoded: Uint8Array, fileSize: number): Uint8Array {
  const view = new DataView(decoded.buffer, decoded.byteOffset, decoded.byteLength);
  const translated = Math.min(decoded.length, translatedFrames * blockSize);
  for (let start = 0; start < translated; start += blockSize) {
    // The last ten bytes of a frame were never translated.
    const frame = decoded.subarray(start, Math.max(start, Math.min(start + blockSize, decoded.length) - 10));
    for (let at = frame.indexOf(0xe8); at >= 0; at = frame.indexOf(0xe8, at + 5)) {
      const position = start + at;
      const absolute = view.getInt32(position + 1, true);
      if (absolute >= -position && absolute < fileSize) view.setInt32(position + 1, absolute >= 0 ? absolute - position : absolute + fileSize, true);
    }
  }
  return decoded;
}
