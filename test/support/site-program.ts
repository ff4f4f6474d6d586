import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { startEngine } from '../../src/engine/index.ts';
import type { EngineOptions } from '../../src/engine/thread/messages.ts';
import { sourceEntry, type Client } from './engine.ts';

/**
 * A Patchbay of its own, as a process that a test forks: it opens the engine with the options of its first message and
 * answers calls of the contract over the process channel. A test can kill it at any moment.
 */
export type ToProgram = { kind: 'open'; options: EngineOptions } | { kind: 'call'; id: number; area: string; verb: string; input: unknown } | { kind: 'close' };
export type FromProgram = { kind: 'ready'; site: string; listening: string | null } | { kind: 'failed'; message: string } | { kind: 'answer'; id: number; value: unknown } | { kind: 'error'; id: number; message: string };

const tell = (message: FromProgram) => process.send!(message);

async function open(options: EngineOptions) {
  const engine = startEngine(sourceEntry('thread/engine-thread.ts'), options);
  const ready = await engine.ready;
  const port = engine.connect();
  const client = createORPCClient<Client>(new RPCLink({ port }));
  port.start();
  process.on('message', (message: ToProgram) => {
    if (message.kind === 'call') {
      const { id, area, verb, input } = message;
      const call = (client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[area]![verb]!;
      call(input).then((value) => tell({ kind: 'answer', id, value }), (error: Error) => tell({ kind: 'error', id, message: JSON.stringify((error as { data?: unknown }).data ?? error.message) }));
    }
    if (message.kind === 'close') {
      port.close();
      void engine.close().then(() => process.exit(0));
    }
  });
  tell({ kind: 'ready', ...ready });
}

// A test that ends leaves nothing running behind it.
process.once('disconnect', () => process.exit(1));
process.once('message', (message: ToProgram) => {
  if (message.kind === 'open') open(message.options).catch((error: Error) => tell({ kind: 'failed', message: error.message }));
});
