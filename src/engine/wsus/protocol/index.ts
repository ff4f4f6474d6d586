/** MS-WSUSSS and DssAuth: the messages, and the client a downstream server syncs with. Stores nothing, decides nothing. */
export { createServerSyncClient, defaultClientLimits } from './client.ts';
export type { ClientLimits, DeltaChoice, RevisionAnswer, RevisionRequest, ServerSyncClient, ServerSyncClientOptions } from './client.ts';
export type { Fetcher, FetchRequest, FetchResponse, FetchTimeouts } from './fetcher.ts';
export type { ReceivedFile, ReceivedUpdate } from './receive-updates.ts';
export { SynchronizationError, synchronizationErrorCodes, type SynchronizationErrorCode } from './synchronization-error.ts';
