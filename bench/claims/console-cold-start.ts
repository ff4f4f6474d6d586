import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchElectron } from '../../e2e/support/electron.ts';
import { openHost } from '../../e2e/support/hosts.ts';
import { built } from '../../e2e/support/paths.ts';
import { bestOf, type Claim } from '../claim.ts';

/** From process start to a window that shows something, in milliseconds. */
async function emptyWindow(): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'patchbay-empty-'));
  const began = performance.now();
  const app = await launchElectron(profile, { args: [fileURLToPath(new URL('../support/empty-window.cjs', import.meta.url))] });
  const page = await app.firstWindow();
  await page.locator('#ready').waitFor();
  const took = performance.now() - began;
  await app.close();
  rmSync(profile, { recursive: true, force: true });
  return took;
}

/** From process start to a tree that answers. */
async function console(dataFolder: string): Promise<number> {
  const began = performance.now();
  const host = await openHost('desktop', { dataFolder, keepSize: true });
  await host.page.getByRole('treeitem', { name: 'Update Repository' }).waitFor();
  const took = performance.now() - began;
  await host.close({ keepData: true });
  return took;
}

export const claim: Claim = {
  id: 'console-cold-start',
  async measure() {
    const dataFolder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
    const synchronized = spawnSync(process.execPath, [built('main', 'cli.js'), 'sync', '--json', '--data', dataFolder], { encoding: 'utf8', timeout: 120_000 });
    if (synchronized.status !== 0) throw new Error(synchronized.stderr);
    try {
      const { ours, empty } = await bestOf(3, async () => ({ ours: await console(dataFolder), empty: await emptyWindow() }));
      const limit = 1.5 * empty + 500;
      return { ours, unit: 'ms', peer: 'an empty window of the same Electron', peerValue: empty, goal: '< 1.5 × peer + 500 ms', holds: ours < limit, more: { limit } };
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
};
