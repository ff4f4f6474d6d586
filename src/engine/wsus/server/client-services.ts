import type { Breath } from '../../kernel/index.ts';
import type { CatalogStore } from '../catalog-store/index.ts';
import type { ReportedEvent } from '../computers/index.ts';
import {
  clientPath, getExtendedUpdateInfo, getFileLocations, refreshCache, reportEventBatch, reportingPath, simpleAuthPath, SoapFault, startCategoryScan, syncPrinterCatalog, syncUpdates,
  type ReportingEvent, type SyncUpdateParameters, type UpdateInfo,
} from '../protocol/index.ts';
import { createClientCatalogs, type ClientCatalog } from './client-catalog.ts';
import { createFragments } from './client-fragments.ts';
import { createClientSessions, mostExtended, type ClientSessionOptions, type ClientSessions } from './client-sessions.ts';
import { deploymentOf, selectUpdates, updateInfo } from './client-sync.ts';
import { operations, serve, type Service, type ServiceOperation } from './service.ts';

interface ClientServiceOptions extends ClientSessionOptions {
  readonly store: CatalogStore;
  readonly breath?: Breath;
}

const mostCategories = 199;
const mostDigests = 100;
/** Characters of documents in one answer. */
const answerLength = 2 * 1024 * 1024;

/** The services of MS-WUSP by path, lower case (W§4). */
export function createClientServices(options: ClientServiceOptions): [string, Service][] {
  const sessions = createClientSessions(options);
  const client = operations([...sessions.operations, ...syncOperations(options, sessions)]);
  const reporting = operations([
    serve(reportEventBatch, ({ cookie, eventBatch = [] }) => {
      const clientId = sessions.registered(cookie);
      if (eventBatch.some(({ basicData }) => basicData.targetId.sid.toLowerCase() !== clientId)) throw new SoapFault('InvalidParameters', 'eventBatch');
      options.clients.computers.report({ clientId, events: eventBatch.map(reportedEvent), level: options.clients.reporting() });
      return true;
    }),
  ]);
  return [[clientPath.toLowerCase(), client], [simpleAuthPath.toLowerCase(), operations([sessions.authorization])], [reportingPath.toLowerCase(), reporting]];
}

function syncOperations({ store, breath = () => undefined }: ClientServiceOptions, { client, registered, newCookie }: ClientSessions): ServiceOperation[] {
  const catalogNow = createClientCatalogs(store, breath);
  const fragments = createFragments(store);
  const empty = { truncated: false, driverSyncNotNeeded: 'true' };
  return [
    serve(startCategoryScan, async ({ requestedCategories = [] }) => {
      if (requestedCategories.length > mostCategories) throw new SoapFault('InvalidParameters', 'requestedCategories');
      const { byId } = await catalogNow();
      const asked = [...new Set(requestedCategories.map((one) => one.categoryId))];
      const wrong = asked.filter((id) => !byId.has(id));
      return { preferredCategoryIds: asked.filter((id) => byId.has(id)), ...(wrong.length > 0 && { requestedCategoryIdsInError: wrong }) };
    }),
    serve(syncUpdates, async ({ cookie, parameters }) => {
      const clientId = registered(cookie);
      if (!parameters) throw new SoapFault('InvalidParameters', 'parameters');
      const found = await newUpdates(await catalogNow(), parameters, fragments.core, breath);
      return { ...empty, ...found, newCookie: newCookie(clientId) };
    }),
    serve(syncPrinterCatalog, ({ cookie }) => ({ ...empty, newCookie: newCookie(registered(cookie)) })),
    serve(getExtendedUpdateInfo, async ({ cookie, revisionIds = [], infoTypes = [], locales = [] }) => {
      registered(cookie);
      if (revisionIds.length > mostExtended) throw new SoapFault('InvalidParameters', 'revisionIDs');
      const { byRow } = await catalogNow();
      const known = [...new Set(revisionIds)].filter((id) => byRow.has(id));
      const updates = [...new Set(infoTypes)].flatMap((infoType) => known.flatMap((id) => fragments.of(infoType, id, locales).map((xml) => ({ id, xml }))));
      const files = infoTypes.includes('FileUrl') ? known.flatMap((id) => store.filesOf(id)).map(({ digest, url }) => ({ fileDigest: digest, url })) : [];
      const gone = revisionIds.filter((id) => !byRow.has(id));
      return { updates, ...(files.length > 0 && { fileLocations: files }), ...(gone.length > 0 && { outOfScopeRevisionIds: gone }) };
    }),
    serve(getFileLocations, ({ cookie, fileDigests = [] }) => {
      const clientId = client(cookie);
      if (fileDigests.length > mostDigests) throw new SoapFault('InvalidParameters', 'fileDigests');
      const found = fileDigests.flatMap((digest) => store.locationOf(digest.trim()) ?? []);
      return { fileLocations: found.map(({ digest, url }) => ({ fileDigest: digest, url })), newCookie: newCookie(clientId) };
    }),
    serve(refreshCache, async ({ cookie, globalIds = [] }) => {
      client(cookie);
      const { byId } = await catalogNow();
      return globalIds.flatMap((globalId) => {
        const entry = byId.get(globalId.updateId);
        return entry?.revisionNumber === globalId.revisionNumber ? [{ revisionId: entry.rowId, globalId, isLeaf: entry.isLeaf, deployment: deploymentOf(entry) }] : [];
      });
    }),
  ];
}

/** The documents of a selection, as many as fit into one answer, at least one. */
async function newUpdates(catalog: ClientCatalog, parameters: SyncUpdateParameters, core: ReturnType<typeof createFragments>['core'], breath: Breath) {
  const { page, isTruncated, outOfScope } = selectUpdates(catalog, parameters);
  const updates: UpdateInfo[] = [];
  let length = 0;
  for (const entry of page) {
    await breath();
    const xml = core(entry, catalog);
    length += xml.length;
    if (length > answerLength && updates.length > 0) break;
    updates.push(updateInfo(entry, xml));
  }
  return {
    truncated: isTruncated || updates.length < page.length,
    ...(updates.length > 0 && { newUpdates: updates }), ...(outOfScope.length > 0 && { outOfScopeRevisionIds: outOfScope }),
  };
}

function reportedEvent({ basicData, extendedData }: ReportingEvent): ReportedEvent {
  const { eventInstanceId, eventId, timeAtTarget, updateId, win32HResult } = basicData;
  const at = Date.parse(timeAtTarget);
  if (Number.isNaN(at)) throw new SoapFault('InvalidParameters', 'eventBatch');
  return {
    instanceId: eventInstanceId, eventId, at, ...(updateId && { update: updateId }), result: win32HResult,
    replacements: extendedData?.replacementStrings ?? [], misc: extendedData?.miscData ?? [],
  };
}
