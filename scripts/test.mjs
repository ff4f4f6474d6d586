// npm test: type check, lint, unused code, unit and scenario tests, then the journeys on both hosts.
// Ends with one line that counts everything.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(root, 'test-results');
const module = (...parts) => join(root, 'node_modules', ...parts);
const only = process.argv.slice(2);
const wanted = (name) => only.length === 0 || only.includes(name);

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

// Programs are started by the hundred; what Node made of their sources is kept between them.
process.env.NODE_COMPILE_CACHE ??= join(results, 'compile-cache');

const totals = { passed: 0, failed: 0, skipped: 0 };

/** Of a long report the part that says what failed: not the lines of what passed. */
const whatFailed = (output) => output.split('\n').filter((line) => !/^\s*(\S*✓|\S*ok\b)|runs done|\[stdout|^\S*stdout/.test(line)).join('\n').slice(-20_000);

function run(name, command, args, env = {}) {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => (output += String(error)));
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      if (process.env.VERBOSE) console.log(output);
      else if (code !== 0) console.log(whatFailed(output));
      resolve({ code, output });
    });
  });
}

const counted = (code) => (code === 0 ? totals.passed++ : totals.failed++);
const node = (name, script, args, env) => run(name, process.execPath, [script, ...args], env);

async function typeCheck() {
  const folders = ['src/contract', 'src/engine', 'src/host', 'src/main', 'src/preload', 'src/server', 'src/cli', 'src/renderer', 'test', 'e2e', 'bench', 'scripts', 'data'];
  for (const folder of folders) counted((await run(`type check ${folder}`, module('.bin', 'tsc'), ['-p', folder])).code);
}

async function vitest() {
  const file = join(results, 'vitest.json');
  const { code, output } = await node('unit and scenario tests', module('vitest', 'vitest.mjs'), ['run', '--project', 'unit', '--project', 'scenario', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  console.log(output.split('\n').filter((line) => /seeds|runs done/.test(line)).join('\n'));
  if (!existsSync(file)) return void totals.failed++;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  add(report.numPassedTests, report.numFailedTests, report.numPendingTests + report.numTodoTests);
  if (code !== 0 && report.numFailedTests === 0) totals.failed++;
}

const PACKAGES = 'apt-get install chromium xvfb xauth libgtk-3-0';

/** Why the journeys cannot run on this machine, or null; a missing browser is downloaded where that is possible. */
async function whyNoJourneys(host, display) {
  if (display) return (await found('xvfb-run')) ? null : `There is no display and no xvfb-run. On Debian: ${PACKAGES}`;
  if (host === 'desktop' || ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some((path) => existsSync(path))) return null;
  const { code } = await node('browser of the journeys', module('@playwright', 'test', 'cli.js'), ['install', 'chromium']);
  return code === 0 ? null : `There is no Chromium, and it could not be downloaded. On Debian: ${PACKAGES}`;
}

const found = (program) => new Promise((resolve) => spawn(program, ['--help'], { stdio: 'ignore' }).on('error', () => resolve(false)).on('close', () => resolve(true)));

/** On a screen two windows would take the keyboard from each other; browsers without one share the cores. */
const sideBySide = { browser: Math.min(2, cpus().length), desktop: 1 };

const specs = readdirSync(join(root, 'e2e')).filter((name) => name.endsWith('.spec.ts')).sort();
const every = (nth, names, first) => names.filter((_, at) => at % nth === first % nth);

async function journeys(host, name, more = []) {
  const file = join(results, `${name.replace(/\W+/g, '-')}.json`);
  const display = host === 'desktop' && process.platform === 'linux' && !process.env.DISPLAY;
  const args = [module('@playwright', 'test', 'cli.js'), 'test', `--project=${host}`, `--workers=${sideBySide[host]}`, `--output=${join(results, `${name.replace(/\W+/g, '-')}`)}`, ...more];
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const why = await whyNoJourneys(host, display);
  if (why !== null) {
    console.log(`FAILED ${name}: ${why}`);
    return void totals.failed++;
  }
  const { code } = display
    ? await run(name, 'xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', process.execPath, ...args], env)
    : await run(name, process.execPath, args, env);
  if (!existsSync(file)) return void totals.failed++;
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  add(stats.expected + stats.flaky, stats.unexpected, stats.skipped);
  if (code !== 0 && stats.unexpected === 0) totals.failed++;
}

function add(passed, failed, skipped) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}

const side = [];
if (wanted('types')) side.push(typeCheck());
if (wanted('lint')) side.push(node('lint', module('oxlint', 'bin', 'oxlint'), ['--deny-warnings', '.']).then(({ code }) => counted(code)));
if (cpus().length < 2) await Promise.all(side);
if (wanted('unused')) side.push(node('unused code', module('knip', 'bin', 'knip.js'), []).then(({ code }) => counted(code)));
await Promise.all(side);
if (wanted('unit')) await vitest();
/** One synchronized site that the journeys of all hosts copy; they know it by its variable. */
async function synchronizedSite() {
  const folder = join(results, 'synchronized');
  const { code } = await run('a synchronized site for the journeys', process.execPath, [join(root, 'out', 'main', 'cli.js'), 'sync', '--json', '--data', folder], { PATCHBAY_ACTOR: 'CORP\\a.novak' });
  if (code === 0) process.env.PATCHBAY_SYNCHRONIZED = folder;
}

/** On the desktop each half has a screen of its own. */
const onDesktop = async (name, names) => {
  await node('an Electron for the journeys', join(root, 'e2e', 'support', 'fetch-electron.ts'), []);
  await Promise.all([0, 1].map((nth) => journeys('desktop', `${name}, screen ${nth + 1}`, every(2, names, nth))));
};

if (only.length === 0 || only.includes('browser') || only.includes('desktop')) await synchronizedSite();
if (only.includes('browser')) await journeys('browser', 'journeys, browser host', []);
if (only.includes('desktop')) await onDesktop('journeys, desktop host', specs);
if (only.length === 0) {
  // A quarter of the journeys on each host, each day others, so that all of this ends within a quarter of an hour; all of them
  // with `npm test browser` and `npm test desktop`.
  const today = Number(process.env.PATCHBAY_QUARTER ?? Math.floor(Date.now() / 86_400_000));
  const shared = specs.filter((name) => !['desktop-host.spec.ts', 'command-line.spec.ts', 'pictures.spec.ts'].includes(name));
  await journeys('browser', 'journeys, browser host', [...every(4, shared, today), 'command-line.spec.ts']);
  await onDesktop('journeys, desktop host', [...every(4, shared, today + 2), 'desktop-host.spec.ts']);
}

rmSync(join(results, 'synchronized'), { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
