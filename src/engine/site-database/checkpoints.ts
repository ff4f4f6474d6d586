import { Worker } from 'node:worker_threads';

/** Brings the write-ahead log of a site database into its file on a thread of its own, so that the writer does not wait for it. */
export interface Checkpoints {
  /** Begins one unless one is going on. */
  begin(): void;
  close(): Promise<void>;
}

/** The thread starts with the first one: a site that writes little needs none. One that dies is replaced with the next. */
export function createCheckpoints(file: string, entry: URL): Checkpoints {
  let worker: Worker | undefined;
  let busy = false;
  const start = () => {
    const started = new Worker(entry, { workerData: { file } });
    started.unref();
    started.on('message', () => (busy = false));
    // The writer's own checkpoints go on without it.
    started.on('error', () => {
      worker = undefined;
      busy = false;
    });
    return started;
  };
  return {
    begin: () => {
      if (busy) return;
      busy = true;
      (worker ??= start()).postMessage('begin');
    },
    close: async () => {
      await worker?.terminate();
    },
  };
}
