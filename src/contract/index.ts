/**
 * The words and the wire: every query, command and event of the product, once. Client type, server type, form checks
 * and documentation derive from this; the serving end parses every input. No behaviour lives here.
 */
import { airGap } from './air-gap.ts';
import { clients } from './clients.ts';
import { desktops } from './desktops.ts';
import { collections } from './collections.ts';
import { compliance } from './compliance.ts';
import { deploymentTemplates } from './deployment-templates.ts';
import { deployments } from './deployments.ts';
import { deploymentPackages } from './deployment-packages.ts';
import { distributionPoints } from './distribution-points.ts';
import { hierarchy } from './hierarchy.ts';
import { host } from './host.ts';
import { insight } from './insight.ts';
import { jobs } from './jobs.ts';
import { lab } from './lab.ts';
import { logs } from './logs.ts';
import { objects } from './objects.ts';
import { policy } from './policy.ts';
import { rights } from './rights.ts';
import { searchFolders } from './search-folders.ts';
import { site } from './site.ts';
import { siteSystems } from './site-systems.ts';
import { softwareDistribution } from './software-distribution.ts';
import { softwareUpdatePoint } from './software-update-point.ts';
import { softwareUpdatesClientAgent } from './software-updates-client-agent.ts';
import { statusMessages } from './status-messages.ts';
import { updateLists } from './update-lists.ts';
import { updateRepository } from './update-repository.ts';

export const contract = { site, hierarchy, siteSystems, policy, objects, rights, jobs, softwareUpdatePoint, updateRepository, searchFolders, updateLists, deploymentTemplates, deployments, softwareUpdatesClientAgent, deploymentPackages, distributionPoints, softwareDistribution, clients, desktops, collections, compliance, airGap, insight, logs, statusMessages, lab, host };

export * from './air-gap.ts';
export * from './call.ts';
export * from './clients.ts';
export * from './desktops.ts';
export * from './collections.ts';
export * from './compliance.ts';
export * from './deployment-settings.ts';
export * from './deployment-templates.ts';
export * from './deployments.ts';
export * from './deployment-packages.ts';
export * from './distribution-points.ts';
export type { NamedUpdate } from './handed-down.ts';
export * from './hierarchy.ts';
export * from './insight.ts';
export * from './jobs.ts';
export * from './lab.ts';
export * from './logs.ts';
export * from './needed-rights.ts';
export * from './objects.ts';
export * from './policy.ts';
export * from './rights.ts';
export * from './search-criteria.ts';
export * from './search-folders.ts';
export * from './site.ts';
export * from './site-systems.ts';
export * from './software-distribution.ts';
export * from './software-update-point.ts';
export * from './software-updates-client-agent.ts';
export * from './status-messages.ts';
export * from './update-lists.ts';
export * from './update-repository.ts';
