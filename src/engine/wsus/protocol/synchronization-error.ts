/** WSUS's own names of what can go wrong in a synchronization (D§3.4), as far as they can arise here. */
export const synchronizationErrorCodes = [
  'Unknown', 'ProxyError', 'UssNotFound', 'UssBusy', 'UssInternalError', 'DssAuthenticationError', 'UssCommunicationError', 'UssOtherError', 'UserCanceled',
  'ImportUpdateError', 'IncompatibleProtocolVersion',
] as const;
export type SynchronizationErrorCode = (typeof synchronizationErrorCodes)[number];

/** A synchronization cannot go on; `message` is in plain words and goes into the log and the status message 6703. */
export class SynchronizationError extends Error {
  readonly code: SynchronizationErrorCode;
  constructor(code: SynchronizationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SynchronizationError';
    this.code = code;
  }
}
