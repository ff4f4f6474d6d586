/**
 * WSUS: update metadata, the server-to-server protocol, the catalog store of a software update point, and the server
 * that serves it. It is the wire and the shelf; which updates a site wants and what becomes of them is decided elsewhere.
 */
export * from './agent/index.ts';
export * from './cabinet/index.ts';
export * from './catalog-store/index.ts';
export * from './computers/index.ts';
export * from './metadata/index.ts';
export * from './package/index.ts';
export {
  certificateFault, createServerSyncClient, SynchronizationError, type CertificateFault, type ClientLimits, type DeltaChoice, type Fetcher, type FetchRequest,
  type FetchResponse, type FetchTimeouts, type ReceivedFile, type ReceivedUpdate, type RevisionAnswer, type RevisionRequest, type ServerSyncClient,
  type ServerSyncClientOptions, type SynchronizationErrorCode,
} from './protocol/index.ts';
export * from './rules/index.ts';
export * from './server/index.ts';
export { elementsOf, escapeAttribute, escapeText, readXml, textOf, XmlError, type XmlElement } from './xml/index.ts';
