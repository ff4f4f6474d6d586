import type { Right, SecurableClass } from './rights.ts';

/**
 * What a call needs: a right on a class; with `object`, the right on that one object does as well, whose id is the input's field
 * of that name. `itself`: the room asks, since it depends on what is to be changed.
 */
export type NeededRight = { class: SecurableClass; right: Right; object?: { kind: string; field: string } } | 'itself' | null;

/** Kinds of console objects by the class that rights on them belong to; an update list is a configuration item (D§5.1). */
export const classOfKind: Readonly<Record<string, SecurableClass>> = {
  collection: 'collection', updateList: 'configurationItem', deploymentTemplate: 'deploymentTemplate', deployment: 'deployment', searchFolder: 'softwareUpdates', softwareUpdate: 'softwareUpdates', softwareUpdatePoint: 'site', softwareUpdatesClientAgent: 'site', link: 'site', deploymentPackage: 'deploymentPackage', distributionPoint: 'site', package: 'package', program: 'package', advertisement: 'advertisement',
};

/** What each class can be given; every right but Administer, Create and Delegate needs Read beside it (D§8.6). */
export const rightsOfClass: Readonly<Record<SecurableClass, readonly Right[]>> = {
  site: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
  collection: ['read', 'create', 'modify', 'delete', 'advertise', 'delegate', 'administer'],
  softwareUpdates: ['read', 'modify', 'manageFolders', 'distribute', 'delegate', 'administer'],
  configurationItem: ['read', 'create', 'modify', 'delete', 'distribute', 'delegate', 'administer'],
  deploymentTemplate: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
  deployment: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
  deploymentPackage: ['read', 'create', 'modify', 'delete', 'distribute', 'delegate', 'administer'],
  package: ['read', 'create', 'modify', 'delete', 'distribute', 'delegate', 'administer'],
  advertisement: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
  statusMessage: ['read', 'delegate', 'administer'],
  report: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
  query: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
};

/** Rights that can be had without Read. */
export const withoutRead: readonly Right[] = ['create', 'delegate', 'administer'];

export const classNames: Readonly<Record<SecurableClass, string>> = {
  site: 'Site', collection: 'Collection', softwareUpdates: 'Software Updates', configurationItem: 'Configuration Item', deploymentTemplate: 'Deployment Template',
  deployment: 'Deployment', deploymentPackage: 'Deployment Package', package: 'Package', advertisement: 'Advertisement', statusMessage: 'Status Message', report: 'Report', query: 'Query',
};

export const rightNames: Readonly<Record<Right, string>> = {
  read: 'Read', create: 'Create', modify: 'Modify', delete: 'Delete', manageFolders: 'Manage Folders', distribute: 'Distribute', advertise: 'Advertise', delegate: 'Delegate', administer: 'Administer',
};

const on = (of: SecurableClass, right: Right, kind?: string, field = 'id'): NeededRight => ({ class: of, right, ...(kind && { object: { kind, field } }) });
const [readSite, modifySite] = [on('site', 'read'), on('site', 'modify')];
const [readUpdates, readCollections] = [on('softwareUpdates', 'read'), on('collection', 'read')];
const folder = (field?: string) => on('softwareUpdates', 'manageFolders', 'searchFolder', field);
const list = (right: Right) => on('configurationItem', right, 'updateList');
const template = (right: Right) => on('deploymentTemplate', right, 'deploymentTemplate');
const deployment = (right: Right) => on('deployment', right, 'deployment');
const ofPackage = (right: Right, field?: string) => on('deploymentPackage', right, 'deploymentPackage', field);
const ofDistributed = (right: Right, field?: string) => on('package', right, 'package', field);
const advertisement = (right: Right) => on('advertisement', right, 'advertisement');
const collection = (right: Right) => on('collection', right, 'collection');

/**
 * What every procedure of the contract needs (D§8.6), by its name: asked at the engine's door for every call, and by the console,
 * which greys out what would be refused. Null: everybody may, as with the lab's clock, which is no part of the product.
 */
