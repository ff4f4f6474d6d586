import { expect, test } from '@playwright/test';
import { openHost, type Host } from './support/hosts.ts';

let host: Host | undefined;
test.afterEach(async () => {
  await host?.close();
  host = undefined;
});

test('[SYNC-01] the desktop window meets Electron’s security checklist', async ({}, { project }) => {
  test.skip(project.name !== 'desktop', 'The checklist is Electron’s.');
  host = await openHost(project.name);
  const { app, page } = host;
  const preferences = await app!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getLastWebPreferences());
  expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true });
  expect(await page.evaluate(() => [typeof (globalThis as Record<string, unknown>)['require'], typeof (globalThis as Record<string, unknown>)['process'], Object.keys(globalThis).filter((key) => /electron|ipc/i.test(key))])).toEqual(['undefined', 'undefined', []]);
  expect(page.url()).toBe('patchbay://patchbay/');
});
