import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { ConsolePage } from '../../e2e/support/console-page.ts';
import { launchBrowser, openHost } from '../../e2e/support/hosts.ts';
import { largeDataFolder } from './large-folder.ts';

/** The same rows as a plain page: every one of them in the document, with the same texts. */
export const allRows = (rows: number) =>
  `<div id="plain" style="height:700px;overflow:auto;font:12px sans-serif">${Array.from({ length: rows }, (_, n) => `<div class="row" style="display:flex;height:24px;gap:12px"><span>MS12-${n % 100}</span><span>${100_000 + n}</span><span>Security Update for Windows XP (KB${100_000 + n})</span><span>Critical</span><span>1/8/2013</span></div>`).join('')}</div>`;

/** The console in a browser on All Updates of a site with 100,000 of them, and on demand an empty page beside it, which takes the frames of the console while it is there. `opened` is what the list took, ms. */
export async function withLargeConsole<T>(measure: (console: ConsolePage, beside: () => Promise<Page>, opened: number) => Promise<T>): Promise<T> {
  const dataFolder = await largeDataFolder();
  const browser = await launchBrowser();
  const host = await openHost(browser, { dataFolder });
  try {
    const console = new ConsolePage(host.page);
    await console.opened();
    await console.go('Computer Management', 'Software Updates', 'Update Repository');
    const began = performance.now();
    await console.node('All Updates').click();
    await console.grid.locator('.grid-row').first().getByText(/\d{6}/).first().waitFor();
    return await measure(console, () => host.page.context().newPage(), performance.now() - began);
  } finally {
    await host.close();
    await browser.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
