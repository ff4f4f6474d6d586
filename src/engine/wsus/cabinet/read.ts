import { CabError } from './cab-error.ts';
import {
  attributeUtf8, blockSize, checksum, dataLength, fileLength, flagNext, flagPrevious, flagReserve, folderLength, headerLength, methodLzx, methodMszip,
  methodStored, signature, versionMajor,
} from './format.ts';
import { decodeLzx } from './lzx.ts';
import { decodeMszipBlock } from './mszip.ts';

export interface CabinetFile {
  readonly name: string;
  readonly data: Uint8Array;
}

interface Folder {
  readonly dataAt: number;
  readonly blocks: number;
  readonly method: number;
  readonly windowBits: number;
}

interface FileEntry {
  readonly name: string;
  readonly size: number;
  readonly offset: number;
  readonly folder: number;
}

interface Header {
  readonly folders: readonly Folder[];
  readonly files: readonly FileEntry[];
  readonly dataReserve: number;
}

interface Block {
  readonly data: Uint8Array;
  readonly size: number;
}

/**
 * Reads a whole cabinet (MS-CAB 1.x; stored, MSZIP, LZX; one volume).
 * @param limit bytes all folders together may decode to, so that a small cabinet cannot fill the memory
 * @throws CabError, and nothing else, whatever the bytes are
 */
export function readCabinet(bytes: Uint8Array, limit = 256 * 1024 * 1024): CabinetFile[] {
  const { folders, files, dataReserve } = readHeader(bytes);
  let left = limit;
  const contents = folders.map((folder) => {
    const blocks = readBlocks(bytes, folder, dataReserve);
    const size = blocks.reduce((sum, block) => sum + block.size, 0);
    if (size > left) throw new CabError('TooLarge', `The cabinet holds more than ${limit} bytes.`);
    left -= size;
    return decodeFolder(folder, blocks, size);
  });
  return files.map(({ name, size, offset, folder }) => {
    const content = contents[folder];
    if (!content) throw new CabError('BadHeader', `The file "${name}" is in a folder that does not exist.`);
    if (offset + size > content.length) throw new CabError('BadSize', `The file "${name}" reaches beyond the end of its folder.`);
    return { name, data: content.subarray(offset, offset + size) };
  });
}

function readHeader(bytes: Uint8Array): Header {
  const view = viewOf(bytes);
  if (bytes.length < headerLength || view.getUint32(0, true) !== signature) throw new CabError('NotACabinet', 'The data is no cabinet.');
  if (view.getUint8(25) !== versionMajor) throw new CabError('Unsupported', `Cabinets of version ${view.getUint8(25)} are not known.`);
  if (view.getUint32(8, true) > bytes.length) throw new CabError('Truncated', 'The cabinet is shorter than its header says.');
  const flags = view.getUint16(30, true);
  if (flags & (flagPrevious | flagNext)) throw new CabError('Unsupported', 'The cabinet is a part of a set.');
  let at = headerLength;
  let folderReserve = 0;
  let dataReserve = 0;
  if (flags & flagReserve) {
    need(bytes, at, 4);
    folderReserve = view.getUint8(at + 2);
    dataReserve = view.getUint8(at + 3);
    at += 4 + view.getUint16(at, true);
  }
  const folders: Folder[] = [];
  for (let left = view.getUint16(26, true); left > 0; left--) {
    need(bytes, at, folderLength + folderReserve);
    const type = view.getUint16(at + 6, true);
    folders.push({ dataAt: view.getUint32(at, true), blocks: view.getUint16(at + 4, true), method: type & 15, windowBits: (type >> 8) & 31 });
    at += folderLength + folderReserve;
  }
  return { folders, files: readFileEntries(bytes, view.getUint32(16, true), view.getUint16(28, true)), dataReserve };
}

function readFileEntries(bytes: Uint8Array, start: number, count: number): FileEntry[] {
  const view = viewOf(bytes);
  const files: FileEntry[] = [];
  let at = start;
  for (let left = count; left > 0; left--) {
    need(bytes, at, fileLength);
    const nameAt = at + fileLength;
    const nameEnd = bytes.subarray(nameAt, nameAt + 257).indexOf(0);
    if (nameEnd <= 0) throw new CabError('BadName', 'A file of the cabinet has no name, or too long a one.');
    const isUtf8 = (view.getUint16(at + 14, true) & attributeUtf8) !== 0;
    files.push({
      name: Buffer.from(bytes.buffer, bytes.byteOffset + nameAt, nameEnd).toString(isUtf8 ? 'utf8' : 'latin1'),
      size: view.getUint32(at, true),
      offset: view.getUint32(at + 4, true),
      folder: view.getUint16(at + 8, true),
    });
    at = nameAt + nameEnd + 1;
  }
  return files;
}

function readBlocks(bytes: Uint8Array, folder: Folder, reserve: number): Block[] {
  const view = viewOf(bytes);
  const blocks: Block[] = [];
  let at = folder.dataAt;
  for (let index = 0; index < folder.blocks; index++) {
    need(bytes, at, dataLength + reserve);
    const expected = view.getUint32(at, true);
    const packed = view.getUint16(at + 4, true);
    const size = view.getUint16(at + 6, true);
    const dataAt = at + dataLength + reserve;
    need(bytes, dataAt, packed);
    const isLast = index === folder.blocks - 1;
    if (size === 0 || size > blockSize || (!isLast && size !== blockSize)) throw new CabError('BadSize', `A data block of the cabinet says it holds ${size} bytes.`);
    const data = bytes.subarray(dataAt, dataAt + packed);
    if (expected !== 0 && checksum(bytes.subarray(at + 4, dataAt), checksum(data)) !== expected) {
      throw new CabError('BadChecksum', 'The checksum of a data block of the cabinet is wrong.');
    }
    blocks.push({ data, size });
    at = dataAt + packed;
  }
  return blocks;
}

function decodeFolder(folder: Folder, blocks: readonly Block[], size: number): Uint8Array {
  if (folder.method === methodLzx) return decodeLzx(joined(blocks), size, folder.windowBits);
  if (folder.method !== methodMszip && folder.method !== methodStored) throw new CabError('Unsupported', `Compression method ${folder.method} is not known.`);
  const output = new Uint8Array(size);
  let at = 0;
  for (const block of blocks) {
    if (folder.method === methodMszip) decodeMszipBlock(block.data, output, at, block.size);
    else if (block.data.length !== block.size) throw new CabError('BadSize', 'A stored data block has two different sizes.');
    else output.set(block.data, at);
    at += block.size;
  }
  return output;
}

function joined(blocks: readonly Block[]): Uint8Array {
  return blocks.length === 1 ? blocks[0]!.data : Buffer.concat(blocks.map((block) => block.data));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function need(bytes: Uint8Array, at: number, length: number): void {
  if (at + length > bytes.length) throw new CabError('Truncated', 'The cabinet ends too early.');
}
