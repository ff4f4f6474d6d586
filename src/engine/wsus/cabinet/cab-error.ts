export type CabErrorCode =
  | 'NotACabinet' | 'Truncated' | 'BadHeader' | 'BadSize' | 'BadChecksum' | 'BadName' | 'BadData' | 'BadTree' | 'TooLarge' | 'Unsupported';

/** The bytes are no cabinet this product can read; `code` says why. */
export class CabError extends Error {
  readonly code: CabErrorCode;
  constructor(code: CabErrorCode, message: string) {
    super(message);
    this.name = 'CabError';
    this.code = code;
  }
}
