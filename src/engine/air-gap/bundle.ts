import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { Failure, type Breath } from '../kernel/index.ts';
import type { Readable } from '../site-database/index.ts';
import { CabError, openPackage, PackageError, UpdateError, type CatalogStore, type PackageEntry } from '../wsus/index.ts';
import { manifest as schema, manifestName, signatureLine, signatureName, type Manifest } from './manifest.ts';
import { isSignedBy, readPublicKey } from './public-key.ts';
import { findKey } from './trusted-keys.ts';

/** A bundle whose manifest was found in order; its parts are checked when they are read. */
export interface Bundle {
  readonly folder: string;
  readonly manifest: Manifest;
  /** SHA-256 of the manifest's bytes. */
  readonly digest: string;
  /** The trusted key that signed it; null: unsigned. */
  readonly signedBy: { readonly fingerprint: string; readonly label: string } | null;
}

export const refusal = (why: string, todo: string): Failure => new Failure('REFUSED', { what: 'The bundle was refused.', why, todo });

const again = 'Export again on the connected site and copy the whole folder.';
const manifestLimit = 1024 * 1024;

/** Where the last import came from, kept in the catalog it filled. */
const imported = z.object({ signer: z.string().nullable(), catalogVersion: z.int(), createdAt: z.int() });
export const importedSetting = 'air_gap_import';
export const importedOf = ({ manifest, signedBy }: Bundle): string =>
  JSON.stringify({ signer: signedBy?.fingerprint ?? null, catalogVersion: manifest.catalogVersion, createdAt: manifest.createdAt } satisfies z.infer<typeof imported>);

/** A folder the administrator named. @throws Failure REFUSED */
export function checkFolder(folder: string): void {
  const refused = (why: string) => new Failure('REFUSED', { what: 'The folder cannot be used.', why, todo: 'Name a folder of the site server by its whole path.' });
  if (!isAbsolute(folder) || folder.includes('\0')) throw refused('It is not a whole path.');
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw refused('It does not exist.');
  if (!found.isDirectory()) throw refused('It is not a folder.');
}

/** A plain file of the bundle, at most `limit` bytes; undefined when it is not there. */
function small(folder: string, name: string, limit: number): Buffer | undefined {
  const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
  if (!found) return undefined;
  if (!found.isFile() || found.size > limit) throw refusal(`${name} is not a file of at most ${limit} bytes.`, again);
  return readFileSync(join(folder, name));
}

/** Nothing of the manifest is looked at before its signature holds. */
function signerOf(db: Readable, folder: string, bytes: Buffer): Bundle['signedBy'] {
  const text = small(folder, signatureName, 1024)?.toString('latin1');
  if (text === undefined) return null;
  const [, fingerprint, signature] = signatureLine.exec(text) ?? [];
  if (fingerprint === undefined) throw refusal(`${signatureName} is no signature.`, again);
  const key = findKey(db, fingerprint);
  if (!key) throw refusal(`It is signed with a key that is not trusted here (${fingerprint}).`, 'If it is the exporting site’s key, pin it under Trusted Keys first.');
  if (key.state !== 'trusted') throw refusal(`It is signed with the key "${key.label}", which is ${key.state}.`, 'Export again with the exporting site’s present key.');
  if (!isSignedBy(readPublicKey(key.public_key), bytes, signature!)) throw refusal(`The signature is wrong: ${manifestName} is not what the holder of the key "${key.label}" signed.`, again);
  return { fingerprint, label: key.label };
}

function parsed(bytes: Buffer): Manifest {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw refusal(`${manifestName} does not have the form of a manifest (format 1).`, again);
  }
}

/**
 * Opens a bundle: signature, form, expiry, age, and that its parts are there in their size.
 * @param now site time, ms
 * @throws Failure REFUSED with the reason
 */
export function openBundle(folder: string, { database, catalog, now }: { database: Readable; catalog: CatalogStore; now: number }): Bundle {
  checkFolder(folder);
  const bytes = small(folder, manifestName, manifestLimit);
  if (!bytes) throw refusal(`There is no ${manifestName} in ${folder}.`, 'Choose the folder of an export.');
  const signedBy = signerOf(database, folder, bytes);
  const manifest = parsed(bytes);
  if (manifest.expiresAt <= now) throw refusal(`It expired on ${new Date(manifest.expiresAt).toISOString()}.`, again);
  const last = catalog.setting(importedSetting);
  const before = last === undefined ? undefined : imported.parse(JSON.parse(last));
  const isOlder = before && (manifest.createdAt < before.createdAt || (before.signer !== null && before.signer === signedBy?.fingerprint && manifest.catalogVersion < before.catalogVersion));
  if (isOlder) throw refusal(`It is older than what is here: it was made on ${new Date(manifest.createdAt).toISOString()}, the last one imported on ${new Date(before.createdAt).toISOString()}.`, again);
  for (const { name, bytes: size } of manifest.parts) {
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (!found?.isFile()) throw refusal(`${name} is missing.`, again);
    if (found.size !== size) throw refusal(`${name} has ${found.size} bytes instead of ${size}.`, again);
  }
  return { folder, manifest, signedBy, digest: createHash('sha256').update(bytes).digest('hex') };
}

const chunk = 1024 * 1024;

/** SHA-256 of a file, read in pieces. */
export async function digestOf(file: string, breath: Breath, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunk);
  const fd = openSync(file, 'r');
  try {
    for (;;) {
      const length = readSync(fd, buffer);
      if (length === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, length));
      signal.throwIfAborted();
      await breath();
    }
  } finally {
    closeSync(fd);
  }
}

/** Checks the digest of every part. @throws Failure REFUSED */
export async function checkParts({ folder, manifest }: Bundle, breath: Breath, signal: AbortSignal): Promise<void> {
  for (const { name, sha256 } of manifest.parts) {
    if ((await digestOf(join(folder, name), breath, signal)) !== sha256) throw refusal(`${name} is not what the manifest describes: its SHA-256 is another.`, again);
  }
}

/** Every document of the bundle, in order. @throws Failure REFUSED when a part cannot be read or holds another number of documents than it says */
export async function* bundleEntries({ folder, manifest }: Bundle, breath: Breath, signal: AbortSignal): AsyncGenerator<PackageEntry, void, undefined> {
  for (const { name, documents } of manifest.parts) {
    try {
      const opened = await openPackage(join(folder, name), breath);
      try {
        if (opened.count !== documents) throw new PackageError('WrongCount', `it lists ${opened.count} documents, the manifest ${documents}`);
        for await (const entry of opened.entries()) {
          signal.throwIfAborted();
          yield entry;
        }
      } finally {
        opened.close();
      }
    } catch (error) {
      if (error instanceof PackageError || error instanceof CabError || error instanceof UpdateError || (error as Error).name === 'XmlError') throw refusal(`${name} cannot be read: ${(error as Error).message.replace(/\.$/, '')}.`, again);
      throw error;
    }
  }
}
