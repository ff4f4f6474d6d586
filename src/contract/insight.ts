import { z } from 'zod';
import { moment, query } from './call.ts';
import { languages } from './software-update-point.ts';
import { updateIcon } from './update-repository.ts';

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

/** One update of a supersedence graph. */
export const supersedenceNode = z.object({
  id: z.int().positive(),
  title: z.string(),
  articleId: z.string(),
  bulletinId: z.string(),
  icon: updateIcon,
  dateReleased: moment,
  expired: z.boolean(),
  /** How it stands to the update asked for: `newer` ones supersede it, itself or through others. */
  side: z.enum(['newer', 'this', 'older']),
  /** Null while there is no computer to count. */
  counts: z.object({ installed: z.int().nonnegative(), required: z.int().nonnegative(), notRequired: z.int().nonnegative(), unknown: z.int().nonnegative() }).nullable(),
});

/** What supersedes what around one update, and what expiring or declining it would do (INSIGHT-04). */
export const supersedenceGraph = z.object({
  /** Newer ones first, each side nearest first. */
  nodes: z.array(supersedenceNode).max(60),
  /** Without those that follow from others. */
  edges: z.array(z.object({ newer: z.int(), older: z.int() })),
  /** Updates of the family beyond those drawn. */
  more: z.object({ newer: z.int().nonnegative(), older: z.int().nonnegative() }),
  /** Updates named as superseded that this site has not synchronized. */
  notSynchronized: z.int().nonnegative(),
  effect: z.object({
    /** It is expired already. */
    expired: z.boolean(),
    required: z.int().nonnegative(),
    /** Updates that supersede it, itself or through others, and are not expired. */
    fixes: z.int().nonnegative(),
    /** Computers that require it and none of `fixes`. */
    onlyFix: z.int().nonnegative(),
  }),
  asOf: moment.nullable(),
});

const ids = z.array(z.guid()).max(2000);

export const insight = {
  /** For a draft of the Classifications, Products and Languages tabs, before it is saved. */
  scanCost: query({ draft: z.object({ classifications: ids, products: ids, languages }) }, scanCost),
  /** Counts are of a collection's computers, or (null) of All Systems. */
  supersedence: query({ update: z.int().positive(), collection: z.int().positive().nullable() }, supersedenceGraph),
};

export type ScanCost = z.infer<typeof scanCost>;
export type SupersedenceNode = z.infer<typeof supersedenceNode>;
export type Supersedence = z.infer<typeof supersedenceGraph>;
