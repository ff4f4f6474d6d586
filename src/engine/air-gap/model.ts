import { Failure, type Breath } from '../kernel/index.ts';
import { CabError, PackageError, UpdateError, type PackageEntry } from '../wsus/index.ts';

/** What is compared and imported: its beginning was found in order, the rest is checked when it is read. */
export interface Bundle {
  readonly folder: string;
  /** SHA-256 that stands for the whole: of the manifest's bytes, where there is one. */
  readonly digest: string;
  /** The trusted key that signed it; null: unsigned. */
  readonly signedBy: { readonly fingerprint: string; readonly label: string } | null;
  readonly source: { readonly site: string | null; readonly server: string };
  /** Version of the exporting catalog; 0 when it has none. */
  readonly catalogVersion: number;
  readonly createdAt: number;
  /** Null: never. */
  readonly expiresAt: number | null;
  /** Documents; null when that is known at their end only. */
  readonly total: number | null;
  /** What the catalog remembers after an import, so that nothing older is taken later. */
  readonly remembered: Readonly<Record<string, string>>;
  /** Checks the digest of every part. @throws Failure REFUSED */
  check(breath: Breath, signal: AbortSignal): Promise<void>;
  /** Every document, one at a time. @throws Failure REFUSED when one cannot be read */
  entries(breath: Breath, signal: AbortSignal): AsyncGenerator<PackageEntry, void, undefined>;
}

export const refusal = (why: string, todo: string): Failure => new Failure('REFUSED', { what: 'The bundle was refused.', why, todo });

/** A refusal in place of what the readers of a file throw; anything else as it is. */
export function unreadable(name: string, error: Error, todo: string): Error {
  const isOfContent = error instanceof PackageError || error instanceof CabError || error instanceof UpdateError || error.name === 'XmlError';
  return isOfContent ? refusal(`${name} cannot be read: ${error.message.replace(/\.$/, '')}.`, todo) : error;
}
