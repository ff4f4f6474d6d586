import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { CabError } from './cab-error.ts';
import { blockSize, checksum, dataLength, fileLength, folderLength, headerLength, methodMszip, signature, versionMajor, versionMinor } from './format.ts';
import { encodeMszipBlock } from './mszip.ts';

/** 1 January 1980, 00:00: the same files make the same cabinet. */
const dosDate = 0x21;
const mostBlocks = 0xffff;

/** Writes a cabinet to disk in pieces: MSZIP, one folder for each file, in memory never more than two blocks. */
export interface CabinetWriter {
  /** Goes on with the next file of the list. */
  next(): void;
  /** @throws CabError TooLarge when the file no longer fits into a folder (2 GiB). */
  write(bytes: Uint8Array): void;
  /** Completes the cabinet on disk; answers with its bytes. */
  finish(): number;
  /** Lets go of a cabinet that will not be completed. */
  abandon(): void;
}

interface Folder {
  dataAt: number;
  blocks: number;
  size: number;
}

/**
 * @param file must not exist yet
 * @param names ASCII names of the files, in the order they will be written
 */
export function createCabinetWriter(file: string, names: readonly string[]): CabinetWriter {
  const fd = openSync(file, 'wx');
  const filesAt = headerLength + names.length * folderLength;
  let at = names.reduce((sum, name) => sum + fileLength + name.length + 1, filesAt);
  const folders: Folder[] = [];
  const pending = Buffer.alloc(blockSize);
  const before = Buffer.alloc(blockSize);
  let filled = 0;

  const flush = (): void => {
    const folder = folders.at(-1);
    if (!folder || filled === 0) return;
    if (folder.blocks === mostBlocks) throw new CabError('TooLarge', 'The file does not fit into one folder of a cabinet, which ends at 2 GiB.');
    const chunk = pending.subarray(0, filled);
    const data = encodeMszipBlock(chunk, folder.blocks > 0 ? before : Buffer.alloc(0));
    const block = Buffer.alloc(dataLength + data.length);
    block.writeUInt16LE(data.length, 4);
    block.writeUInt16LE(filled, 6);
    block.set(data, dataLength);
    block.writeUInt32LE(checksum(block.subarray(4, dataLength), checksum(data)), 0);
    at += writeSync(fd, block, 0, block.length, at);
    folder.blocks++;
    folder.size += filled;
    before.set(chunk);
    filled = 0;
  };

  return {
    next: () => {
      flush();
      folders.push({ dataAt: at, blocks: 0, size: 0 });
    },
    write: (bytes) => {
      for (let from = 0; from < bytes.length; ) {
        const taken = Math.min(blockSize - filled, bytes.length - from);
        pending.set(bytes.subarray(from, from + taken), filled);
        filled += taken;
        from += taken;
        if (filled === blockSize) flush();
      }
    },
    finish: () => {
      flush();
      const head = headOf(names, folders, filesAt, at);
      writeSync(fd, head, 0, head.length, 0);
      fsyncSync(fd);
      closeSync(fd);
      return at;
    },
    abandon: () => closeSync(fd),
  };
}

function headOf(names: readonly string[], folders: readonly Folder[], filesAt: number, length: number): Buffer {
  const head = Buffer.alloc(filesAt);
  head.writeUInt32LE(signature, 0);
  head.writeUInt32LE(length, 8);
  head.writeUInt32LE(filesAt, 16);
  head.writeUInt8(versionMinor, 24);
  head.writeUInt8(versionMajor, 25);
  head.writeUInt16LE(folders.length, 26);
  head.writeUInt16LE(names.length, 28);
  folders.forEach((folder, i) => {
    const entry = headerLength + i * folderLength;
    head.writeUInt32LE(folder.dataAt, entry);
    head.writeUInt16LE(folder.blocks, entry + 4);
    head.writeUInt16LE(methodMszip, entry + 6);
  });
  const entries = names.map((name, i) => {
    const entry = Buffer.alloc(fileLength + name.length + 1);
    entry.writeUInt32LE(folders[i]!.size, 0);
    entry.writeUInt16LE(i, 8);
    entry.writeUInt16LE(dosDate, 10);
    entry.write(name, fileLength, 'latin1');
    return entry;
  });
  return Buffer.concat([head, ...entries]);
}
