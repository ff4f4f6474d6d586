import { constants, cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Browser } from '@playwright/test';
import { ConsolePage } from './console-page.ts';
import { launchBrowser, openHost, type Host, type HostOptions } from './hosts.ts';
import { freshFolder, synchronizedFolder } from './synchronized.ts';

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
  /** One browser for all journeys of a worker, each with a context of its own; or the desktop, where each has a program of its own. */
  on: Browser | 'desktop';
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  on: [
    async ({}, use, { project }) => {
      if (project.name === 'desktop') return use('desktop');
      const browser = await launchBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  open: async ({ on }, use) => {
    const hosts: Host[] = [];
    await use(async (options = {}) => {
      const dataFolder = options.dataFolder ?? freshFolder();
      const host = await openHost(on, { ...options, dataFolder });
      hosts.push(host);
      const console = new ConsolePage(host.page);
      await console.opened();
      return { host, console };
    });
    // The latest first: the one before may have had the same folder, which goes with it.
    for (const host of hosts.toReversed()) await host.close();
  },
  fresh: async ({ open }, use) => use(await open()),
  synchronizedCopy: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-journey-'));
    cpSync(synchronizedFolder(), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
    await use(folder);
  },
  synchronized: async ({ open, synchronizedCopy }, use) => use(await open({ dataFolder: synchronizedCopy })),
});

export { expect } from '@playwright/test';
