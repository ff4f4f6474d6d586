import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, fixture, fixtureText, randomized } from '../test-support.ts';
import { CabError, readCabinet, writeCabinet } from './index.ts';
import { lzxCabinet, makeCallsAbsolute } from './test-support.ts';

const blobs = [...fixtureText('wsusss/13-GetUpdateData-bundle.response.xml').matchAll(/<XmlUpdateBlobCompressed>([^<]+)</g)].map((match) => Buffer.from(match[1]!, 'base64'));
const lzx = blobs[0]!;
const mini = fixture('wsusscn2-mini.cab');

function codeOf(bytes: Uint8Array, limit?: number): string {
  try {
    readCabinet(bytes, limit);
    return 'read';
  } catch (error) {
    return error instanceof CabError ? error.code : `not typed: ${String(error)}`;
  }
}

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = value;
  return copy;
}

describe('[SYNC-15] cabinets are read', () => {
  it('[SYNC-15] LZX: the captured blob, byte for byte', () => {
    expect(blobs).toHaveLength(1);
    const [blob] = readCabinet(lzx);
    expect(blob!.name).toBe('blob');
    expect(Buffer.from(blob!.data)).toEqual(Buffer.from(fixtureText('update-xml/a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe-r200.xml'), 'utf16le'));
  });

  it('[SYNC-15] a cabinet of cabinets, several files in a folder', () => {
    const outer = readCabinet(mini);
    expect(outer.map((file) => file.name)).toEqual(['index.xml', 'package.cab', 'package2.cab', 'package3.cab']);
    const inner = readCabinet(outer[2]!.data);
    expect(inner.map((file) => `${file.name} ${file.data.length}`)).toEqual([
      'c\\123456 816', 'c\\234567 13818', 'l\\en\\123456 795', 'l\\en\\234567 858', 'x\\000001 913', 'x\\000002 93', 'x\\123456 247', 'x\\234567 247',
    ]);
    expect(Buffer.from(outer[0]!.data).toString('utf8')).toContain('<CABLIST');
  });

  it('[SYNC-15] LZX: blocks of every type, every window, over several frames', () =>
    randomized(
      'lzx round trip',
      fc.property(
        fc.array(fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 3000 }), fc.record({ byte: fc.integer({ min: 0, max: 255 }), count: fc.integer({ min: 1, max: 20_000 }) })), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 15, max: 21 }),
        fc.array(fc.record({ type: fc.constantFrom('verbatim' as const, 'aligned' as const, 'uncompressed' as const), length: fc.integer({ min: 5000, max: 50_000 }) }), { minLength: 1, maxLength: 5 }),
        fc.option(fc.integer({ min: 1, max: 20_000_000 }), { nil: 0 }),
        (parts, windowBits, blocks, translationSize) => {
          const content = Buffer.concat(parts.map((part) => (part instanceof Uint8Array ? part : Buffer.alloc(part.count, part.byte))));
          const [file] = readCabinet(lzxCabinet(content, { windowBits, blocks, translationSize }));
          expect(Buffer.compare(file!.data, content)).toBe(0);
        },
      ),
      5,
    ));

  it('[SYNC-15] LZX: call instructions are translated back exactly', () => {
    const program = Buffer.alloc(70_000);
    for (let at = 0; at + 5 <= program.length; at += 7) {
      program[at] = 0xe8;
      program.writeInt32LE((at * 37) % 90_000 - at, at + 1);
    }
    const translated = makeCallsAbsolute(program, 60_000);
    expect(Buffer.compare(translated, program)).not.toBe(0);
    const blocks = [{ type: 'uncompressed' as const, length: 100_000 }];
    expect(Buffer.compare(readCabinet(lzxCabinet(program, { windowBits: 17, blocks, translationSize: 60_000 }))[0]!.data, program)).toBe(0);
  });

  it('[SYNC-15] stored and MSZIP: what was written', () =>
    randomized(
      'cabinet round trip',
      fc.property(
        fc.array(fc.record({ name: fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom('a', 'B', '\\', '.', 'ü', '日') }), data: fc.uint8Array({ maxLength: 50_000, size: 'max' }) }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('mszip' as const, 'stored' as const),
        (files, compression) => {
          const read = readCabinet(writeCabinet(files, compression));
          expect(read.map((file) => file.name)).toEqual(files.map((file) => file.name));
          read.forEach((file, index) => expect(Buffer.compare(file.data, files[index]!.data)).toBe(0));
        },
      ),
    ));

  it('[SYNC-15] MSZIP uses what stands before as its dictionary', () => {
    const noise = Buffer.from(Array.from({ length: 30_000 }, (_, index) => (index * index * 7919 + (index >> 3)) & 255));
    const files = [{ name: 'twice', data: Buffer.concat([noise, noise, noise]) }];
    expect(writeCabinet(files).length).toBeLessThan(writeCabinet([{ name: 'once', data: noise }]).length * 2);
    expect(Buffer.compare(readCabinet(writeCabinet(files))[0]!.data, files[0]!.data)).toBe(0);
  });
});

