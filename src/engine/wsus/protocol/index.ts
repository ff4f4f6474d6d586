/** MS-WSUSSS, DssAuth and MS-WUSP: the messages as both sides use them, and the client a downstream server syncs with. Stores nothing, decides nothing. */
export { certificateFault, type CertificateFault } from './certificates.ts';
export type { ComputerInfo, Deployment, ReportingEvent, SyncUpdateParameters, UpdateInfo } from './client-messages.ts';
export {
  clientPath, getClientAuthorization, getClientConfig, getClientCookie, getExtendedUpdateInfo, getFileLocations, refreshCache, registerComputer, reportEventBatch,
  reportingPath, simpleAuthPath, startCategoryScan, syncPrinterCatalog, syncUpdates,
} from './client-operations.ts';
export { createServerSyncClient, defaultClientLimits } from './client.ts';
export type { ClientLimits, DeltaChoice, RevisionAnswer, RevisionRequest, ServerSyncClient, ServerSyncClientOptions } from './client.ts';
export { clientServiceFault, createEnvelopeReader, faultEnvelope } from './envelope.ts';
export { createExchange, type Exchange } from './exchange.ts';
export type { Fetcher, FetchRequest, FetchResponse, FetchTimeouts } from './fetcher.ts';
export type { Cookie, LanguageData, ServerSyncFilter, ServerUpdateData, UpdateData, UrlData } from './messages.ts';
export {
  dssAuthPath, getAuthConfig, getAuthorizationCookie, getConfigData, getCookie, getDriverIdList, getDriverSetData,
  getRelatedRevisionsForUpdates, getRevisionIdList, getUpdateData, getUpdateDecryptionData, ping, readRequest, readResponse, serverSyncPath,
  writeRequest, writeResponse, type Operation,
} from './operations.ts';
export type { ReceivedFile, ReceivedUpdate } from './receive-updates.ts';
export { createNodeFetcher } from './node-fetcher.ts';
export { SoapError, SoapFault, type FaultCode } from './soap-error.ts';
export { SynchronizationError, type SynchronizationErrorCode } from './synchronization-error.ts';
