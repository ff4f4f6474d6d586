import { sql as site } from './0001-site.ts';
import { sql as softwareUpdates } from './0002-software-updates.ts';
import { sql as syncSchedule } from './0003-sync-schedule.ts';
import { sql as supersedence } from './0004-supersedence.ts';
import { sql as trustedKeys } from './0005-trusted-keys.ts';
import { sql as expiredSince } from './0006-expired-since.ts';
import { sql as hierarchy } from './0007-hierarchy.ts';
import { sql as siteSystems } from './0008-site-systems.ts';
import { sql as machinePolicies } from './0009-machine-policies.ts';
import { sql as clients } from './0010-clients.ts';
import { sql as stateMessages } from './0011-state-messages.ts';
import { sql as collections } from './0012-collections.ts';
import { sql as clientsOfChildSites } from './0013-clients-of-child-sites.ts';
import { sql as searchFolders } from './0014-search-folders.ts';
import { sql as objectsAndUpdateLists } from './0015-objects-and-update-lists.ts';
import { sql as hardwareInventory } from './0016-hardware-inventory.ts';
import { sql as rightsAndUpdateSettings } from './0017-rights-and-update-settings.ts';
import { sql as deploymentTemplates } from './0018-deployment-templates.ts';
import { sql as deployments } from './0019-deployments.ts';
import { sql as deploymentPackages } from './0020-deployment-packages.ts';
import { sql as membershipFound } from './0021-membership-found.ts';
import { sql as enforcement } from './0022-enforcement.ts';
import { sql as clientUserSettings } from './0023-client-user-settings.ts';
import { sql as softwareDistribution } from './0024-software-distribution.ts';
import { sql as deploymentSummaries } from './0025-deployment-summaries.ts';

export interface Migration {
  /** 1, 2, 3 …: append only; a published migration never changes. */
  readonly id: number;
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  { id: 1, name: 'site', sql: site },
  { id: 2, name: 'software-updates', sql: softwareUpdates },
  { id: 3, name: 'sync-schedule', sql: syncSchedule },
  { id: 4, name: 'supersedence', sql: supersedence },
  { id: 5, name: 'trusted-keys', sql: trustedKeys },
  { id: 6, name: 'expired-since', sql: expiredSince },
  { id: 7, name: 'hierarchy', sql: hierarchy },
  { id: 8, name: 'site-systems', sql: siteSystems },
  { id: 9, name: 'machine-policies', sql: machinePolicies },
  { id: 10, name: 'clients', sql: clients },
  { id: 11, name: 'state-messages', sql: stateMessages },
  { id: 12, name: 'collections', sql: collections },
  { id: 13, name: 'clients-of-child-sites', sql: clientsOfChildSites },
  { id: 14, name: 'search-folders', sql: searchFolders },
  { id: 15, name: 'objects-and-update-lists', sql: objectsAndUpdateLists },
  { id: 16, name: 'hardware-inventory', sql: hardwareInventory },
  { id: 17, name: 'rights-and-update-settings', sql: rightsAndUpdateSettings },
  { id: 18, name: 'deployment-templates', sql: deploymentTemplates },
  { id: 19, name: 'deployments', sql: deployments },
  { id: 20, name: 'deployment-packages', sql: deploymentPackages },
  { id: 21, name: 'membership-found', sql: membershipFound },
  { id: 22, name: 'enforcement', sql: enforcement },
  { id: 23, name: 'client-user-settings', sql: clientUserSettings },
  { id: 24, name: 'software-distribution', sql: softwareDistribution },
  { id: 25, name: 'deployment-summaries', sql: deploymentSummaries },
];