describe('[SYNC-15] bad cabinets end in a CabError with a code', () => {
  const stored = writeCabinet([{ name: 'a', data: Buffer.from('hello') }], 'stored');

  it('[SYNC-15] names what is wrong', () => {
    expect(codeOf(Buffer.from('no cabinet at all, but longer than its header'))).toBe('NotACabinet');
    expect(codeOf(stored.subarray(0, 20))).toBe('NotACabinet');
    expect(codeOf(stored.subarray(0, -1))).toBe('Truncated');
    expect(codeOf(changed(stored, 25, 9))).toBe('Unsupported');
    expect(codeOf(changed(stored, 30, 1))).toBe('Unsupported');
    expect(codeOf(changed(stored, stored.length - 1, 0))).toBe('BadChecksum');
    expect(codeOf(changed(stored, 44, 6))).toBe('BadSize');
    expect(codeOf(changed(stored, 42, 4))).toBe('Unsupported');
    expect(codeOf(changed(stored, 52, 7))).toBe('BadHeader');
    expect(codeOf(changed(lzx, 43, 30))).toBe('Unsupported');
    expect(codeOf(changed(lzx, lzx.length - 1, lzx.at(-1)! ^ 1))).toBe('BadChecksum');
  });

  it('[SYNC-15] a small cabinet cannot fill the memory', () => {
    const bomb = writeCabinet([{ name: 'zeros', data: Buffer.alloc(4_000_000) }]);
    expect(bomb.length).toBeLessThan(40_000);
    expect(codeOf(bomb, 3_999_999)).toBe('TooLarge');
    expect(codeOf(bomb, 4_000_000)).toBe('read');
  });

  it('[SYNC-15] damaged ones never hang and never throw anything else', () => {
    const mszip = writeCabinet([{ name: 'x', data: fixture('update-xml/6964aab4-c5b5-43bd-a17d-ffb4346a8e1d-r100.xml') }]);
    const originals = [lzx, mini, mszip, stored, ...readCabinet(mini).filter((file) => file.name.endsWith('.cab')).map((file) => file.data)];
    return randomized(
      'damaged cabinets',
      fc.property(damaged([...originals, ...originals.map(withoutChecksums)]), (bytes) => {
        const start = performance.now();
        expect(codeOf(bytes)).not.toMatch(/^not typed/);
        expect(performance.now() - start).toBeLessThan(2000);
      }),
    );
  });
});

/** Without checksums damage reaches the decoders. */
function withoutChecksums(cabinet: Uint8Array): Uint8Array {
  const bytes = Buffer.from(cabinet);
  let at = bytes.readUInt32LE(36);
  for (let block = bytes.readUInt16LE(40); block > 0; block--) {
    bytes.writeUInt32LE(0, at);
    at += 8 + bytes.readUInt16LE(at + 4);
  }
  return bytes;
}
