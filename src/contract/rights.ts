import { z } from 'zod';
import { command, query } from './call.ts';
import { objectRef } from './objects.ts';

/** Classes of objects that rights are given on (D§8.6), as far as this product has them. */
export const securableClass = z.enum(['site', 'collection', 'softwareUpdates', 'configurationItem', 'deploymentTemplate', 'deployment', 'deploymentPackage', 'package', 'advertisement', 'statusMessage', 'report', 'query']);

/** What a user may do with a class or one object of it (D§8.6). */
export const right = z.enum(['read', 'create', 'modify', 'delete', 'manageFolders', 'distribute', 'advertise', 'delegate', 'administer']);

/** DOMAIN\user, as Windows writes it. */
export const userName = z
  .string()
  .trim()
  .max(128, 'A user name has at most 128 characters.')
  // oxlint-disable-next-line no-control-regex -- a name is one line
  .regex(/^[^\\/:*?"<>|\u0000-\u001f]+\\[^\\/:*?"<>|\u0000-\u001f]+$/, 'Enter the user as DOMAIN\\user.');

const rightSet = z.array(right).max(right.options.length);

/** A user of the console at this site. */
export const securityUser = z.object({
  name: z.string(),
  /** The account the site server runs under: it holds every right, and nobody can take them from it. */
  account: z.boolean(),
  /** Classes and single objects it was given rights on. */
  classes: z.int().nonnegative(),
  instances: z.int().nonnegative(),
});

/** Rights of a user on a class, or with `object` on one object of it; `by` says where they come from. */
export const givenRights = z.object({
  user: z.string(),
  class: securableClass,
  object: objectRef.extend({ name: z.string() }).nullable(),
  rights: rightSet,
  /** Given by an administrator, held by the account of the site server, or by who made the object. */
  by: z.enum(['given', 'account', 'maker']),
});

/** What one user may do at this site: what the console greys its verbs out by. */
export const ownRights = z.object({
  user: z.string(),
  /** The site knows the user at all. */
  known: z.boolean(),
  classes: z.array(z.object({ class: securableClass, rights: rightSet })),
  instances: z.array(z.object({ class: securableClass, object: objectRef, rights: rightSet })),
});

/** Security rights (D§8.6): who may do what with which class and which object. */
export const rights = {
  /** Of who asks. */
  mine: query({}, ownRights),
  /** By name. */
  users: query({}, z.array(securityUser)),
  /** Of one user, of one object (its class and itself), or with neither all that were given. */
  list: query({ user: z.string().max(128).nullable(), object: objectRef.nullable() }, z.array(givenRights)),
  /** `like`: gets the rights on classes that this user has. */
  addUser: command({ name: userName, like: z.string().max(128).nullable() }, z.object({ name: z.string() })),
  removeUser: command({ name: z.string().max(128) }, z.object({ name: z.string() })),
  /** Rights on a class, or on one object of it, become these. */
  set: command({ user: z.string().max(128), class: securableClass, object: objectRef.nullable(), rights: rightSet }, z.object({ rights: rightSet })),
};

export type SecurableClass = z.infer<typeof securableClass>;
export type Right = z.infer<typeof right>;
export type SecurityUser = z.infer<typeof securityUser>;
export type GivenRights = z.infer<typeof givenRights>;
export type OwnRights = z.infer<typeof ownRights>;
