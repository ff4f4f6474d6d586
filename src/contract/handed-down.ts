import { z } from 'zod';
import { moment, siteCode } from './call.ts';
import { updateIcon } from './update-repository.ts';

/** Of an object that is made at one site and known, read-only, at those below it. */
export const madeAtSite = {
  sourceSite: siteCode,
  /** It came from a parent site and cannot be changed here. */
  locked: z.boolean(),
  createdAt: moment,
  createdBy: z.string(),
  modifiedAt: moment,
  modifiedBy: z.string(),
};

/** Of an object that holds software updates. */
export const heldUpdates = {
  updates: z.int().nonnegative(),
  expired: z.int().nonnegative(),
  superseded: z.int().nonnegative(),
  /** In it, but not in the repository of this site: not synchronized yet, or gone with the catalog. */
  missing: z.int().nonnegative(),
};

/** An update as the results of a wizard name it. */
export const namedUpdate = z.object({ id: z.int().positive(), articleId: z.string(), bulletinId: z.string(), title: z.string(), icon: updateIcon });
export type NamedUpdate = z.infer<typeof namedUpdate>;
