import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyOfCatalog } from './catalog.ts';
import { LAB_START } from './site.ts';

export type ToUpstream = { count: number; at: number };
export type FromUpstream = { kind: 'ready'; url: string } | { kind: 'changed' };

/** A WSUS server with so many updates on a thread of its own, in place of the bundled Microsoft Update. */
export async function startUpstream(updates: number) {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-upstream-'));
  const file = join(folder, 'susdb.db');
  await copyOfCatalog(updates, file);
  const worker = new Worker(new URL('./upstream-thread.ts', import.meta.url), { workerData: { file, now: LAB_START } });
  const [ready] = (await once(worker, 'message')) as [FromUpstream];
  const url = ready.kind === 'ready' ? ready.url : '';
  return {
    content: async () => '',
    publish: async () => url,
    /** Publishes so many changes at a moment of site time. */
    change: async (count: number, at: number) => {
      worker.postMessage({ count, at } satisfies ToUpstream);
      await once(worker, 'message');
    },
    close: async () => {
      await worker.terminate();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
