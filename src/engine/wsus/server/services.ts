import type { Breath, Ids, Random } from '../../kernel/index.ts';
import type { CatalogStore } from '../catalog-store/index.ts';
import type { UpdateIdentity } from '../metadata/index.ts';
import {
  type Cookie, dssAuthPath, getAuthConfig, getAuthorizationCookie, getConfigData, getCookie, getDriverIdList, getDriverSetData,
  getRelatedRevisionsForUpdates, getRevisionIdList, getUpdateData, getUpdateDecryptionData, ping, type ServerSyncFilter, serverSyncPath, SoapFault,
} from '../protocol/index.ts';
import { readAnchor, writeAnchor, type Anchor } from './anchor.ts';
import { createClientServices } from './client-services.ts';
import type { ClientOptions } from './client-sessions.ts';
import { languageList, languagesById } from './languages.ts';
import { createSeals } from './seals.ts';
import { operations, serve, type ServiceOperation, type Services } from './service.ts';
import { updateDataOf } from './update-data.ts';

export interface ServiceOptions {
  readonly store: CatalogStore;
  /** Site time in ms; a revision is handed out from its `arrivedAt` on. */
  readonly clock: { now(): number };
  readonly ids: Ids;
  /** Makes the key of this server's cookies. */
  readonly random: Pick<Random, 'bits'>;
  /** Not needed on a thread of its own. */
  readonly breath?: Breath;
  /** Fully qualified name. */
  readonly serverName: string;
  /** Tells downstream servers that there are no files here. */
  readonly catalogOnly?: boolean;
  /** Languages whose files are here, "en" if not told. */
  readonly languages?: readonly string[];
  /** Lets clients scan against this server (MS-WUSP); left out: it serves downstream servers only. */
  readonly clients?: ClientOptions | undefined;
}


const authorizationLifetime = 24 * 60 * 60_000;
const cookieLifetime = 240 * 60_000;
const maxUpdatesPerRequest = 100;

export function createServices(options: ServiceOptions): Services {
  const { store, clock, serverName } = options;
  const seals = createSeals(randomKey(options.random));
  const changed = clock.now();
  const isoNow = (ms: number): string => new Date(ms).toISOString();
  const checkCookie = (cookie: Cookie | undefined): void => {
    if (!cookie || !seals.isValid('session', cookie.encryptedData, clock.now())) throw new SoapFault('InvalidCookie');
  };
  const currentAnchor = (): string => writeAnchor({ version: store.version(), moment: clock.now() });

  const serverSync = operations([
    serve(getAuthConfig, () => ({
      lastChange: isoNow(changed),
      authInfo: [{ plugInId: 'DssTargeting', serviceUrl: dssAuthPath.slice(1), parameter: '' }],
    })),
    serve(getCookie, ({ authCookies = [], protocolVersion = '' }) => {
      if (!/^1(\.\d+)?$/.test(protocolVersion)) throw new SoapFault('IncompatibleProtocolVersion');
      const authorization = authCookies.find((one) => one.plugInId === 'DssTargeting');
      if (!authorization || !seals.isValid('authorization', authorization.cookieData, clock.now())) throw new SoapFault('InvalidAuthorizationCookie');
      const expiresAt = clock.now() + cookieLifetime;
      return { expiration: isoNow(expiresAt), encryptedData: seals.seal('session', expiresAt, options.ids.guid()) };
    }),
    serve(getConfigData, ({ cookie, configAnchor }) => {
      checkCookie(cookie);
      const hasCurrent = configAnchor !== undefined && readAnchor(configAnchor)?.version === store.version();
      return configurationOf(options, currentAnchor(), !hasCurrent);
    }),
    serve(getRevisionIdList, ({ cookie, filter }) => {
      checkCookie(cookie);
      if (!filter) throw new SoapFault('InvalidParameters', 'filter');
      return { anchor: currentAnchor(), newRevisions: revisionsFor(filter, options) };
    }),
    serve(getUpdateData, async ({ cookie, updateIds = [] }) => {
      checkCookie(cookie);
      if (updateIds.length > maxUpdatesPerRequest) throw new SoapFault('InvalidParameters', 'updateIds');
      return updateDataOf(updateIds.map((one) => publicRevision(one, options)), store, options.breath ?? (() => undefined));
    }),
    ...emptyAnswers(checkCookie, currentAnchor),
    serve(ping, () => monitored('ServerSyncWebService', serverName, isoNow(clock.now()), isoNow(changed))),
  ]);
  const dssAuth = operations([
    serve(getAuthorizationCookie, ({ accountName = '', accountGuid = '' }) => {
      if (accountName === '' || accountName.length > 255) throw new SoapFault('InvalidParameters', 'accountName');
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(accountGuid)) throw new SoapFault('InvalidParameters', 'accountGuid');
      return { plugInId: 'DssTargeting', cookieData: seals.seal('authorization', clock.now() + authorizationLifetime, accountGuid.toLowerCase()) };
    }),
    serve(ping, () => monitored('DssAuthWebService', serverName, isoNow(clock.now()), isoNow(changed))),
  ]);
  const forClients = options.clients ? createClientServices({ ...options, clients: options.clients, seals }) : [];
  return new Map([[serverSyncPath.toLowerCase(), serverSync], [dssAuthPath.toLowerCase(), dssAuth], ...forClients]);
}

