import { z } from 'zod';
import { command, moment, query } from './call.ts';
import { softwareUpdatePointSettings } from './software-update-point.ts';

/** Roles a server of the site can hold, as far as this product has them. */
export const siteRole = z.enum(['siteSystem', 'siteServer', 'componentServer', 'siteDatabaseServer', 'softwareUpdatePoint', 'distributionPoint']);

export const serverName = z.string().min(1, 'Enter a server name.').max(255).regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'Enter a server name, for example WSUS01.corp.lab.');

/** The proxy server of the role (D§2.1). */
export const roleProxy = z.object({ use: z.boolean(), serverName: z.union([z.literal(''), serverName]), port: z.int().min(1).max(65535), account: z.string().max(128) });

export const siteSystem = z.object({
  server: z.string(),
  roles: z.array(z.object({ role: siteRole, installedAt: moment.nullable(), installedBy: z.string().nullable() })),
});

/** What the New Site Role Wizard asks for. `settings.general.role` and its server name follow from the first two. */
export const rolePlan = z
  .object({ server: serverName, active: z.boolean(), proxy: roleProxy, settings: softwareUpdatePointSettings })
  .refine(({ proxy }) => !proxy.use || proxy.serverName !== '', { path: ['proxy', 'serverName'], error: 'Enter the name of the proxy server.' });

/** One prerequisite of the role, by name. */
export const prerequisite = z.object({
  id: z.enum(['wsus', 'console', 'name', 'port', 'sslPort', 'account', 'certificate']),
  title: z.string(),
  result: z.enum(['passed', 'warning', 'failed']),
  /** What was found. */
  detail: z.string(),
  /** What of it this product only stands in for; null when all of it was looked at. */
  simulated: z.string().nullable(),
});

/** How the settings of WSUS stand to those of the site; kept by SMS_WSUS_CONFIGURATION_MANAGER (D§2.9). */
export const wsusConfiguration = z.object({
  state: z.enum(['none', 'success', 'failed']),
  checkedAt: moment.nullable(),
  /** The next hourly re-application. */
  nextAt: moment.nullable(),
  /** The last time WSUS had other settings than the site, with the names of those. */
  corrected: z.object({ at: moment, settings: z.array(z.string()) }).nullable(),
});

export const siteSystems = {
  list: query({}, z.array(siteSystem)),
  configuration: query({}, wsusConfiguration),
  /** Checks what the role needs, really where that can be; it changes nothing. */
  prerequisites: query({ plan: rolePlan }, z.array(prerequisite)),
  installSoftwareUpdatePoint: command({ plan: rolePlan }, z.array(siteSystem)),
  /** The settings stay; synchronization ends and the updates here wait for the next role's first one. */
  removeSoftwareUpdatePoint: command({ server: serverName }, z.array(siteSystem)),
};

export type SiteSystem = z.infer<typeof siteSystem>;
export type SiteRole = z.infer<typeof siteRole>;
export type RolePlan = z.infer<typeof rolePlan>;
export type Prerequisite = z.infer<typeof prerequisite>;
export type WsusConfiguration = z.infer<typeof wsusConfiguration>;
