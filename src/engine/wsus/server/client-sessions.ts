import type { Computers, RegisteredComputer, ReportingLevel } from '../computers/index.ts';
import { getClientAuthorization, getClientConfig, getClientCookie, registerComputer, simpleAuthPath, SoapFault, type ComputerInfo, type Cookie } from '../protocol/index.ts';
import type { Seals } from './seals.ts';
import { serve, type ServiceOperation } from './service.ts';

/** What a server needs so that clients can scan against it. */
export interface ClientOptions {
  readonly computers: Computers;
  /** The setting of the software update point now. */
  readonly reporting: () => ReportingLevel;
}

export interface ClientSessionOptions {
  readonly clock: { now(): number };
  readonly serverName: string;
  readonly clients: ClientOptions;
  readonly seals: Seals;
}

/** Updates in one request for what a scan does not need (W§4). */
export const mostExtended = 50;

const plugInId = 'SimpleTargeting';
const authorizationLifetime = 24 * 60 * 60_000;
/** One hour, whatever is done with it (W§4). */
const cookieLifetime = 60 * 60_000;
const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isoNow = (ms: number): string => new Date(ms).toISOString();

/** Who a client is, and the calls before it may scan (W§4). */
export interface ClientSessions {
  readonly operations: readonly ServiceOperation[];
  readonly authorization: ServiceOperation;
  /** The client a cookie was made for. @throws SoapFault InvalidCookie, CookieExpired */
  client(cookie: Cookie | undefined): string;
  /** The same, when it has registered. @throws SoapFault RegistrationRequired too */
  registered(cookie: Cookie | undefined): string;
  newCookie(clientId: string): Cookie;
}

export function createClientSessions(options: ClientSessionOptions): ClientSessions {
  const { clock, clients: { computers, reporting }, seals } = options;
  let level = reporting();
  let changed = clock.now();
  /** When what GetConfig tells was last something else. */
  const lastChange = (): number => {
    if (level !== reporting()) [level, changed] = [reporting(), clock.now()];
    return changed;
  };
  const newCookie = (clientId: string): Cookie => {
    const expiresAt = clock.now() + cookieLifetime;
    return { expiration: isoNow(expiresAt), encryptedData: seals.seal('client session', expiresAt, clientId) };
  };
  const client = (cookie: Cookie | undefined): string => {
    const opened = cookie && seals.open('client session', cookie.encryptedData);
    if (!opened) throw new SoapFault('InvalidCookie');
    if (opened.expiresAt <= clock.now()) throw new SoapFault('CookieExpired');
    return opened.account;
  };
  const getCookie = serve(getClientCookie, ({ authCookies = [], lastChange: known, protocolVersion = '' }) => {
    checkVersion(protocolVersion);
    const found = authCookies.find((one) => one.plugInId === plugInId);
    const authorization = found && seals.open('client authorization', found.cookieData);
    if (!authorization || authorization.expiresAt <= clock.now()) throw new SoapFault('InvalidAuthorizationCookie');
    if (Date.parse(known) !== lastChange()) throw new SoapFault('ConfigChanged');
    computers.contacted(authorization.account, clock.now());
    return newCookie(authorization.account);
  });
  const register = serve(registerComputer, ({ cookie, computerInfo }) => {
    const clientId = client(cookie);
    if (!computerInfo) throw new SoapFault('InvalidParameters', 'computerInfo');
    computers.register(clientId, registeredComputer(computerInfo), clock.now());
    return {};
  });
  return {
    operations: [configOperation(options, lastChange), getCookie, register], authorization: authorizationOperation(options), client, newCookie,
    registered(cookie) {
      const clientId = client(cookie);
      if (!computers.isRegistered(clientId)) throw new SoapFault('RegistrationRequired');
      return clientId;
    },
  };
}

/** Agents of the era speak 1.0 to 1.8, later ones 2.x (W§4). */
function checkVersion(version: string): void {
  if (!/^[12]\.\d{1,3}$/.test(version)) throw new SoapFault('IncompatibleProtocolVersion');
}

function configOperation({ clients: { reporting }, serverName }: ClientSessionOptions, lastChange: () => number): ServiceOperation {
  return serve(getClientConfig, ({ protocolVersion = '' }) => {
    checkVersion(protocolVersion);
    // The captured server, which keeps all events, says level 2; that fewer events are lower levels is taken from there.
    const properties = {
      MaxExtendedUpdatesPerRequest: String(mostExtended), PackageServerShare: `\\\\${serverName}\\UpdateServicesPackages`, ProtocolVersion: '3.2', IsInventoryRequired: '0',
      ClientReportingLevel: { none: '0', status: '1', all: '2' }[reporting()],
    };
    return {
      lastChange: isoNow(lastChange()), isRegistrationRequired: true, authInfo: [{ plugInId, serviceUrl: simpleAuthPath.slice(1), parameter: '' }],
      properties: Object.entries(properties).map(([name, value]) => ({ name, value })),
    };
  });
}

function authorizationOperation({ seals, clock }: ClientSessionOptions): ServiceOperation {
  return serve(getClientAuthorization, ({ clientId = '', dnsName = '' }) => {
    const id = clientId.toLowerCase();
    if (!guidPattern.test(id)) throw new SoapFault('InvalidParameters', 'clientId');
    if (dnsName.length > 255) throw new SoapFault('InvalidParameters', 'dnsName');
    return { plugInId, cookieData: seals.seal('client authorization', clock.now() + authorizationLifetime, id) };
  });
}

function registeredComputer(info: ComputerInfo): RegisteredComputer {
  const { dnsName = '', osDescription = '', processorArchitecture = '' } = info;
  if (dnsName === '' || [dnsName, osDescription, processorArchitecture].some((text) => text.length > 255)) throw new SoapFault('InvalidParameters', 'computerInfo');
  return {
    dnsName, description: osDescription, architecture: processorArchitecture,
    windows: [info.osMajorVersion, info.osMinorVersion, info.osBuildNumber].join('.'), servicePack: [info.osServicePackMajorNumber, info.osServicePackMinorNumber].join('.'),
    agentVersion: [info.clientVersionMajorNumber, info.clientVersionMinorNumber, info.clientVersionBuildNumber, info.clientVersionQfeNumber].join('.'),
  };
}
