import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bestOf, type Claim } from '../claim.ts';
import { dataFolderOf } from '../support/engine.ts';

const script = (name: string) => fileURLToPath(new URL(`../support/${name}`, import.meta.url));

/** Milliseconds from the start of a process to the first thing it prints. */
function untilReady(file: string, argument: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, argument], { stdio: ['ignore', 'pipe', 'inherit'] });
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
      ours: await untilReady(script('start-engine.ts'), ordinary.folder),
      atSize: await untilReady(script('start-engine.ts'), large.folder),
      peer: await untilReady(script('start-empty.ts'), ordinary.file),
    }));
    ordinary.remove();
    large.remove();
    return { ours, unit: 'ms from process start to the first answer', peer: 'a process with an empty thread that opens the same file', peerValue: peer, goal: '< 1.5 × the peer + 500 ms', holds: ours < 1.5 * peer + 500, more: { 'with 100,000 updates': atSize } };
  },
};
