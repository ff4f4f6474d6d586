import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { EngineOptions, FromEngine, ToEngine } from './messages.ts';

/** The engine on its own thread, as a host sees it. */
export interface EngineThread {
  /** Settles when the site is open, with the address where it listens for sites on other machines; rejects with an EngineStartError. */
  readonly ready: Promise<{ site: string; listening: string | null }>;
  /** A port that speaks the contract; one for each window or connection. */
  connect(): MessagePort;
  /** Stops jobs, writes what is waiting and ends the thread. */
  close(): Promise<void>;
  /** Called when the thread dies by itself. */
  onDeath(listener: (error: Error) => void): void;
}

export class EngineStartError extends Error {
  readonly explained: { what: string; why: string; todo: string };
  constructor(explained: { what: string; why: string; todo: string }) {
    super(`${explained.what} ${explained.why}`);
    this.name = 'EngineStartError';
    this.explained = explained;
  }
}

/** Starts the engine thread from its built (or source) entry. */
export function startEngine(entry: URL, options: EngineOptions): EngineThread {
  const worker = new Worker(entry, { workerData: options });
  let closing = false;
  const deaths: ((error: Error) => void)[] = [];
  const closed = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const ready = new Promise<{ site: string; listening: string | null }>((resolve, reject) => {
    worker.on('message', (message: FromEngine) => {
      if (message.kind === 'ready') resolve({ site: message.site, listening: message.listening });
      if (message.kind === 'failed') reject(new EngineStartError(message));
    });
    worker.on('error', (error) => {
      reject(error as Error);
      if (!closing) deaths.forEach((listener) => listener(error as Error));
    });
  });
  const tell = (message: ToEngine, transfer: MessagePort[] = []) => worker.postMessage(message, transfer);
  return {
    ready,
    connect: () => {
      const { port1, port2 } = new MessageChannel();
      tell({ kind: 'connect', port: port2 }, [port2]);
      return port1;
    },
    close: async () => {
      closing = true;
      tell({ kind: 'close' });
      await closed;
    },
    onDeath: (listener) => void deaths.push(listener),
  };
}
