// Brings a fresh clone to where it can start: dependencies when the lockfile changed, the build when sources changed.
// Runs on the machine's own Node (20 or later) and depends on nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);

function fail(message) {
  console.error(message);
  process.exit(1);
}

function run(what, command, args, env = {}) {
  const shell = process.platform === 'win32';
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell, env: { ...process.env, ...env } });
  if (done.status !== 0) fail(`${what} failed${done.error ? ` (${done.error.message})` : ''}. The lines above say why; correct it and start again.`);
}

function* files(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) return yield path;
  for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}

/** Digest of names and contents, so that a checkout of older files counts as a change too. */
function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) for (const file of files(at(path))) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** Runs `work` when the digest of `paths` differs from the one kept in `stamp`. */
function whenChanged(stamp, paths, work) {
  const now = digest(paths);
  if (existsSync(at(stamp)) && readFileSync(at(stamp), 'utf8') === now) return;
  work();
  mkdirSync(dirname(at(stamp)), { recursive: true });
  writeFileSync(at(stamp), now);
}

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Node ${process.versions.node} is too old to set Patchbay up; install Node 20 or later.`);

whenChanged('node_modules/.patchbay-installed', ['package.json', 'package-lock.json'], () => {
  console.log('Installing dependencies …');
  run('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
});

whenChanged('out/.patchbay-built', ['src', 'electron.vite.config.ts', 'tsconfig.base.json', 'package-lock.json'], () => {
  console.log('Building Patchbay …');
  const node = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  run('The build', node, [at('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'], { NODE_ENV: 'production' });
});
