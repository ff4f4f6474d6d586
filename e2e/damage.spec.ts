import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { openHost } from './support/hosts.ts';

test('[SYNC-10] a damaged site database is named with what to do, and nothing in it is changed', async ({ on }) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'patchbay-damaged-'));
  mkdirSync(join(dataFolder, 'CEN'));
  writeFileSync(join(dataFolder, 'CEN', 'site.db'), 'this is no database '.repeat(1000));
  const host = await openHost(on, { dataFolder });
  try {
    const { page } = host;
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole('alert')).toContainText('The site could not be opened.', { timeout: 1000 });
    }).toPass();
    await expect(page.getByRole('alert')).toContainText('damaged or not a database');
    await expect(page.getByRole('alert')).toContainText('restore the folder');
  } finally {
    await host.close();
  }
});