export const neededRights: Readonly<Record<string, NeededRight>> = {
  'site.describe': null, 'site.components': readSite, 'site.changes': null,
  'site.setClockSpeed': null, 'site.advanceClock': null, 'site.advanceClockUntil': null, 'site.haltClock': null,
  'hierarchy.sites': null, 'hierarchy.links': readSite, 'hierarchy.backlog': readSite,
  'hierarchy.addSite': on('site', 'create'), 'hierarchy.removeSite': on('site', 'delete'), 'hierarchy.holdLink': modifySite,
  'siteSystems.list': readSite, 'siteSystems.configuration': readSite, 'siteSystems.prerequisites': readSite,
  'siteSystems.installSoftwareUpdatePoint': modifySite, 'siteSystems.removeSoftwareUpdatePoint': modifySite,
  'policy.machinePolicies': readSite,
  'objects.references': null, 'objects.history': readSite, 'objects.entry': readSite, 'objects.undoPreview': readSite, 'objects.lastChange': null, 'objects.undo': 'itself',
  'rights.mine': null, 'rights.users': null, 'rights.list': readSite, 'rights.addUser': 'itself', 'rights.removeUser': 'itself', 'rights.set': 'itself',
  'jobs.list': null, 'jobs.progress': null, 'jobs.cancel': modifySite,
  'softwareUpdatePoint.settings': readSite, 'softwareUpdatePoint.categories': readUpdates, 'softwareUpdatePoint.languages': readSite, 'softwareUpdatePoint.change': modifySite,
  'softwareUpdatePoint.runSynchronization': modifySite, 'softwareUpdatePoint.status': null, 'softwareUpdatePoint.statuses': readSite, 'softwareUpdatePoint.history': readSite,
  'softwareUpdatePoint.cancelRetry': modifySite, 'softwareUpdatePoint.testConnection': modifySite,
  'updateRepository.tree': readUpdates, 'updateRepository.rows': readUpdates, 'updateRepository.ids': readUpdates, 'updateRepository.position': readUpdates,
  'updateRepository.details': readUpdates, 'updateRepository.exportList': readUpdates,
  'updateRepository.common': readUpdates, 'updateRepository.change': on('softwareUpdates', 'modify'), 'updateRepository.pendingLicenceTerms': readUpdates, 'updateRepository.acceptLicenceTerms': on('softwareUpdates', 'modify'),
  'searchFolders.list': readUpdates, 'searchFolders.create': folder('parent'), 'searchFolders.createFolder': folder('parent'), 'searchFolders.change': folder(), 'searchFolders.rename': folder(),
  'searchFolders.move': folder(), 'searchFolders.deletion': readUpdates, 'searchFolders.delete': folder(), 'searchFolders.explain': readUpdates, 'searchFolders.exportXml': readUpdates, 'searchFolders.readXml': readUpdates,
  'updateLists.list': on('configurationItem', 'read'), 'updateLists.compliance': list('read'), 'updateLists.create': on('configurationItem', 'create'), 'updateLists.add': list('modify'),
  'updateLists.remove': list('modify'), 'updateLists.change': list('modify'), 'updateLists.deletion': list('read'), 'updateLists.delete': list('delete'),
  'deploymentTemplates.list': on('deploymentTemplate', 'read'), 'deploymentTemplates.create': on('deploymentTemplate', 'create'), 'deploymentTemplates.change': template('modify'), 'deploymentTemplates.rename': template('modify'),
  'deploymentTemplates.copy': on('deploymentTemplate', 'create'), 'deploymentTemplates.deletion': template('read'), 'deploymentTemplates.delete': template('delete'), 'deploymentTemplates.exportXml': template('read'), 'deploymentTemplates.readXml': on('deploymentTemplate', 'create'),
  'deployments.list': on('deployment', 'read'), 'deployments.enforcement': deployment('read'), 'deployments.enforcementSums': on('deployment', 'read'), 'deployments.overTime': deployment('read'), 'deployments.computers': deployment('read'), 'deployments.examine': on('deployment', 'create'), 'deployments.create': on('deployment', 'create'), 'deployments.change': deployment('modify'), 'deployments.setEnabled': deployment('modify'),
  'deployments.addUpdates': deployment('modify'), 'deployments.removeUpdates': deployment('modify'), 'deployments.deletion': deployment('read'), 'deployments.delete': deployment('delete'),
  'softwareUpdatesClientAgent.settings': readSite, 'softwareUpdatesClientAgent.change': modifySite,
  'deploymentPackages.list': on('deploymentPackage', 'read'), 'deploymentPackages.updates': ofPackage('read'), 'deploymentPackages.status': ofPackage('read'), 'deploymentPackages.plan': readUpdates,
  'deploymentPackages.checkSource': on('deploymentPackage', 'read'), 'deploymentPackages.create': on('deploymentPackage', 'create'), 'deploymentPackages.download': ofPackage('modify'), 'deploymentPackages.change': ofPackage('modify'),
  'deploymentPackages.setAccessAccounts': ofPackage('modify'), 'deploymentPackages.removeUpdates': ofPackage('modify'), 'deploymentPackages.downloadAgain': ofPackage('modify'),
  'deploymentPackages.addDistributionPoints': ofPackage('distribute'), 'deploymentPackages.removeDistributionPoints': ofPackage('distribute'), 'deploymentPackages.updateDistributionPoints': ofPackage('distribute'),
  'deploymentPackages.deletion': ofPackage('read'), 'deploymentPackages.delete': ofPackage('delete'), 'deploymentPackages.downloadSettings': readSite, 'deploymentPackages.setDownloadSettings': modifySite,
  'distributionPoints.list': null, 'distributionPoints.install': modifySite, 'distributionPoints.change': modifySite, 'distributionPoints.removal': readSite, 'distributionPoints.remove': modifySite,
  'softwareDistribution.packages': on('package', 'read'), 'softwareDistribution.createPackage': on('package', 'create'), 'softwareDistribution.changePackage': ofDistributed('modify'), 'softwareDistribution.packageDeletion': ofDistributed('read'), 'softwareDistribution.deletePackage': ofDistributed('delete'),
  'softwareDistribution.createProgram': ofDistributed('modify', 'package'), 'softwareDistribution.changeProgram': on('package', 'modify'), 'softwareDistribution.programDeletion': on('package', 'read'), 'softwareDistribution.deleteProgram': on('package', 'modify'),
  'softwareDistribution.advertisements': on('advertisement', 'read'), 'softwareDistribution.createAdvertisement': on('advertisement', 'create'), 'softwareDistribution.changeAdvertisement': advertisement('modify'),
  'softwareDistribution.advertisementDeletion': advertisement('read'), 'softwareDistribution.deleteAdvertisement': advertisement('delete'),
  'clients.list': readCollections, 'clients.details': readCollections, 'clients.updates': readCollections, 'clients.log': readCollections, 'clients.inventory': readCollections, 'clients.deployments': readCollections, 'clients.act': on('collection', 'modify'),
  'desktops.show': readCollections, 'desktops.install': on('collection', 'modify'), 'desktops.snooze': on('collection', 'modify'), 'desktops.configure': on('collection', 'modify'), 'desktops.deleteFiles': on('collection', 'modify'), 'desktops.damageContent': on('collection', 'modify'), 'desktops.removeUpdate': on('collection', 'modify'), 'desktops.stickTransfer': on('collection', 'modify'), 'desktops.resetTransfers': on('collection', 'modify'),
  'collections.list': readCollections, 'collections.details': collection('read'), 'collections.create': on('collection', 'create'), 'collections.change': collection('modify'),
  'collections.setMaintenanceWindows': collection('modify'), 'collections.deletion': collection('read'), 'collections.delete': collection('delete'), 'collections.updateMembership': collection('modify'),
  'compliance.computers': readCollections, 'compliance.update': readUpdates, 'compliance.scans': readCollections,
  'airGap.signingKey': readSite, 'airGap.renewSigningKey': on('site', 'administer'), 'airGap.trustedKeys': readSite, 'airGap.pinKey': on('site', 'administer'), 'airGap.rotateKey': on('site', 'administer'),
  'airGap.revokeKey': on('site', 'administer'), 'airGap.export': modifySite, 'airGap.compare': modifySite, 'airGap.comparison': readSite, 'airGap.differences': readSite, 'airGap.import': modifySite,
  'insight.scanCost': readSite, 'insight.supersedence': readUpdates,
  'logs.list': readSite, 'logs.lines': readSite, 'logs.follow': readSite, 'logs.exportLog': readSite,
  'statusMessages.list': on('statusMessage', 'read'),
  'lab.migratedUpdates': null, 'lab.addMigratedUpdates': modifySite, 'lab.removeMigratedUpdates': modifySite, 'lab.fleet': null, 'lab.setFleet': modifySite, 'lab.setFaults': modifySite,
  'lab.importEstate': modifySite, 'lab.removeImported': modifySite, 'lab.saveScenario': readSite, 'lab.loadScenario': modifySite,
  'host.describe': null, 'host.sites': null,
};
