import { checksum } from './format.ts';

/**
 * An LZX encoder made for tests: plain codes of fixed shape, matches only of runs, but every kind of block, over frame
 * boundaries, with and without call translation. It is written from the format's description, not from the decoder.
 */
export interface LzxShape {
  readonly windowBits: number;
  /** Taken in turn until the content is used up. */
  readonly blocks: readonly { readonly type: 'verbatim' | 'aligned' | 'uncompressed'; readonly length: number }[];
  /** 0: none. */
  readonly translationSize: number;
}

const slots: Readonly<Record<number, number>> = { 15: 30, 16: 32, 17: 34, 18: 36, 19: 38, 20: 42, 21: 50 };
const frame = 32768;

export function lzxCabinet(content: Buffer, shape: LzxShape): Buffer {
  const frames = encode(shape.translationSize > 0 ? makeCallsAbsolute(content, shape.translationSize) : content, shape);
  const blocks = frames.map((data, index) => {
    const block = Buffer.alloc(8 + data.length);
    block.writeUInt16LE(data.length, 4);
    block.writeUInt16LE(Math.min(frame, content.length - index * frame), 6);
    data.copy(block, 8);
    block.writeUInt32LE(checksum(block.subarray(4, 8), checksum(data)), 0);
    return block;
  });
  const head = Buffer.alloc(36 + 8 + 18);
  head.write('MSCF', 'latin1');
  head.writeUInt32LE(head.length + blocks.reduce((sum, block) => sum + block.length, 0), 8);
  head.writeUInt32LE(44, 16);
  head.set([3, 1, 1, 0, 1, 0], 24);
  head.writeUInt32LE(head.length, 36);
  head.writeUInt16LE(blocks.length, 40);
  head.writeUInt16LE((shape.windowBits << 8) | 3, 42);
  head.writeUInt32LE(content.length, 44);
  head.write('x', 60, 'latin1');
  return Buffer.concat([head, ...blocks]);
}

/** Relative calls become absolute, frame by frame, as the format's description says an encoder does it. */
export function makeCallsAbsolute(content: Buffer, fileSize: number): Buffer {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += frame) {
    const end = Math.min(start + frame, bytes.length);
    for (let at = start; at < end - 10; at++) {
      if (bytes[at] !== 0xe8) continue;
      const relative = bytes.readInt32LE(at + 1);
      if (relative >= -at && relative < fileSize - at) bytes.writeInt32LE(at + relative, at + 1);
      else if (relative >= fileSize - at && relative < fileSize) bytes.writeInt32LE(relative - fileSize, at + 1);
      at += 4;
    }
  }
  return bytes;
}

interface BitWriter {
  put(value: number, bits: number): void;
  /** To the word boundary. */
  align(): void;
  /** 1 … 16 bits of padding. */
  alignAlways(): void;
  raw(bytes: Uint8Array): void;
  take(): Buffer;
}

function createBitWriter(): BitWriter {
  let bytes: number[] = [];
  let word = 0;
  let used = 0;
  const put = (value: number, bits: number): void => {
    for (let bit = bits - 1; bit >= 0; bit--) {
      word = (word << 1) | ((value >>> bit) & 1);
      if (++used < 16) continue;
      bytes.push(word & 255, word >> 8);
      word = 0;
      used = 0;
    }
  };
  return {
    put,
    align: () => put(0, (16 - used) % 16),
    alignAlways: () => put(0, 16 - used),
    raw: (more) => {
      for (const byte of more) bytes.push(byte);
    },
    take() {
      const taken = Buffer.from(bytes);
      bytes = [];
      return taken;
    },
  };
}

/** Main code: literals 9 bits, the eight symbols of slot 0 … of every slot 10 and more, made complete by the rest at 16 or less. */
function mainLengths(symbols: number): number[] {
  // 256 × 2^-9 is one half; the other half is shared by the match symbols, some one bit shorter than others.
  const matches = symbols - 256;
  const long = Math.ceil(Math.log2(matches)) + 1;
  const short = (1 << (long - 1)) - matches;
  return Array.from({ length: symbols }, (_, symbol) => (symbol < 256 ? 9 : symbol - 256 < short ? long - 1 : long));
}

