/**
 * Measures the claims, each in a process of its own, beside a peer in the same run: `node bench/run.ts [--json] [--only ID]`.
 * One object a claim; the exit code is 1 when a goal does not hold.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { round, type Measured } from './claim.ts';
import { claims, windowed } from './claims/index.ts';

interface Reported extends Measured {
  id: string;
  /** ours / peerValue */
  ratio: number;
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string' } } });

async function measured(id: string): Promise<Reported> {
  const found = claims[id];
  if (!found) throw new Error(`There is no claim ${id}; there are ${Object.keys(claims).join(', ')}.`);
  const one = await (await found()).measure();
  return { id, ...one, ours: round(one.ours), peerValue: round(one.peerValue), ratio: round(one.ours / one.peerValue) };
}

const lacksDisplay = (id: string) => windowed.has(id) && process.platform === 'linux' && !process.env['DISPLAY'];

/** Measures in a process of its own; one that opens a window gets a display where there is none. */
function elsewhere(id: string): Reported {
  const command = [process.execPath, fileURLToPath(import.meta.url), '--json', '--only', id];
  if (lacksDisplay(id)) command.unshift('xvfb-run', '-a', '-s', '-screen 0 1600x1000x24');
  const { stdout, stderr } = spawnSync(command[0]!, command.slice(1), { encoding: 'utf8', timeout: 600_000, maxBuffer: 1 << 24 });
  const line = stdout.trim().split('\n').at(-1);
  if (!line) throw new Error(`${id} could not be measured: ${stderr}`);
  return JSON.parse(line) as Reported;
}

function print(one: Reported) {
  if (values.json) return console.log(JSON.stringify(one));
  console.log(`${one.holds ? 'holds ' : 'MISSED'} ${one.id}: ${one.ours} ${one.unit}, goal ${one.goal}; ${one.peer}: ${one.peerValue} ${one.unit}; ratio ${one.ratio}${one.more ? `; ${Object.entries(one.more).map(([name, n]) => `${name} ${round(n)}`).join(', ')}` : ''}`);
}

const asked = values.only === undefined ? Object.keys(claims) : [values.only];
let missed = 0;
for (const id of asked) {
  const one = asked.length === 1 && !lacksDisplay(id) ? await measured(id) : elsewhere(id);
  print(one);
  if (!one.holds) missed++;
}
process.exit(missed > 0 ? 1 : 0);
