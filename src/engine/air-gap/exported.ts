import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Breath } from '../kernel/index.ts';
import type { Readable } from '../site-database/index.ts';
import { openPackage, PackageError, type CatalogStore, type PackageEntry } from '../wsus/index.ts';
import { digestOf } from './folder.ts';
import { manifest as schema, manifestName, signatureLine, signatureName, type Manifest } from './manifest.ts';
import { refusal, unreadable, type Bundle } from './model.ts';
import { isSignedBy, readPublicKey } from './public-key.ts';
import { findKey } from './trusted-keys.ts';

const again = 'Export again on the connected site and copy the whole folder.';
const manifestLimit = 1024 * 1024;

/** Clocks of two sites are not farther apart: one day. */
const CLOCKS_APART_MS = 86_400_000;

/** Where the last import came from, kept in the catalog it filled. */
const imported = z.object({ signer: z.string().nullable(), catalogVersion: z.int(), createdAt: z.int() });
const importedSetting = 'air_gap_import';
const importedOf = (manifest: Manifest, signedBy: Bundle['signedBy']): string =>
  JSON.stringify({ signer: signedBy?.fingerprint ?? null, catalogVersion: manifest.catalogVersion, createdAt: manifest.createdAt } satisfies z.infer<typeof imported>);

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
 * Opens what a site exported; undefined when the folder holds no manifest. Checked here: signature, form, expiry, age, and that its parts are there in their size.
 * @param now site time, ms
 * @throws Failure REFUSED with the reason
 */
export function openExport(folder: string, { database, catalog, now }: { database: Readable; catalog: CatalogStore; now: number }): Bundle | undefined {
  const bytes = small(folder, manifestName, manifestLimit);
  if (!bytes) return undefined;
  const signedBy = signerOf(database, folder, bytes);
  const manifest = parsed(bytes);
  if (manifest.expiresAt <= now) throw refusal(`It expired on ${new Date(manifest.expiresAt).toISOString()}.`, again);
  // One from the future, once imported, would make all later ones older.
  if (manifest.createdAt > now + CLOCKS_APART_MS) throw refusal(`It was made on ${new Date(manifest.createdAt).toISOString()}, which is still to come here.`, 'Set the clocks of both sites right and export again.');
  const last = catalog.setting(importedSetting);
  const before = last === undefined ? undefined : imported.parse(JSON.parse(last));
  const isOlder = before && (manifest.createdAt < before.createdAt || (before.signer !== null && before.signer === signedBy?.fingerprint && manifest.catalogVersion < before.catalogVersion));
  if (isOlder) throw refusal(`It is older than what is here: it was made on ${new Date(manifest.createdAt).toISOString()}, the last one imported on ${new Date(before.createdAt).toISOString()}.`, again);
  for (const { name, bytes: size } of manifest.parts) {
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (!found?.isFile()) throw refusal(`${name} is missing.`, again);
    if (found.size !== size) throw refusal(`${name} has ${found.size} bytes instead of ${size}.`, again);
  }
  const { source, catalogVersion, createdAt, expiresAt, counts } = manifest;
  return {
    folder, signedBy, source, catalogVersion, createdAt, expiresAt,
    digest: createHash('sha256').update(bytes).digest('hex'),
    total: counts.categories + counts.detectoids + counts.updates,
    remembered: { [importedSetting]: importedOf(manifest, signedBy) },
    check: (breath, signal) => checkParts(folder, manifest, breath, signal),
    entries: (breath, signal) => entriesOf(folder, manifest, breath, signal),
  };
}

async function checkParts(folder: string, manifest: Manifest, breath: Breath, signal: AbortSignal): Promise<void> {
  for (const { name, sha256 } of manifest.parts) {
    if ((await digestOf(join(folder, name), breath, signal)) !== sha256) throw refusal(`${name} is not what the manifest describes: its SHA-256 is another.`, again);
  }
}

async function* entriesOf(folder: string, manifest: Manifest, breath: Breath, signal: AbortSignal): AsyncGenerator<PackageEntry, void, undefined> {
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
      throw unreadable(name, error as Error, again);
    }
  }
}
