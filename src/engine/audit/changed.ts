import type { Readable } from '../site-database/index.ts';

/** Of the transaction an object is changed in: its revision, site time, and who does it. */
export interface Changed {
  revision: number;
  at: number;
  by: string;
}

/** Revision of the transaction under way, whose journal row comes at its end. */
export const nextRevision = (db: Readable): number => db.prepare<number>('SELECT revision + 1 FROM site').pluck().get()!;