/** There are no drivers, no encrypted files and no related revisions here. */
function emptyAnswers(checkCookie: (cookie: Cookie | undefined) => void, anchor: () => string): ServiceOperation[] {
  const checked = <T>(answer: () => T) => ({ cookie }: { cookie?: Cookie | undefined }): T => {
    checkCookie(cookie);
    return answer();
  };
  return [
    serve(getUpdateDecryptionData, checked(() => ({ updateFileDecryptionData: [] }))),
    serve(getDriverIdList, checked(() => ({ anchor: anchor(), newRevisions: [], newDriverSets: [], removedDriverSets: [] }))),
    serve(getDriverSetData, checked(() => ({ driverSets: [] }))),
    serve(getRelatedRevisionsForUpdates, checked(() => [])),
  ];
}

function randomKey({ bits }: Pick<Random, 'bits'>): Uint8Array {
  return new Uint8Array(Uint32Array.from({ length: 8 }, () => bits()).buffer);
}

function revisionsFor(filter: ServerSyncFilter, { store, clock }: ServiceOptions): UpdateIdentity[] {
  const since = filter.anchor === undefined ? undefined : acceptedAnchor(filter.anchor, store, clock);
  const { getConfig: configuration, categories, classifications } = filter;
  return store.revisionsFor({ configuration, now: clock.now(), since, categories, classifications, languages: languagesById(filter.languages) });
}

function acceptedAnchor(text: string, store: CatalogStore, clock: { now(): number }): Anchor {
  const anchor = readAnchor(text);
  if (!anchor) throw new SoapFault('InvalidParameters', 'filter');
  // An anchor from the future is one of another server, or of a time that was taken back.
  if (anchor.version > store.version() || anchor.moment > clock.now()) throw new SoapFault('ServerChanged');
  return anchor;
}

function publicRevision(identity: UpdateIdentity, { store, clock }: ServiceOptions): ReturnType<CatalogStore['find']> & object {
  const found = store.find(identity);
  // Captured: a real server answers to an id it does not have with InternalServerError.
  if (!found || found.arrivedAt > clock.now()) throw new SoapFault('InternalServerError');
  return found;
}

function configurationOf(options: ServiceOptions, newConfigAnchor: string, withLanguages: boolean): ReturnType<typeof getConfigData.response.read> {
  return {
    catalogOnlySync: options.catalogOnly ?? false,
    lazySync: true,
    serverHostsPsfFiles: false,
    maxNumberOfComputerIdsInRequest: 0,
    maxNumberOfDriverSetsPerRequest: 0,
    maxNumberOfPnpHardwareIdsInRequest: 0,
    maxNumberOfUpdatesPerRequest: maxUpdatesPerRequest,
    newConfigAnchor,
    protocolVersion: '1.20',
    languageUpdateList: withLanguages ? languageList(options.languages ?? ['en']) : undefined,
    maxUpdatesPerRequestInGetUpdateDecryptionData: maxUpdatesPerRequest,
  };
}

function monitored(service: string, machine: string, time: string, configured: string): ReturnType<typeof ping.response.read> {
  return {
    successFlag: true,
    servicesTime: time,
    servicesName: service,
    servicesMachine: machine,
    isHttps: false,
    requestContentType: 'text/xml; charset=utf-8',
    configFileLastModifiedTime: configured,
    configFileNextExpirationTime: configured,
    configFileExpirationModuloInMinutes: 0,
    debugMode: false,
  };
}
