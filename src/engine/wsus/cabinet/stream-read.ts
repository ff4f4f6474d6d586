import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { CabError } from './cab-error.ts';
import { blockSize, checksum, dataLength, methodLzx, methodMszip, methodStored } from './format.ts';
import { readHeader, type Folder } from './header.ts';
import { decodeLzx } from './lzx.ts';
import { decodeMszipBlock } from './mszip.ts';

/** Where a folder ends: 65,535 blocks of 32 KB. A cabinet that claims more cannot be read by anyone. */
const folderLimit = 2 * 1024 ** 3;
/** Bytes before the data of a cabinet at most. */
const headLimit = 1024 * 1024;
/** An LZX folder is decoded whole; MSZIP and stored ones are not. */
const lzxLimit = 256 * 1024 * 1024;

/** A cabinet on disk, read in pieces. */
export interface OpenCabinet {
  readonly files: readonly { readonly name: string; readonly size: number }[];
  /**
   * The content of a file in pieces of up to 32 KB, each valid until the next is asked for. A piece is empty while the
   * reader is still before the file, so that the caller can give its thread back.
   * @throws CabError, also when there is no such file
   */
  read(name: string): Generator<Uint8Array, void, undefined>;
  close(): void;
}

/** Opens a cabinet (stored, MSZIP, LZX; one volume). @throws CabError, and what the file system says */
export function openCabinet(file: string): OpenCabinet {
  const fd = openSync(file, 'r');
  try {
    const length = fstatSync(fd).size;
    if (length > folderLimit) throw new CabError('TooLarge', 'The cabinet is larger than 2 GiB, where a cabinet folder ends. Such a catalog is exported in several parts.');
    const head = Buffer.alloc(Math.min(length, headLimit));
    readSync(fd, head, 0, head.length, 0);
    const { folders, files, dataReserve } = readHeader(head, length);
    for (const one of files) {
      if (one.offset + one.size > folderLimit) throw new CabError('TooLarge', `"${one.name}" reaches beyond 2 GiB, where a cabinet folder ends. Such a catalog is exported in several parts.`);
    }
    return {
      files,
      *read(name) {
        const entry = files.find((one) => one.name === name);
        const folder = entry && folders[entry.folder];
        if (!folder) throw new CabError('BadName', `The cabinet holds no "${name}".`);
        const end = entry.offset + entry.size;
        let at = 0;
        for (const piece of folderPieces(fd, folder, dataReserve)) {
          yield piece.subarray(Math.max(0, Math.min(entry.offset - at, piece.length)), Math.max(0, Math.min(end - at, piece.length)));
          at += piece.length;
          if (at >= end) return;
        }
        if (at < end) throw new CabError('BadSize', `The file "${name}" reaches beyond the end of its folder.`);
      },
      close: () => closeSync(fd),
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function* folderPieces(fd: number, folder: Folder, reserve: number): Generator<Uint8Array, void, undefined> {
  if (folder.method === methodLzx) return yield* lzxPieces(fd, folder, reserve);
  if (folder.method !== methodMszip && folder.method !== methodStored) throw new CabError('Unsupported', `Compression method ${folder.method} is not known.`);
  // The block before stays in the first half: it is the dictionary of the next.
  const window = new Uint8Array(2 * blockSize);
  let start = 0;
  for (const { data, size } of blocksOf(fd, folder, reserve)) {
    if (folder.method === methodMszip) decodeMszipBlock(data, window, start, size);
    else if (data.length !== size) throw new CabError('BadSize', 'A stored data block has two different sizes.');
    else window.set(data, start);
    yield window.subarray(start, start + size);
    if (start > 0) window.copyWithin(0, blockSize);
    start = blockSize;
  }
}

function* lzxPieces(fd: number, folder: Folder, reserve: number): Generator<Uint8Array, void, undefined> {
  if (folder.blocks * blockSize > lzxLimit) throw new CabError('TooLarge', `An LZX folder of more than ${lzxLimit} bytes is not read.`);
  const blocks = [...blocksOf(fd, folder, reserve)];
  yield decodeLzx(Buffer.concat(blocks.map(({ data }) => data)), blocks.reduce((sum, { size }) => sum + size, 0), folder.windowBits);
}

function* blocksOf(fd: number, folder: Folder, reserve: number): Generator<{ data: Uint8Array; size: number }, void, undefined> {
  let at = folder.dataAt;
  for (let index = 0; index < folder.blocks; index++) {
    const head = readExactly(fd, at, dataLength + reserve);
    const size = head.readUInt16LE(6);
    const isLast = index === folder.blocks - 1;
    if (size === 0 || size > blockSize || (!isLast && size !== blockSize)) throw new CabError('BadSize', `A data block of the cabinet says it holds ${size} bytes.`);
    const data = readExactly(fd, at + head.length, head.readUInt16LE(4));
    const expected = head.readUInt32LE(0);
    if (expected !== 0 && checksum(head.subarray(4), checksum(data)) !== expected) throw new CabError('BadChecksum', 'The checksum of a data block of the cabinet is wrong.');
    yield { data, size };
    at += head.length + data.length;
  }
}

function readExactly(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  if (readSync(fd, bytes, 0, length, at) !== length) throw new CabError('Truncated', 'The cabinet ends too early.');
  return bytes;
}
