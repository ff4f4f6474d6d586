import {
  categoryRelationship, clientConfig, computerInfo, extendedUpdateInfo, fileLocation, getCookieParameters, refreshCacheResult, reportingEvent, syncInfo, syncUpdateParameters,
} from './client-messages.ts';
import { base64, boolean, dateTime, guid, integer, list, member, optional, sequence, text } from './codec.ts';
import { authorizationCookie, cookie, updateIdentity } from './messages.ts';
import { clientNamespace, operation, serverSyncNamespace } from './operations.ts';

// The operations of MS-WUSP (W§4): what clients ask a software update point.

export const clientPath = '/ClientWebService/client.asmx';
export const simpleAuthPath = '/SimpleAuthWebService/SimpleAuth.asmx';
export const reportingPath = '/ReportingWebService/ReportingWebService.asmx';

const simpleAuthNamespace = 'http://www.microsoft.com/SoftwareDistribution/Server/SimpleAuthWebService';
const nothing = sequence({});
const digests = list('base64Binary', base64);

export const getClientConfig = operation(clientNamespace, 'GetConfig', sequence({ protocolVersion: optional('protocolVersion', text) }), clientConfig);
export const getClientAuthorization = operation(
  simpleAuthNamespace,
  'GetAuthorizationCookie',
  sequence({ clientId: optional('clientId', text), targetGroupName: optional('targetGroupName', text), dnsName: optional('dnsName', text) }),
  authorizationCookie,
);
export const getClientCookie = operation(clientNamespace, 'GetCookie', getCookieParameters, cookie);
export const registerComputer = {
  ...operation(clientNamespace, 'RegisterComputer', sequence({ cookie: optional('cookie', cookie), computerInfo: optional('computerInfo', computerInfo) }), nothing), isBare: true,
};
export const startCategoryScan = {
  ...operation(
    clientNamespace,
    'StartCategoryScan',
    sequence({ requestedCategories: optional('requestedCategories', list('CategoryRelationship', categoryRelationship)) }),
    sequence({ preferredCategoryIds: optional('preferredCategoryIds', list('guid', guid)), requestedCategoryIdsInError: optional('requestedCategoryIdsInError', list('guid', guid)) }),
  ),
  isBare: true,
};
export const syncUpdates = operation(clientNamespace, 'SyncUpdates', sequence({ cookie: optional('cookie', cookie), parameters: optional('parameters', syncUpdateParameters) }), syncInfo);
export const syncPrinterCatalog = operation(clientNamespace, 'SyncPrinterCatalog', sequence({ cookie: optional('cookie', cookie) }), syncInfo);
export const getExtendedUpdateInfo = operation(
  clientNamespace,
  'GetExtendedUpdateInfo',
  sequence({
    cookie: optional('cookie', cookie),
    revisionIds: optional('revisionIDs', list('int', integer)),
    infoTypes: optional('infoTypes', list('XmlUpdateFragmentType', text)),
    locales: optional('locales', list('string', text)),
  }),
  extendedUpdateInfo,
);
export const getFileLocations = operation(
  clientNamespace,
  'GetFileLocations',
  sequence({ cookie: optional('cookie', cookie), fileDigests: optional('fileDigests', digests) }),
  sequence({ fileLocations: optional('FileLocations', list('FileLocation', fileLocation)), newCookie: optional('NewCookie', cookie) }),
);
export const refreshCache = operation(
  clientNamespace,
  'RefreshCache',
  sequence({ cookie: optional('cookie', cookie), globalIds: optional('globalIDs', list('UpdateIdentity', updateIdentity)) }),
  list('RefreshCacheResult', refreshCacheResult),
);
export const reportEventBatch = operation(
  serverSyncNamespace,
  'ReportEventBatch',
  sequence({ cookie: optional('cookie', cookie), clientTime: member('clientTime', dateTime), eventBatch: optional('eventBatch', list('ReportingEvent', reportingEvent)) }),
  boolean,
);
