import { z } from 'zod';
import { query } from './call.ts';
import { languages } from './software-update-point.ts';

/** The Windows Update Agent gives a scan up with 0x80244010 after so many round trips; one answer holds at most so many bytes. */
export const scanLimits = { roundTrips: 200, bytes: 200_000 } as const;

const amount = z.object({
  updates: z.int().nonnegative(),
  /** Bytes of their metadata; of updates that are not stored yet an estimate from the average of their classification. */
  bytes: z.int().nonnegative(),
});

/** What a choice of classifications and products costs a client that scans (INSIGHT-07). */
export const scanCost = z.object({
  /** False: the source could not be asked; `whyNot` says why. */
  known: z.boolean(),
  whyNot: z.string().nullable(),
  /** In the software update point's catalog now: what clients scan for. */
  stored: amount,
  /** What the next synchronization brings with the choice as it is saved. */
  pending: amount.nullable(),
  /** What the draft adds to that. */
  adds: amount.nullable(),
  /** Updates the saved choice would still bring and the draft would not. */
  drops: z.int().nonnegative(),
  /** Of a client's first scan, at most; 0 while nothing is stored. */
  roundTripsNow: z.int().nonnegative(),
  roundTripsAfter: z.int().nonnegative().nullable(),
});

const ids = z.array(z.guid()).max(2000);

export const insight = {
  /** For a draft of the Classifications, Products and Languages tabs, before it is saved. */
  scanCost: query({ draft: z.object({ classifications: ids, products: ids, languages }) }, scanCost),
};

export type ScanCost = z.infer<typeof scanCost>;