/** 249 symbols: seven of 7 bits, the others 8: complete. */
const lengthLengths = Array.from({ length: 249 }, (_, symbol) => (symbol < 7 ? 7 : 8));
const alignedLengths = Array.from({ length: 8 }, () => 3);

function codesOf(lengths: readonly number[]): number[] {
  const codes: number[] = [];
  let next = 0;
  for (let length = 1; length <= 16; length++) {
    next <<= 1;
    lengths.forEach((one, symbol) => {
      if (one === length) codes[symbol] = next++;
    });
  }
  return codes;
}

/** Tells lengths with a pretree of sixteen 4-bit codes for the differences 0 … 15 (16 never arises here). */
function putLengths(writer: BitWriter, lengths: readonly number[], before: number[], from: number, to: number): void {
  for (let symbol = 0; symbol < 20; symbol++) writer.put(symbol < 16 ? 4 : 0, 4);
  for (let at = from; at < to; at++) {
    writer.put((before[at]! - lengths[at]! + 17) % 17, 4);
    before[at] = lengths[at]!;
  }
}

function encode(content: Buffer, { windowBits, blocks, translationSize }: LzxShape): Buffer[] {
  const symbols = 256 + 8 * slots[windowBits]!;
  const main = mainLengths(symbols);
  const mainCodes = codesOf(main);
  const lengthCodes = codesOf(lengthLengths);
  const mainBefore = main.map(() => 0);
  const lengthBefore = lengthLengths.map(() => 0);
  const writer = createBitWriter();
  const frames: Buffer[] = [];
  let at = 0;
  let recent = [1, 1, 1];
  const endFrame = (): void => {
    if (at % frame !== 0 && at !== content.length) return;
    frames.push(writer.take());
  };
  if (translationSize > 0) {
    writer.put(1, 1);
    writer.put(translationSize >>> 16, 16);
    writer.put(translationSize & 0xffff, 16);
  } else writer.put(0, 1);
  const putMatch = (slot: number, length: number): void => {
    const header = Math.min(length - 2, 7);
    writer.put(mainCodes[256 + slot * 8 + header]!, main[256 + slot * 8 + header]!);
    if (header === 7) writer.put(lengthCodes[length - 9]!, lengthLengths[length - 9]!);
  };

  for (let turn = 0; at < content.length; turn++) {
    const { type, length } = blocks[turn % blocks.length]!;
    const end = Math.min(at + length, content.length);
    writer.put({ verbatim: 1, aligned: 2, uncompressed: 3 }[type], 3);
    writer.put(end - at, 24);
    if (type === 'uncompressed') {
      writer.alignAlways();
      const header = Buffer.alloc(12);
      recent.forEach((distance, index) => header.writeInt32LE(distance, index * 4));
      writer.raw(header);
      const odd = (end - at) % 2 === 1;
      while (at < end) {
        const part = Math.min(end, (Math.floor(at / frame) + 1) * frame);
        writer.raw(content.subarray(at, part));
        at = part;
        if (at === end && odd) writer.raw([0] as unknown as Uint8Array);
        endFrame();
      }
      continue;
    }
    if (type === 'aligned') for (const one of alignedLengths) writer.put(one, 3);
    putLengths(writer, main, mainBefore, 0, 256);
    putLengths(writer, main, mainBefore, 256, symbols);
    putLengths(writer, lengthLengths, lengthBefore, 0, 249);
    while (at < end) {
      const limit = Math.min(end, (Math.floor(at / frame) + 1) * frame, at + 257);
      let run = 0;
      if (at >= 20) while (at + run < limit && content[at + run] === content[at + run - 20]) run++;
      if (run >= 2 && recent[0] === 20) putMatch(0, run);
      else if (run >= 2 && recent[1] === 20) {
        putMatch(1, run);
        recent = [recent[1]!, recent[0]!, recent[2]!];
      } else if (run >= 2) {
        // Distance 20 is formatted offset 22: slot 8 starts at 16 and has three extra bits.
        putMatch(8, run);
        if (type === 'aligned') writer.put(codesOf(alignedLengths)[6]!, 3);
        else writer.put(6, 3);
        recent = [20, recent[0]!, recent[1]!];
      } else {
        run = 1;
        writer.put(mainCodes[content[at]!]!, 9);
      }
      at += run;
      if (at % frame === 0 || at === content.length) writer.align();
      endFrame();
    }
  }
  return frames;
}
