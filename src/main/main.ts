import { app, BrowserWindow, dialog, ipcMain, Menu } from 'electron';
import { fileURLToPath } from 'node:url';
import { EngineStartError, startEngine, type EngineThread } from '../engine/index.ts';
import { DataFolderInUse, defaultDataFolder, engineOptions, lockDataFolder } from '../host/index.ts';
import { serveConsole, SCHEME } from './console-protocol.ts';
import { fromConsole, handPorts } from './ports.ts';
import { denyByDefault } from './security.ts';
import { beside, keepWindowState, windowState } from './window-state.ts';

const here = import.meta.url;
const dataFolder = defaultDataFolder();
let engine: EngineThread | undefined;
let unlock = () => {};
let startError: { what: string; why: string; todo: string } | undefined;

/** Windows on one engine; each has a port of its own. */
const MOST_WINDOWS = 12;

/** Beside `other`, or where the last window was closed. */
function openWindow(other?: BrowserWindow | null): BrowserWindow {
  const window = new BrowserWindow({
    ...(other ? beside(other.getNormalBounds()) : windowState(dataFolder)),
    minWidth: 900,
    minHeight: 560,
    show: false,
    title: 'Patchbay',
    backgroundColor: '#f4f4f5',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', here)),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  keepWindowState(window, dataFolder);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${SCHEME}://patchbay/`);
  return window;
}

async function start() {
  denyByDefault();
  Menu.setApplicationMenu(null);
  serveConsole(fileURLToPath(new URL('../renderer', here)), () => startError);
  try {
    unlock = lockDataFolder(dataFolder);
    const { entry, options } = engineOptions(new URL(here), 'desktop', dataFolder);
    engine = startEngine(entry, options);
    handPorts(engine);
    ipcMain.on('new-window', (event) => {
      if (fromConsole(event) && BrowserWindow.getAllWindows().length < MOST_WINDOWS) openWindow(BrowserWindow.fromWebContents(event.sender));
    });
    const thread = engine;
    thread.onDeath((error) => {
      startError = { what: 'The engine has stopped.', why: error.message, todo: 'Start Patchbay again. What was committed is kept; a synchronization that was running is taken back.' };
      BrowserWindow.getAllWindows().forEach((window) => window.reload());
    });
    thread.ready.catch((error: Error) => {
      startError = error instanceof EngineStartError ? error.explained : { what: 'The engine could not be started.', why: error.message, todo: 'Start Patchbay again.' };
      BrowserWindow.getAllWindows().forEach((window) => window.reload());
    });
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    dialog.showErrorBox('Patchbay', error.message);
    app.exit(1);
    return;
  }
  openWindow();
}

if (!app.requestSingleInstanceLock()) app.quit();
else {
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  // Every renderer is sandboxed; Chromium cannot do it for root, where --no-sandbox must be given by hand.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  void app.whenReady().then(start);
  app.on('window-all-closed', () => app.quit());
  let closing = false;
  app.on('before-quit', (event) => {
    if (closing || !engine) return;
    event.preventDefault();
    closing = true;
    void engine.close().finally(() => {
      unlock();
      app.quit();
    });
  });
}
