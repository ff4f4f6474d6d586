import { spawnSync } from 'node:child_process';
import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACTOR } from './hosts.ts';
import { built } from './paths.ts';

const FOLDER = 'PATCHBAY_SYNCHRONIZED';
const CATALOG = 'microsoft-update.db';

/** Data folder of a synchronized site; journeys copy it. */
export const synchronizedFolder = (): string => process.env[FOLDER]!;

/** Data folder of a first run. The bundled catalog, which every first run makes alike, is there already. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-e2e-'));
  copyFileSync(join(synchronizedFolder(), CATALOG), join(folder, CATALOG), constants.COPYFILE_FICLONE);
  return folder;
}

/** Before the journeys: one synchronization by the command line, for all of them; one that is there already serves, too. */
export default function synchronizeOnce(): () => void {
  if (process.env[FOLDER] !== undefined) return () => {};
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-synchronized-'));
  const done = spawnSync(process.execPath, [built('main', 'cli.js'), 'sync', '--json', '--data', folder], { encoding: 'utf8', timeout: 120_000, env: { ...process.env, PATCHBAY_ACTOR: ACTOR } });
  if (done.status !== 0) throw new Error(`The synchronization for the journeys failed: ${done.stderr}${done.stdout}`);
  process.env[FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
