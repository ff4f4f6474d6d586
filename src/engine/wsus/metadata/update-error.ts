export type UpdateErrorCode = 'NotAnUpdate' | 'BadValue' | 'MissingPart';

/** A document is well-formed XML but no Update document; the message names the element or attribute. */
export class UpdateError extends Error {
  readonly code: UpdateErrorCode;
  constructor(code: UpdateErrorCode, message: string) {
    super(message);
    this.name = 'UpdateError';
    this.code = code;
  }
}
