import { Worker } from 'node:worker_threads';

/** Engine thread → WSUS server thread: publish what arrived up to this moment of site time. */
export type ToWsusServer = { now: number };
/** WSUS server thread → engine thread. `networkUrl` is where other machines find it, when it listens for them; `contentUrl` where files are, when it has them. */
export type FromWsusServer =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'ready'; url: string; networkUrl: string | null; contentUrl: string | null }
  | { kind: 'published'; now: number }
  | { kind: 'failed'; message: string };

/** A WSUS server on a thread of its own, started when it is first asked for. */
export interface WsusWorker {
  /** Lets it publish everything up to `now` and answers with its addresses. Rejects when it cannot start. */
  publish(now: number, progress?: (done: number, total: number) => void): Promise<{ url: string; networkUrl: string | null }>;
  /** Where its files are. Rejects when it cannot start. */
  content(): Promise<string | null>;
  close(): Promise<void>;
}

export function createWsusWorker(what: string, entry: URL, workerData: unknown): WsusWorker {
  let worker: Worker | undefined;
  let addresses: Promise<Extract<FromWsusServer, { kind: 'ready' }>> | undefined;
  let progress: ((done: number, total: number) => void) | undefined;

  const start = () =>
    new Promise<Extract<FromWsusServer, { kind: 'ready' }>>((resolve, reject) => {
      worker = new Worker(entry, { workerData });
      worker.unref();
      const fail = (message: string) => {
        addresses = undefined;
        reject(new Error(`${what} could not be started: ${message}`));
      };
      worker.on('error', (error) => fail((error as Error).message));
      worker.on('message', (message: FromWsusServer) => {
        if (message.kind === 'progress') progress?.(message.done, message.total);
        if (message.kind === 'ready') resolve(message);
        if (message.kind === 'failed') fail(message.message);
      });
    });

  return {
    content: async () => (await (addresses ??= start())).contentUrl,
    publish: async (now, onProgress) => {
      progress = onProgress;
      const { url, networkUrl } = await (addresses ??= start());
      const running = worker!;
      await new Promise<void>((resolve) => {
        const published = (message: FromWsusServer) => {
          if (message.kind !== 'published' || message.now !== now) return;
          running.off('message', published);
          resolve();
        };
        running.on('message', published);
        running.postMessage({ now } satisfies ToWsusServer);
      });
      return { url, networkUrl };
    },
    close: async () => void (await worker?.terminate()),
  };
}
