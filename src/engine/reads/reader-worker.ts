import { parentPort, workerData } from 'node:worker_threads';
import type { ReadInput, ReadName } from './console-reads.ts';
import { createInlineReaders } from './readers.ts';

const readers = createInlineReaders((workerData as { file: string }).file);

parentPort!.on('message', ({ id, name, input }: { id: number; name: ReadName; input: ReadInput<ReadName> }) => {
  readers.read(name, input).then(
    (reply) => parentPort!.postMessage({ id, ...reply }),
    (error: Error) => parentPort!.postMessage({ id, error: error.message }),
  );
});
