import { CabError } from './cab-error.ts';
import { attributeUtf8, fileLength, flagNext, flagPrevious, flagReserve, folderLength, headerLength, signature, versionMajor } from './format.ts';

export interface Folder {
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

/**
 * Reads what stands before the data of a cabinet.
 * @param bytes the cabinet, or its beginning
 * @param length bytes of the whole cabinet
 * @throws CabError
 */
export function readHeader(bytes: Uint8Array, length = bytes.length): Header {
  const view = viewOf(bytes);
  if (bytes.length < headerLength || view.getUint32(0, true) !== signature) throw new CabError('NotACabinet', 'The data is no cabinet.');
  if (view.getUint8(25) !== versionMajor) throw new CabError('Unsupported', `Cabinets of version ${view.getUint8(25)} are not known.`);
  if (view.getUint32(8, true) > length) throw new CabError('Truncated', 'The cabinet is shorter than its header says.');
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

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function need(bytes: Uint8Array, at: number, length: number): void {
  if (at + length > bytes.length) throw new CabError('Truncated', 'The cabinet ends too early.');
}
