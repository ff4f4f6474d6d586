import { base64, boolean, dateTime, guid, integer, list, member, optional, sequence, text, type ValueOfCodec } from './codec.ts';
import { authorizationCookie, authPlugInInfo, cookie, updateIdentity } from './messages.ts';

// The types of MS-WUSP this product uses (W§4, Appendix A "ClientSync"); the order of members is the order on the wire.

export const clientConfig = sequence({
  lastChange: member('LastChange', dateTime),
  isRegistrationRequired: member('IsRegistrationRequired', boolean),
  authInfo: member('AuthInfo', list('AuthPlugInInfo', authPlugInInfo)),
  allowedEventIds: optional('AllowedEventIds', list('int', integer)),
  properties: optional('Properties', list('ConfigurationProperty', sequence({ name: member('Name', text), value: optional('Value', text) }))),
});
export type ClientConfig = ValueOfCodec<typeof clientConfig>;

/** A client that has no cookie yet sends one without data. */
const oldCookie = sequence({ expiration: optional('Expiration', dateTime), encryptedData: optional('EncryptedData', base64) });

export const getCookieParameters = sequence({
  authCookies: optional('authCookies', list('AuthorizationCookie', authorizationCookie)),
  oldCookie: optional('oldCookie', oldCookie),
  lastChange: member('lastChange', dateTime),
  currentTime: member('currentTime', dateTime),
  protocolVersion: optional('protocolVersion', text),
});

export const computerInfo = sequence({
  dnsName: optional('DnsName', text),
  osMajorVersion: member('OSMajorVersion', integer),
  osMinorVersion: member('OSMinorVersion', integer),
  osBuildNumber: member('OSBuildNumber', integer),
  osServicePackMajorNumber: member('OSServicePackMajorNumber', integer),
  osServicePackMinorNumber: member('OSServicePackMinorNumber', integer),
  osLocale: optional('OSLocale', text),
  computerManufacturer: optional('ComputerManufacturer', text),
  computerModel: optional('ComputerModel', text),
  biosVersion: optional('BiosVersion', text),
  biosName: optional('BiosName', text),
  biosReleaseDate: member('BiosReleaseDate', dateTime),
  processorArchitecture: optional('ProcessorArchitecture', text),
  suiteMask: member('SuiteMask', integer),
  oldProductType: member('OldProductType', integer),
  newProductType: member('NewProductType', integer),
  systemMetrics: member('SystemMetrics', integer),
  clientVersionMajorNumber: member('ClientVersionMajorNumber', integer),
  clientVersionMinorNumber: member('ClientVersionMinorNumber', integer),
  clientVersionBuildNumber: member('ClientVersionBuildNumber', integer),
  clientVersionQfeNumber: member('ClientVersionQfeNumber', integer),
  osDescription: optional('OSDescription', text),
});
export type ComputerInfo = ValueOfCodec<typeof computerInfo>;

export const categoryRelationship = sequence({ indexOfAndGroup: member('IndexOfAndGroup', integer), categoryId: member('CategoryId', guid) });

/** Members this product has no use for are passed over when read. */
export const syncUpdateParameters = sequence({
  expressQuery: member('ExpressQuery', boolean),
  installedNonLeafUpdateIds: optional('InstalledNonLeafUpdateIDs', list('int', integer)),
  otherCachedUpdateIds: optional('OtherCachedUpdateIDs', list('int', integer)),
  skipSoftwareSync: member('SkipSoftwareSync', boolean),
  filterCategoryIds: optional('FilterCategoryIds', list('CategoryIdentifier', sequence({ id: member('Id', guid) }))),
  needTwoGroupOutOfScopeUpdates: optional('NeedTwoGroupOutOfScopeUpdates', boolean),
});
export type SyncUpdateParameters = ValueOfCodec<typeof syncUpdateParameters>;

