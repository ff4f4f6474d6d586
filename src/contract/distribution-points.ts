import { z } from 'zod';
import { command, query, siteCode } from './call.ts';
import { serverName } from './site-systems.ts';

/** An IP subnet, an Active Directory site, or an IP address range. */
const boundary = z.string().trim().min(1, 'Enter a boundary.').max(100).regex(/^[\w .:/-]+$/, 'A boundary is an IP subnet, an address range or the name of an Active Directory site.');

export const distributionPointSettings = z
  .strictObject({
    /** On a computer that runs no server; it gets its content as the package says. */
    branch: z.boolean(),
    /** Only clients within its boundaries use it. */
    protected: z.boolean(),
    boundaries: z.array(boundary).max(200),
  })
  .refine((one) => !one.protected || one.boundaries.length > 0, { path: ['boundaries'], error: 'A protected distribution point needs a boundary: without one no client could use it.' });

export const distributionPoint = z.object({
  server: z.string(),
  siteCode,
  settings: distributionPointSettings,
  packages: z.int().nonnegative(),
});

/** Distribution points: servers of the site that hold copies of packages (DEPLOY-04). */
export const distributionPoints = {
  /** Of this site, by name. */
  list: query({}, z.array(distributionPoint)),
  install: command({ server: serverName, settings: distributionPointSettings }, distributionPoint),
  change: command({ server: serverName, settings: distributionPointSettings }, distributionPoint),
  /** What goes with the role: packages whose copies are deleted, and those that are nowhere else. */
  removal: query({ server: serverName }, z.object({ packages: z.array(z.object({ id: z.string(), name: z.string(), last: z.boolean() })) })),
  remove: command({ server: serverName }, z.object({ packages: z.int().nonnegative() })),
};

export type DistributionPoint = z.infer<typeof distributionPoint>;
export type DistributionPointSettings = z.infer<typeof distributionPointSettings>;
