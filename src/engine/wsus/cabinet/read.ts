import { CabError } from './cab-error.ts';
import { blockSize, checksum, dataLength, methodLzx, methodMszip, methodStored } from './format.ts';
import { need, readHeader, viewOf, type Folder } from './header.ts';
import { decodeLzx } from './lzx.ts';
import { decodeMszipBlock } from './mszip.ts';

export interface CabinetFile {
  readonly name: string;
  readonly data: Uint8Array;
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
