import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACTOR } from './hosts.ts';
import { built } from './paths.ts';

const FOLDER = 'PATCHBAY_SYNCHRONIZED';

/** Data folder of a synchronized site; journeys copy it. */
export const synchronizedFolder = (): string => process.env[FOLDER]!;

/** Before the journeys: one synchronization by the command line, for all of them; one that is there already serves, too. */
export default function synchronizeOnce(): () => void {
  if (process.env[FOLDER] !== undefined) return () => {};
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-synchronized-'));
  const done = spawnSync(process.execPath, [built('main', 'cli.js'), 'sync', '--json', '--data', folder], { encoding: 'utf8', timeout: 120_000, env: { ...process.env, PATCHBAY_ACTOR: ACTOR } });
  if (done.status !== 0) throw new Error(`The synchronization for the journeys failed: ${done.stderr}${done.stdout}`);
  process.env[FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
