import { Worker } from 'node:worker_threads';
import type { Publication } from '../compliance/index.ts';
import { openReader } from '../site-database/index.ts';
import { createConsoleReads, type ReadInput, type ReadName, type ReadOutput } from './console-reads.ts';

/** Runs console reads away from the engine thread, each on a read-only connection of its own. */
export interface Readers {
  /** `now` is the site's moment. */
  read<N extends ReadName>(name: N, input: ReadInput<N>, now: number): Promise<{ revision: number; value: ReadOutput<N> }>;
  /** The live counts from now on; its arrays are shared memory. */
  follow(publication: Publication): void;
  close(): Promise<void>;
}

interface Waiting {
  resolve(reply: { revision: number; value: never }): void;
  reject(error: Error): void;
}

/** Reads on the calling thread, on a connection of their own: for tests of one thread and for the reader worker itself. */
export function createInlineReaders(file: string): Readers & { ahead(): boolean } {
  const connection = openReader(file);
  const reads = createConsoleReads(connection);
  return {
    read: async (name, input, now) => {
      reads.at(now);
      const read = reads[name] as (input: ReadInput<typeof name>) => ReadOutput<typeof name>;
      return { value: read(input), revision: reads.revision() };
    },
    follow: reads.follow,
    ahead: reads.ahead,
    close: async () => connection.close(),
  };
}

/** One worker thread answers in turn; a worker that dies is replaced and what it owed is refused. */
export function createReaderWorker(file: string, entry: URL): Readers {
  const waiting = new Map<number, Waiting>();
  let next = 1;
  let closing = false;

  const start = (): Worker => {
    const worker = new Worker(entry, { workerData: { file } });
    worker.unref();
    if (followed) worker.postMessage({ follow: followed });
    worker.on('message', (reply: { id: number; value?: never; revision?: number; error?: string }) => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.error !== undefined) asked?.reject(new Error(reply.error));
      else asked?.resolve({ revision: reply.revision!, value: reply.value! });
    });
    worker.on('error', (error) => {
      waiting.forEach((asked) => asked.reject(error as Error));
      waiting.clear();
      if (!closing) current = start();
    });
    return worker;
  };
  // Started with the first question: a site nobody looks at needs none.
  let current: Worker | undefined;
  let followed: Publication | undefined;

  return {
    read: (name, input, now) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        (current ??= start()).postMessage({ id, name, input, now });
      }),
    follow: (publication) => {
      followed = publication;
      current?.postMessage({ follow: publication });
    },
    close: async () => {
      closing = true;
      await current?.terminate();
    },
  };
}
