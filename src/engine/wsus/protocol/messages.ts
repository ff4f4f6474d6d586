import { base64, boolean, dateTime, guid, integer, list, member, optional, sequence, text, type ValueOfCodec } from './codec.ts';

// The types of MS-WSUSSS this product uses (W§3, Appendix A); the order of members is the order on the wire.

export const cookie = sequence({ expiration: member('Expiration', dateTime), encryptedData: member('EncryptedData', base64) });
export type Cookie = ValueOfCodec<typeof cookie>;

export const authorizationCookie = sequence({ plugInId: member('PlugInId', text), cookieData: member('CookieData', base64) });
export type AuthorizationCookie = ValueOfCodec<typeof authorizationCookie>;

export const authPlugInInfo = sequence({ plugInId: member('PlugInID', text), serviceUrl: member('ServiceUrl', text), parameter: optional('Parameter', text) });

export const serverAuthConfig = sequence({ lastChange: member('LastChange', dateTime), authInfo: member('AuthInfo', list('AuthPlugInInfo', authPlugInInfo)) });
export type ServerAuthConfig = ValueOfCodec<typeof serverAuthConfig>;

export const languageData = sequence({
  languageId: member('LanguageID', integer),
  shortLanguage: member('ShortLanguage', text),
  longLanguage: member('LongLanguage', text),
  enabled: member('Enabled', boolean),
});
export type LanguageData = ValueOfCodec<typeof languageData>;

/** In the order real servers send (captured), which is not that of the WSDL. */
export const configData = sequence({
  catalogOnlySync: member('CatalogOnlySync', boolean),
  lazySync: member('LazySync', boolean),
  serverHostsPsfFiles: member('ServerHostsPsfFiles', boolean),
  maxNumberOfComputerIdsInRequest: member('MaxNumberOfComputerIdsInRequest', integer),
  maxNumberOfDriverSetsPerRequest: member('MaxNumberOfDriverSetsPerRequest', integer),
  maxNumberOfPnpHardwareIdsInRequest: member('MaxNumberOfPnpHardwareIdsInRequest', integer),
  maxNumberOfUpdatesPerRequest: member('MaxNumberOfUpdatesPerRequest', integer),
  newConfigAnchor: optional('NewConfigAnchor', text),
  protocolVersion: optional('ProtocolVersion', text),
  languageUpdateList: optional('LanguageUpdateList', list('ServerSyncLanguageData', languageData)),
  maxUpdatesPerRequestInGetUpdateDecryptionData: optional('MaxUpdatesPerRequestInGetUpdateDecryptionData', integer),
});
export type ConfigData = ValueOfCodec<typeof configData>;

export const updateIdentity = sequence({ updateId: member('UpdateID', guid), revisionNumber: member('RevisionNumber', integer) });

export const idAndDelta = sequence({ id: member('Id', guid), delta: member('Delta', boolean) });
export const languageAndDelta = sequence({ id: member('Id', integer), delta: member('Delta', boolean) });

export const serverSyncFilter = sequence({
  anchor: optional('Anchor', text),
  getConfig: member('GetConfig', boolean),
  get63LanguageOnly: optional('Get63LanguageOnly', boolean),
  categories: optional('Categories', list('IdAndDelta', idAndDelta)),
  classifications: optional('Classifications', list('IdAndDelta', idAndDelta)),
  languages: optional('Languages', list('LanguageAndDelta', languageAndDelta)),
});
export type ServerSyncFilter = ValueOfCodec<typeof serverSyncFilter>;

export const revisionIdList = sequence({ anchor: member('Anchor', text), newRevisions: member('NewRevisions', list('UpdateIdentity', updateIdentity)) });
export type RevisionIdList = ValueOfCodec<typeof revisionIdList>;

export const updateData = sequence({
  id: member('Id', updateIdentity),
  xmlUpdateBlob: optional('XmlUpdateBlob', text),
  fileDigestList: optional('FileDigestList', list('base64Binary', base64)),
  xmlUpdateBlobCompressed: optional('XmlUpdateBlobCompressed', base64),
});
export type UpdateData = ValueOfCodec<typeof updateData>;

export const urlData = sequence({ fileDigest: member('FileDigest', base64), muUrl: optional('MUUrl', text), ussUrl: optional('UssUrl', text) });
export type UrlData = ValueOfCodec<typeof urlData>;

export const serverUpdateData = sequence({
  updates: member('updates', list('ServerSyncUpdateData', updateData)),
  fileUrls: optional('fileUrls', list('ServerSyncUrlData', urlData)),
});
export type ServerUpdateData = ValueOfCodec<typeof serverUpdateData>;

export const monitoredServices = sequence({
  successFlag: member('SuccessFlag', boolean),
  servicesTime: member('ServicesTime', dateTime),
  servicesName: optional('ServicesName', text),
  servicesMachine: optional('ServicesMachine', text),
  isHttps: member('IsHttps', boolean),
  requestContentType: optional('RequestContentType', text),
  configFileLastModifiedTime: member('ConfigFileLastModifiedTime', dateTime),
  configFileNextExpirationTime: member('ConfigFileNextExpirationTime', dateTime),
  configFileExpirationModuloInMinutes: member('ConfigFileExpirationModuloInMinutes', integer),
  debugMode: member('DebugMode', boolean),
});
