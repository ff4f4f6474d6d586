import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { openScanCabinet } from '../wsus/index.ts';
import { unreadable, type Bundle } from './model.ts';

export const scanCabinetName = 'wsusscn2.cab';

const again = 'Get the file again.';

/**
 * Microsoft's scan cabinet as a bundle; undefined when the folder holds none. It has no manifest and no signature this product
 * checks, so it is unsigned; its date is the file's.
 */
export function scanCabinet(folder: string): Bundle | undefined {
  const file = join(folder, scanCabinetName);
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return undefined;
  return {
    folder, signedBy: null, source: { site: null, server: scanCabinetName }, catalogVersion: 0, createdAt: Math.floor(found.mtimeMs), expiresAt: null, total: null, remembered: {},
    // Of its size and date: the file may have hundreds of megabytes and its own checksums are looked at when it is read.
    digest: createHash('sha256').update(`${scanCabinetName} ${found.size} ${found.mtimeMs}`).digest('hex'),
    check: async () => {},
    entries: async function* (breath, signal) {
      try {
        const opened = await openScanCabinet(file, breath);
        try {
          for await (const entry of opened.entries()) {
            signal.throwIfAborted();
            yield entry;
          }
        } finally {
          opened.close();
        }
      } catch (error) {
        throw unreadable(scanCabinetName, error as Error, again);
      }
    },
  };
}
