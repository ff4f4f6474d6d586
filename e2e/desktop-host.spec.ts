import { expect, test } from '@playwright/test';
import { openHost, type Host } from './support/hosts.ts';
import { built } from './support/paths.ts';

let host: Host | undefined;
test.afterEach(async () => {
  await host?.close();
  host = undefined;
});

test('[SYNC-01] Electron’s security checklist holds', async () => {
  host = await openHost('desktop');
  const { app, page } = host;
  await test.step('isolated, sandboxed, no Node in the page', async () => {
    const preferences = await app!.evaluate(({ BrowserWindow }) => (BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences());
    expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true });
    expect(preferences).not.toMatchObject({ allowRunningInsecureContent: true });
    const seen = await page.evaluate(() => ['require', 'process', 'module', 'electron', 'ipcRenderer'].filter((name) => name in globalThis));
    expect(seen).toEqual([]);
  });
  await test.step('content security policy, own origin', async () => {
    expect(page.url()).toBe('patchbay://patchbay/');
    const policy = await page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy'));
    expect(policy).toContain("default-src 'none'");
    const inline = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.planted = true';
      document.head.append(script);
      return 'planted' in globalThis;
    });
    expect(inline).toBe(false);
  });
  await test.step('no navigation, no further window, no web view, no network, no permission', async () => {
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    expect(await page.evaluate(() => fetch('https://example.com/').then(() => 'answered', () => 'refused'))).toBe('refused');
    expect(await page.evaluate(() => navigator.permissions.query({ name: 'geolocation' }).then((p) => p.state))).toBe('denied');
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
    expect(page.url()).toBe('patchbay://patchbay/');
    expect(await app!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
  await test.step('the port goes to the console’s own page only', async () => {
    const answered = await app!.evaluate(async ({ BrowserWindow, ipcMain }, preload) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, contextIsolation: true, sandbox: true } });
      await stranger.loadURL('data:text/html,<p>stranger');
      // The program's own listener came first: when this one is called, it has decided.
      const decided = new Promise((resolve) => ipcMain.once('connect', resolve));
      await stranger.webContents.executeJavaScript(`window.got = 'nothing'; addEventListener('message', (e) => { if (e.ports.length > 0) window.got = 'a port'; }); postMessage('patchbay:connect', '*');`);
      await decided;
      const got = (await stranger.webContents.executeJavaScript('window.got')) as string;
      stranger.destroy();
      return got;
    }, built('preload', 'preload.cjs'));
    expect(answered).toBe('nothing');
  });
});

test('[SYNC-01] the window comes back where it was, with the site as it was left', async () => {
  host = await openHost('desktop');
  const { dataFolder } = host;
  await host.app!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setBounds({ x: 40, y: 30, width: 1111, height: 777 }));
  await host.close({ keepData: true });
  host = await openHost('desktop', { dataFolder, keepSize: true });
  const bounds = await host.app!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds());
  expect(bounds).toMatchObject({ width: 1111, height: 777 });
});
