import { z } from 'zod';
import { command, moment, query, siteCode } from './call.ts';

const serverName = z
  .string()
  .min(1, 'Enter the name of the site server.')
  .max(255)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'Enter a server name, for example PR101.corp.lab.');

/** A site as its hierarchy knows it (SYNC-11). */
export const hierarchySite = z.object({
  code: siteCode,
  name: z.string().min(1, 'Enter a name.').max(100),
  server: serverName,
  kind: z.enum(['central', 'primary', 'secondary']),
  parent: siteCode.nullable(),
  /** Whether its engine runs in this program or in another one, perhaps on another machine. */
  place: z.enum(['here', 'elsewhere']),
});

export const newSite = z.object({
  code: siteCode,
  name: z.string().trim().min(1, 'Enter a name.').max(100),
  server: serverName,
  kind: z.enum(['primary', 'secondary']),
  place: z.enum(['here', 'elsewhere']),
});

/** Site-to-site replication with one neighbour. Messages go in order, each is kept until the neighbour has committed it. */
export const link = z.object({
  neighbour: siteCode,
  direction: z.enum(['parent', 'child']),
  state: z.enum(['healthy', 'waiting', 'failing', 'held', 'never']),
  /** Messages queued here that the neighbour has not acknowledged. */
  backlog: z.int().nonnegative(),
  oldestQueuedAt: moment.nullable(),
  /** Messages acknowledged by the neighbour, and received from it, since the link was made. */
  acknowledged: z.int().nonnegative(),
  received: z.int().nonnegative(),
  lastExchangeAt: moment.nullable(),
  /** Tries that failed since the last exchange. */
  attempts: z.int().nonnegative(),
  lastError: z.string().nullable(),
  nextAttemptAt: moment.nullable(),
});

export const queuedMessage = z.object({ number: z.int().positive(), kind: z.string(), what: z.string(), queuedAt: moment });

export const hierarchy = {
  /** This site first, then those below it, parents before children. */
  sites: query({}, z.array(hierarchySite)),
  links: query({}, z.array(link)),
  /** What waits for a neighbour, oldest first; at most 500. */
  backlog: query({ neighbour: siteCode }, z.array(queuedMessage)),
  /** Makes a child site of the asked one. A site elsewhere answers with the key its machine joins with; it is shown once. */
  addSite: command({ site: newSite }, z.object({ code: siteCode, joinKey: z.string().nullable() })),
  removeSite: command({ code: siteCode }, z.object({ setAside: z.string().nullable() })),
  /** Holds back or lets go what is sent over a link. */
  holdLink: command({ neighbour: siteCode, held: z.boolean() }, link),
};

export type HierarchySite = z.infer<typeof hierarchySite>;
export type NewSite = z.infer<typeof newSite>;
export type Link = z.infer<typeof link>;
export type QueuedMessage = z.infer<typeof queuedMessage>;