export const deployment = sequence({
  id: member('ID', integer),
  action: member('Action', text),
  deadline: optional('Deadline', text),
  isAssigned: member('IsAssigned', boolean),
  lastChangeTime: member('LastChangeTime', text),
  downloadPriority: optional('DownloadPriority', text),
  autoSelect: optional('AutoSelect', text),
  autoDownload: optional('AutoDownload', text),
  supersedenceBehavior: optional('SupersedenceBehavior', text),
});
export type Deployment = ValueOfCodec<typeof deployment>;

export const updateInfo = sequence({
  id: member('ID', integer),
  deployment: member('Deployment', deployment),
  isLeaf: member('IsLeaf', boolean),
  isShared: optional('IsShared', boolean),
  xml: optional('Xml', text),
});
export type UpdateInfo = ValueOfCodec<typeof updateInfo>;

export const syncInfo = sequence({
  newUpdates: optional('NewUpdates', list('UpdateInfo', updateInfo)),
  outOfScopeRevisionIds: optional('OutOfScopeRevisionIDs', list('int', integer)),
  changedUpdates: optional('ChangedUpdates', list('UpdateInfo', updateInfo)),
  truncated: member('Truncated', boolean),
  newCookie: optional('NewCookie', cookie),
  driverSyncNotNeeded: optional('DriverSyncNotNeeded', text),
});
export type SyncInfo = ValueOfCodec<typeof syncInfo>;

export const fileLocation = sequence({ fileDigest: member('FileDigest', base64), url: member('Url', text) });

export const extendedUpdateInfo = sequence({
  updates: optional('Updates', list('Update', sequence({ id: member('ID', integer), xml: member('Xml', text) }))),
  fileLocations: optional('FileLocations', list('FileLocation', fileLocation)),
  outOfScopeRevisionIds: optional('OutOfScopeRevisionIDs', list('int', integer)),
});
export type ExtendedUpdateInfo = ValueOfCodec<typeof extendedUpdateInfo>;

export const refreshCacheResult = sequence({
  revisionId: member('RevisionID', integer),
  globalId: member('GlobalID', updateIdentity),
  isLeaf: member('IsLeaf', boolean),
  isShared: optional('IsShared', boolean),
  deployment: member('Deployment', deployment),
});

// Reporting (Appendix A "ClientReporting").

const detailedVersion = sequence({
  major: member('Major', integer), minor: member('Minor', integer), build: member('Build', integer), revision: member('Revision', integer),
  servicePackMajor: member('ServicePackMajor', integer), servicePackMinor: member('ServicePackMinor', integer),
});

export const reportingEvent = sequence({
  basicData: member('BasicData', sequence({
    targetId: member('TargetID', sequence({ sid: member('Sid', text) })),
    sequenceNumber: member('SequenceNumber', integer),
    timeAtTarget: member('TimeAtTarget', dateTime),
    eventInstanceId: member('EventInstanceID', guid),
    namespaceId: member('NamespaceID', integer),
    eventId: member('EventID', integer),
    sourceId: member('SourceID', integer),
    updateId: optional('UpdateID', updateIdentity),
    win32HResult: member('Win32HResult', integer),
    appName: optional('AppName', text),
  })),
  extendedData: optional('ExtendedData', sequence({
    replacementStrings: optional('ReplacementStrings', list('string', text)),
    miscData: optional('MiscData', list('string', text)),
    computerBrand: optional('ComputerBrand', text),
    computerModel: optional('ComputerModel', text),
    biosRevision: optional('BiosRevision', text),
    processorArchitecture: optional('ProcessorArchitecture', text),
    osVersion: optional('OSVersion', detailedVersion),
    osLocaleId: optional('OSLocaleID', integer),
  })),
  privateData: optional('PrivateData', sequence({ computerDnsName: optional('ComputerDnsName', text), userAccountName: optional('UserAccountName', text) })),
});
export type ReportingEvent = ValueOfCodec<typeof reportingEvent>;
