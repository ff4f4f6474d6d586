import { homedir, platform, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineOptions } from '../engine/index.ts';

/** The lab's first moment: Monday 7 January 2013, the day before a Patch Tuesday. */
export const LAB_START = Date.UTC(2013, 0, 7, 8, 0, 0);

/** Where Patchbay keeps its sites unless told otherwise (PATCHBAY_DATA or --data). */
export function defaultDataFolder(): string {
  const given = process.env['PATCHBAY_DATA'];
  if (given) return given;
  if (platform() === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'Patchbay');
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Patchbay');
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'patchbay');
}

/** The administrator's name: DOMAIN\\user from PATCHBAY_ACTOR, else the account that started the program. */
function actor(): string {
  const given = process.env['PATCHBAY_ACTOR'];
  if (given) return given.slice(0, 128);
  try {
    return `CORP\\${userInfo().username}`;
  } catch {
    return 'CORP\\administrator';
  }
}

const version = '0.1.0';

/** Options of the engine thread as built: its other entries lie beside the host's own file, the facts at the product's root. */
export function engineOptions(base: URL, kind: 'desktop' | 'browser', dataFolder: string): { entry: URL; options: EngineOptions } {
  const beside = (name: string) => new URL(name, base);
  return {
    entry: beside('./engine-thread.js'),
    options: {
      dataFolder,
      factsFolder: fileURLToPath(new URL('../../data/', base)),
      host: { kind, version, runtime: process.versions['electron'] ? `Electron ${process.versions['electron']}` : `Node ${process.versions.node}`, actor: actor() },
      entries: { reader: fileURLToPath(beside('./reader-worker.js')), checkpoints: fileURLToPath(beside('./checkpoint-worker.js')), microsoftUpdate: fileURLToPath(beside('./microsoft-update-thread.js')), wsusServer: fileURLToPath(beside('./wsus-server-thread.js')) },
      labStartAt: LAB_START,
      seed: 'CEN-2013',
      listen: null,
      expectElsewhere: false,
      parent: null,
      authority: null,
    },
  };
}
