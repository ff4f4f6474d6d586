/**
 * Implements the contract, one thin file for each of its files: a call in, a door of the engine, a reply out.
 * Nothing is decided here.
 */
import { airGap } from './air-gap.ts';
import { api, type Connection } from './implement.ts';
import { clients } from './clients.ts';
import { collections } from './collections.ts';
import { compliance } from './compliance.ts';
import { deploymentTemplates } from './deployment-templates.ts';
import { deployments } from './deployments.ts';
import { desktops } from './desktops.ts';
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

export const router = api.router({ site, hierarchy, siteSystems, policy, objects, rights, jobs, softwareUpdatePoint, updateRepository, searchFolders, updateLists, deploymentTemplates, deployments, softwareUpdatesClientAgent, deploymentPackages, distributionPoints, softwareDistribution, clients, desktops, collections, compliance, airGap, insight, logs, statusMessages, lab, host });
export type { Connection };
