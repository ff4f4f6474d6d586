import { attributeUtf8, blockSize, checksum, dataLength, fileLength, folderLength, headerLength, methodMszip, methodStored, signature, versionMajor, versionMinor } from './format.ts';
import { encodeMszipBlock } from './mszip.ts';
import { CabError } from './cab-error.ts';
import type { CabinetFile } from './read.ts';

/** 1 January 1980, 00:00: the same files make the same cabinet. */
const dosDate = 0x21;

/**
 * Writes a cabinet of one folder.
 * @param files names 1 … 255 bytes, together below 2 GB; order is kept
 * @throws CabError when the files do not fit into a cabinet
 */
export function writeCabinet(files: readonly CabinetFile[], compression: 'mszip' | 'stored' = 'mszip'): Buffer {
  const content = files.length === 1 ? files[0]!.data : Buffer.concat(files.map((file) => file.data));
  const blocks = dataBlocks(content, compression);
  if (blocks.length > 0xffff || files.length > 0xffff) throw new CabError('TooLarge', 'The files do not fit into one cabinet.');
  const entries = fileEntries(files);
  const filesAt = headerLength + folderLength;
  const dataAt = filesAt + entries.length;
  const head = Buffer.alloc(filesAt);
  head.writeUInt32LE(signature, 0);
  head.writeUInt32LE(blocks.reduce((sum, block) => sum + block.length, dataAt), 8);
  head.writeUInt32LE(filesAt, 16);
  head.writeUInt8(versionMinor, 24);
  head.writeUInt8(versionMajor, 25);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(files.length, 28);
  head.writeUInt32LE(dataAt, headerLength);
  head.writeUInt16LE(blocks.length, headerLength + 4);
  head.writeUInt16LE(compression === 'mszip' ? methodMszip : methodStored, headerLength + 6);
  return Buffer.concat([head, entries, ...blocks]);
}

function dataBlocks(content: Uint8Array, compression: 'mszip' | 'stored'): Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = 0; at < content.length; at += blockSize) {
    const chunk = content.subarray(at, at + blockSize);
    const data = compression === 'mszip' ? encodeMszipBlock(chunk, content.subarray(Math.max(0, at - blockSize), at)) : chunk;
    const block = Buffer.alloc(dataLength + data.length);
    block.writeUInt16LE(data.length, 4);
    block.writeUInt16LE(chunk.length, 6);
    block.set(data, dataLength);
    block.writeUInt32LE(checksum(block.subarray(4, dataLength), checksum(data)), 0);
    blocks.push(block);
  }
  return blocks;
}

function fileEntries(files: readonly CabinetFile[]): Buffer {
  let offset = 0;
  return Buffer.concat(
    files.map(({ name, data }) => {
      const bytes = Buffer.from(name, 'utf8');
      if (bytes.length === 0 || bytes.length > 255 || bytes.includes(0)) throw new CabError('BadName', `"${name.slice(0, 80)}" cannot be the name of a file in a cabinet.`);
      const entry = Buffer.alloc(fileLength + bytes.length + 1);
      entry.writeUInt32LE(data.length, 0);
      entry.writeUInt32LE(offset, 4);
      entry.writeUInt16LE(dosDate, 10);
      entry.writeUInt16LE(bytes.length === name.length ? 0 : attributeUtf8, 14);
      entry.set(bytes, fileLength);
      offset += data.length;
      return entry;
    }),
  );
}
