export type PackageErrorCode = 'BadText' | 'BadLine' | 'TooLong' | 'WrongIdentity' | 'WrongCount' | 'MissingPart';

/** A cabinet holds no export package this product can read; `code` says why. */
export class PackageError extends Error {
  readonly code: PackageErrorCode;
  constructor(code: PackageErrorCode, message: string) {
    super(message);
    this.name = 'PackageError';
    this.code = code;
  }
}
