import { Worker } from 'node:worker_threads';
import type { BundledMicrosoftUpdate } from '../software-update-point/index.ts';

export interface MicrosoftUpdateOptions {
  entry: URL;
  factsFolder: string;
  /** The catalog built from the facts; made anew when the facts changed. */
  file: string;
}

export type ToMicrosoftUpdate = { now: number };
export type FromMicrosoftUpdate =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'ready'; url: string }
  | { kind: 'published'; now: number }
  | { kind: 'failed'; message: string };

/** Starts the bundled Microsoft Update when it is first asked for, and hands out its address. */
export function startMicrosoftUpdate(options: MicrosoftUpdateOptions): BundledMicrosoftUpdate & { close(): Promise<void> } {
  let worker: Worker | undefined;
  let url: Promise<string> | undefined;
  let progress: ((done: number, total: number) => void) | undefined;

  const start = () =>
    new Promise<string>((resolve, reject) => {
      worker = new Worker(options.entry, { workerData: { factsFolder: options.factsFolder, file: options.file } });
      worker.unref();
      const fail = (message: string) => {
        url = undefined;
        reject(new Error(`The bundled Microsoft Update could not be started: ${message}`));
      };
      worker.on('error', (error) => fail((error as Error).message));
      worker.on('message', (message: FromMicrosoftUpdate) => {
        if (message.kind === 'progress') progress?.(message.done, message.total);
        if (message.kind === 'ready') resolve(message.url);
        if (message.kind === 'failed') fail(message.message);
      });
    });

  return {
    publish: async (now, onProgress) => {
      progress = onProgress;
      const address = await (url ??= start());
      const running = worker!;
      await new Promise<void>((resolve) => {
        const published = (message: FromMicrosoftUpdate) => {
          if (message.kind !== 'published' || message.now !== now) return;
          running.off('message', published);
          resolve();
        };
        running.on('message', published);
        running.postMessage({ now } satisfies ToMicrosoftUpdate);
      });
      return address;
    },
    close: async () => void (await worker?.terminate()),
  };
}
