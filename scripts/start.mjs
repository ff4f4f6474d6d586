// Opens the console: in Electron where it can run, else through the headless host in the browser.
// `--desktop` insists on Electron; other arguments go to the program.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const desktopOnly = process.argv.includes('--desktop');
const rest = process.argv.slice(2).filter((argument) => argument !== '--desktop');
const electronFolder = join(root, 'node_modules', 'electron');

function electronPath() {
  const pathFile = join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const path = join(electronFolder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : undefined;
}

/** Why Electron cannot run here, or undefined. Its binary is downloaded at the first use. */
function whyNotElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'this machine has no display';
  if (electronPath()) return undefined;
  console.log('Downloading Electron (once) …');
  spawnSync(process.execPath, [join(electronFolder, 'install.js')], { stdio: 'ignore', timeout: 300_000 });
  return electronPath() ? undefined : 'the Electron binary could not be downloaded';
}

function run(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}

const why = whyNotElectron();
if (why === undefined) run(electronPath(), [root, ...rest]);
else if (desktopOnly) {
  console.error(`Electron cannot be started: ${why}. Use npm start for the console in the browser.`);
  process.exit(1);
} else {
  console.log(`Electron cannot be started (${why}); opening the same console in the browser instead.`);
  run(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'serve', ...rest]);
}
