import type { MessagePort } from 'node:worker_threads';

/** What a host hands the engine thread when it starts it. */
export interface EngineOptions {
  /** Folder of databases, logs and the bundled catalog. */
  dataFolder: string;
  /** Folder of the bundled catalog's facts. */
  factsFolder: string;
  host: { kind: 'desktop' | 'browser'; version: string; runtime: string; actor: string };
  /** Entries of the other threads, as built. */
  entries: { reader: string; microsoftUpdate: string; wsusServer: string };
  /** A new lab site begins at this moment of its own time, milliseconds UTC. */
  labStartAt: number;
  seed: string;
}

/** Host → engine thread. */
export type ToEngine = { kind: 'connect'; port: MessagePort } | { kind: 'close' };

/** Engine thread → host. */
export type FromEngine = { kind: 'ready'; site: string } | { kind: 'failed'; what: string; why: string; todo: string };
