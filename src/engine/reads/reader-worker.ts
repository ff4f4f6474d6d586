import { parentPort, workerData } from 'node:worker_threads';
import type { ReadInput, ReadName } from './console-reads.ts';
import type { Publication } from '../compliance/index.ts';
import { system } from '../kernel/index.ts';
import { createInlineReaders } from './readers.ts';

const readers = createInlineReaders((workerData as { file: string }).file);

/** Between questions what the next ones need is made ready, a little at a time. */
let planned = false;
const ahead = () => {
  if (planned) return;
  planned = true;
  system.defer(() => {
    planned = false;
    if (readers.ahead()) ahead();
  });
};

type Told = { follow: Publication } | { id: number; name: ReadName; input: ReadInput<ReadName>; now: number };

parentPort!.on('message', (told: Told) => {
  if ('follow' in told) return readers.follow(told.follow);
  const { id, name, input, now } = told;
  readers.read(name, input, now).then(
    (reply) => {
      parentPort!.postMessage({ id, ...reply });
      ahead();
    },
    (error: Error) => parentPort!.postMessage({ id, error: error.message }),
  );
});
