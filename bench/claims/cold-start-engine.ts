import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bestOf, type Claim } from '../claim.ts';
import { dataFolderOf } from '../support/engine.ts';

const commandLine = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url));
const empty = fileURLToPath(new URL('../support/start-empty.ts', import.meta.url));
const firstRow = (folder: string) => untilReady(commandLine, 'updates', '--limit', '1', '--json', '--data', folder);

/** Milliseconds from the start of a process to the first thing it prints. */
function untilReady(file: string, ...rest: string[]): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...rest], { stdio: ['ignore', 'pipe', 'inherit'] });
    let ready: number | undefined;
    child.stdout.once('data', () => (ready = performance.now() - began));
    child.on('error', reject);
    child.on('close', () => (ready === undefined ? reject(new Error(`${file} said nothing.`)) : resolve(ready)));
  });
}

export const claim: Claim = {
  id: 'cold-start-engine',
  async measure() {
    const ordinary = await dataFolderOf(6000);
    const large = await dataFolderOf(100_000);
    const { ours, atSize, peer } = await bestOf(5, async () => ({
      ours: await firstRow(ordinary.folder),
      atSize: await firstRow(large.folder),
      peer: await untilReady(empty, ordinary.file),
    }));
    ordinary.remove();
    large.remove();
    return { ours, unit: 'ms from process start to the first row', peer: 'a process with an empty thread that opens the same file', peerValue: peer, goal: '< 1.5 × the peer + 500 ms', holds: ours < 1.5 * peer + 500, more: { 'with 100,000 updates': atSize } };
  },
};
