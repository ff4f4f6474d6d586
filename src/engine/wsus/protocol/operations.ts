import { elementsOf, type XmlElement } from '../xml/index.ts';
import { list, member, optional, sequence, text, integer, guid, unread, type Codec } from './codec.ts';
import { clientServiceEnvelope, requestEnvelope, responseEnvelope } from './envelope.ts';
import {
  authorizationCookie, configData, cookie, monitoredServices, revisionIdList, serverAuthConfig, serverSyncFilter, serverUpdateData, updateIdentity,
} from './messages.ts';
import { SoapError } from './soap-error.ts';

/** One operation: where it lives and what goes in and out. */
export interface Operation<Request, Response> {
  readonly name: string;
  readonly namespace: string;
  /** Content of the SOAPAction header, without quotes. */
  readonly action: string;
  readonly request: Codec<Request>;
  readonly response: Codec<Response>;
  /** The answer stands in the response element itself, not in a result inside it. */
  readonly isBare?: boolean;
}

/** Namespace of the service for clients (W§2). */
export const clientNamespace = 'http://www.microsoft.com/SoftwareDistribution/Server/ClientWebService';
/** Namespace of the services for downstream servers and for reports (W§2). */
export const serverSyncNamespace = 'http://www.microsoft.com/SoftwareDistribution';
const dssAuthNamespace = 'http://www.microsoft.com/SoftwareDistribution/Server/DssAuthWebService';
const monitorableNamespace = 'http://www.microsoft.com/SoftwareDistribution/Server/IMonitorable';

export const serverSyncPath = '/ServerSyncWebService/ServerSyncWebService.asmx';
export const dssAuthPath = '/DssAuthWebService/DssAuthWebService.asmx';

export function operation<Request, Response>(namespace: string, name: string, request: Codec<Request>, response: Codec<Response>): Operation<Request, Response> {
  return { name, namespace, action: `${namespace}/${name}`, request, response };
}

export const getAuthConfig = operation(serverSyncNamespace, 'GetAuthConfig', sequence({}), serverAuthConfig);
export const getCookie = operation(
  serverSyncNamespace,
  'GetCookie',
  sequence({
    authCookies: optional('authCookies', list('AuthorizationCookie', authorizationCookie)),
    oldCookie: optional('oldCookie', cookie),
    protocolVersion: optional('protocolVersion', text),
  }),
  cookie,
);
export const getConfigData = operation(
  serverSyncNamespace, 'GetConfigData', sequence({ cookie: optional('cookie', cookie), configAnchor: optional('configAnchor', text) }), configData,
);
export const getRevisionIdList = operation(
  serverSyncNamespace, 'GetRevisionIdList', sequence({ cookie: optional('cookie', cookie), filter: optional('filter', serverSyncFilter) }), revisionIdList,
);
/** The same for a client: the list can be long, so its items are read one by one. */
export const getRevisionElements: Operation<Parameters<typeof getRevisionIdList.request.write>[1], { readonly anchor: string; readonly newRevisions: readonly XmlElement[] }> = {
  ...getRevisionIdList,
  response: sequence({ anchor: member('Anchor', text), newRevisions: member('NewRevisions', unread) }),
};
export const getUpdateData = operation(
  serverSyncNamespace,
  'GetUpdateData',
  sequence({ cookie: optional('cookie', cookie), updateIds: optional('updateIds', list('UpdateIdentity', updateIdentity)) }),
  serverUpdateData,
);
// What only newer servers ask for (W§3); the requests are read as far as the cookie, the answers have nothing in them.
const withCookie = sequence({ cookie: optional('cookie', cookie) });
const nothing = list('nothing', text);
export const getUpdateDecryptionData = operation(
  serverSyncNamespace, 'GetUpdateDecryptionData', withCookie, sequence({ updateFileDecryptionData: member('UpdateFileDecryptionData', nothing) }),
);
export const getDriverIdList = operation(
  serverSyncNamespace,
  'GetDriverIdList',
  withCookie,
  sequence({
    anchor: member('Anchor', text),
    newRevisions: member('NewRevisions', nothing),
    newDriverSets: member('NewDriverSets', nothing),
    removedDriverSets: member('RemovedDriverSets', nothing),
  }),
);
export const getDriverSetData = operation(serverSyncNamespace, 'GetDriverSetData', withCookie, sequence({ driverSets: member('DriverSets', nothing) }));
export const getRelatedRevisionsForUpdates = operation(serverSyncNamespace, 'GetRelatedRevisionsForUpdates', withCookie, nothing);

export const getAuthorizationCookie = operation(
  dssAuthNamespace,
  'GetAuthorizationCookie',
  sequence({ accountName: optional('accountName', text), accountGuid: optional('accountGuid', text), programKeys: optional('programKeys', list('guid', guid)) }),
  authorizationCookie,
);
export const ping = operation(monitorableNamespace, 'Ping', sequence({ pingLevel: member('pingLevel', integer) }), monitoredServices);

export function writeRequest<Request, Response>(operation: Operation<Request, Response>, request: Request): string {
  return requestEnvelope(withNamespace(operation.request.write(operation.name, request), operation));
}

export function writeResponse<Request, Response>(operation: Operation<Request, Response>, response: Response): string {
  const { namespace, isBare } = operation;
  const name = `${operation.name}Response`;
  const written = operation.response.write(isBare ? name : `${operation.name}Result`, response);
  const content = isBare ? withNamespace(written, { name, namespace }) : `<${name} xmlns="${namespace}">${written}</${name}>`;
  return namespace === clientNamespace ? clientServiceEnvelope(content) : responseEnvelope(content);
}

/** @param content the element in the body. @throws SoapError */
export function readRequest<Request, Response>(operation: Operation<Request, Response>, content: XmlElement): Request {
  if (content.name !== operation.name || content.kind !== operation.namespace) throw new SoapError(`The message is no ${operation.name}.`);
  return operation.request.read(content);
}

/** @param content the element in the body. @throws SoapError */
export function readResponse<Request, Response>(operation: Operation<Request, Response>, content: XmlElement): Response {
  if (content.name !== `${operation.name}Response` || content.kind !== operation.namespace) {
    throw new SoapError(`The server answered to ${operation.name} with "${content.name.slice(0, 80)}".`);
  }
  if (operation.isBare) return operation.response.read(content);
  const result = elementsOf(content).find((one) => one.name === `${operation.name}Result` && one.kind === operation.namespace);
  if (!result) throw new SoapError(`The server's answer to ${operation.name} holds no result.`);
  return operation.response.read(result);
}

function withNamespace(element: string, { name, namespace }: { name: string; namespace: string }): string {
  return `<${name} xmlns="${namespace}"${element.slice(1 + name.length)}`;
}
