import type { MessagePort } from 'node:worker_threads';
import type { ParentElsewhere } from '../hierarchy/wire/index.ts';

/** What a host hands the engine thread when it starts it. */
export interface EngineOptions {
  /** Folder of databases, logs and the bundled catalog. */
  dataFolder: string;
  /** Folder of the bundled catalog's facts. */
  factsFolder: string;
  host: { kind: 'desktop' | 'browser'; version: string; runtime: string; actor: string };
  /** Entries of the other threads, as built. */
  entries: { reader: string; checkpoints: string; microsoftUpdate: string; wsusServer: string };
  /** A new lab site begins at this moment of its own time, milliseconds UTC. */
  labStartAt: number;
  seed: string;
  /** Where sites on other machines reach this one; null: nowhere. Certificate and key are paths of PEM files. */
  listen: { host: string; port: number; wsusPort: number; certificate: string | null; key: string | null } | null;
  /** Child sites on other machines may be added though this program does not listen: a later one will. */
  expectElsewhere: boolean;
  /** The parent in another program that the site of this folder joins. */
  parent: ParentElsewhere | null;
  /** Path of a PEM file with certificates to trust besides those of the system. */
  authority: string | null;
}

/** Host → engine thread. */
export type ToEngine = { kind: 'connect'; port: MessagePort } | { kind: 'close' };

/** Engine thread → host. */
export type FromEngine = { kind: 'ready'; site: string; listening: string | null } | { kind: 'failed'; what: string; why: string; todo: string };
