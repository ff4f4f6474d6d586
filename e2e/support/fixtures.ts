import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { ConsolePage } from './console-page.ts';
import { ACTOR, openHost, type Host, type HostOptions } from './hosts.ts';
import { built } from './paths.ts';

export interface Console {
  host: Host;
  console: ConsolePage;
}

interface Fixtures {
  /** Opens Patchbay on the host of the project; closed after the test. */
  open(options?: HostOptions): Promise<Console>;
  /** A site as a first run finds it. */
  fresh: Console;
  /** A data folder of a synchronized site, for one test. */
  synchronizedCopy: string;
  /** A site after its first synchronization of the default selection. */
  synchronized: Console;
}

interface WorkerFixtures {
  /** Data folder of a synchronized site, made once by the command line and copied for each test. */
  synchronizedFolder: string;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  synchronizedFolder: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'patchbay-synchronized-'));
      const done = spawnSync(process.execPath, [built('main', 'cli.js'), 'sync', '--json', '--data', folder], { encoding: 'utf8', timeout: 120_000, env: { ...process.env, PATCHBAY_ACTOR: ACTOR } });
      if (done.status !== 0) throw new Error(`The synchronization for the journeys failed: ${done.stderr}${done.stdout}`);
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  open: async ({}, use, { project }) => {
    const hosts: Host[] = [];
    await use(async (options) => {
      const host = await openHost(project.name, options);
      hosts.push(host);
      const console = new ConsolePage(host.page);
      await console.opened();
      return { host, console };
    });
    // The latest first: the one before may have had the same folder, which goes with it.
    for (const host of hosts.toReversed()) await host.close();
  },
  fresh: async ({ open }, use) => use(await open()),
  synchronizedCopy: async ({ synchronizedFolder }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-journey-'));
    cpSync(synchronizedFolder, folder, { recursive: true });
    await use(folder);
  },
  synchronized: async ({ open, synchronizedCopy }, use) => use(await open({ dataFolder: synchronizedCopy })),
});

export { expect } from '@playwright/test';
