import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { Failure, type Breath } from '../kernel/index.ts';

/** A folder the administrator named. @throws Failure REFUSED */
export function checkFolder(folder: string): void {
  const refused = (why: string) => new Failure('REFUSED', { what: 'The folder cannot be used.', why, todo: 'Name a folder of the site server by its whole path.' });
  if (!isAbsolute(folder) || folder.includes('\0')) throw refused('It is not a whole path.');
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw refused('It does not exist.');
  if (!found.isDirectory()) throw refused('It is not a folder.');
}

const chunk = 1024 * 1024;

/** SHA-256 of a file, read in pieces. */
export async function digestOf(file: string, breath: Breath, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunk);
  const fd = openSync(file, 'r');
  try {
    for (;;) {
      const length = readSync(fd, buffer);
      if (length === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, length));
      signal.throwIfAborted();
      await breath();
    }
  } finally {
    closeSync(fd);
  }
}
