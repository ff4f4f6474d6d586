import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type ElectronApplication, type Page } from '@playwright/test';
import { launchElectron } from './electron.ts';
import { built, root } from './paths.ts';

/** A running Patchbay of one host, with a data folder of its own. */
export interface Host {
  readonly kind: 'browser' | 'desktop';
  readonly page: Page;
  /** Only on the desktop. */
  readonly app?: ElectronApplication;
  readonly dataFolder: string;
  /** Lets `act` save a file and answers with its name and text. */
  saved(act: () => Promise<void>): Promise<{ name: string; text: string }>;
  close(options?: { keepData?: boolean }): Promise<void>;
}

export interface HostOptions {
  dataFolder?: string;
  colorScheme?: 'light' | 'dark';
  /** The window as it was left instead of 1440 × 900. */
  keepSize?: boolean;
}

/** Who the journeys act as. */
export const ACTOR = 'CORP\\a.novak';

const size = { width: 1440, height: 900 };

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Debian's Chromium where it is installed, else the one of Playwright. */
const systemChromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

function served(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (data: Buffer) => {
      output += data.toString();
      const line = output.split('\n').find((text) => text.startsWith('{"url"'));
      if (line) resolve((JSON.parse(line) as { url: string }).url);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', (code) => reject(new Error(`The headless host ended with ${code}: ${output}`)));
  });
}

export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath: systemChromium, args: quiet });

type Opened = Omit<Host, 'dataFolder' | 'close'> & { end(): Promise<void> };

async function openBrowser(browser: Browser, dataFolder: string, options: HostOptions): Promise<Opened> {
  const child = spawn(process.execPath, [built('main', 'cli.js'), 'serve', '--json', '--data', dataFolder], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATCHBAY_ACTOR: ACTOR } });
  const url = await served(child);
  const context = await browser.newContext({ viewport: size, colorScheme: options.colorScheme ?? 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  return {
    kind: 'browser',
    page,
    saved: async (act) => {
      const download = page.waitForEvent('download');
      await act();
      const file = await download;
      return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
    },
    end: async () => {
      await context.close();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Answers the Save dialog of the next download, as a user would, with a file in `folder`. */
async function savedByElectron(app: ElectronApplication, folder: string, act: () => Promise<void>) {
  await app.evaluate(({ session }, target) => {
    const done = new Promise<string>((resolve) => {
      session.defaultSession.once('will-download', (_event, item) => {
        item.setSavePath(`${target}/${item.getFilename()}`);
        item.once('done', () => resolve(item.getFilename()));
      });
    });
    Object.assign(globalThis, { savedFile: done });
  }, folder);
  await act();
  const name = await app.evaluate(() => (globalThis as unknown as { savedFile: Promise<string> }).savedFile);
  return { name, text: readFileSync(join(folder, name), 'utf8') };
}

async function openDesktop(dataFolder: string, options: HostOptions): Promise<Opened> {
  const app = await launchElectron(join(dataFolder, 'electron'), {
    args: [root],
    env: { ...(process.env as Record<string, string>), PATCHBAY_DATA: dataFolder, PATCHBAY_ACTOR: ACTOR },
    colorScheme: options.colorScheme ?? 'light',
  });
  const page = await app.firstWindow();
  if (!options.keepSize) await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]!.setContentSize(width, height), size);
  return { kind: 'desktop', page, app, saved: (act) => savedByElectron(app, dataFolder, act), end: () => app.close() };
}

export async function openHost(on: Browser | 'desktop', options: HostOptions = {}): Promise<Host> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'patchbay-e2e-'));
  const { end, ...opened } = on === 'desktop' ? await openDesktop(dataFolder, options) : await openBrowser(on, dataFolder, options);
  let ended = false;
  return {
    ...opened,
    dataFolder,
    close: async ({ keepData = false } = {}) => {
      if (!ended) await end();
      ended = true;
      if (!keepData) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
