import { z } from 'zod';
import { command, moment, query, siteCode } from './call.ts';

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** SHA-256 in hexadecimal: of a public key (its DER form) or of a manifest. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Absolute path of a folder on the site server. */
const folder = z.string().min(1, 'Enter a folder.').max(1024);

/** PEM, "BEGIN PUBLIC KEY". */
const publicKey = z.string().min(1).max(4096);

/** The word of an old key for the new one of the same exporting site. */
export const keyRotation = z.object({ previous: sha256, publicKey, signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/) });

/** What an exporting site hands to importing ones. The private key never leaves its data folder. */
export const signingKey = z.object({ fingerprint: sha256, publicKey, rotation: keyRotation.nullable() });

export const trustedKey = z.object({
  fingerprint: sha256,
  label: z.string(),
  /** Only a trusted key opens the door; a replaced or revoked one says why it does not. */
  state: z.enum(['trusted', 'replaced', 'revoked']),
  pinnedAt: moment,
  pinnedBy: z.string(),
  endedAt: moment.nullable(),
  replacedBy: sha256.nullable(),
});

/** How an update of a bundle differs from the site's catalog; gone: here, but not in the bundle. An import removes nothing. */
export const differenceKind = z.enum(['new', 'revised', 'expired', 'gone']);

const counts = z.object({ new: z.int(), revised: z.int(), expired: z.int(), gone: z.int() });
const group = counts.extend({ id: guid.nullable(), title: z.string() });

/** What an import of a bundle would change (INSIGHT-03). */
export const comparison = z.object({
  jobId: z.string(),
  folder: z.string(),
  /** Digest that stands for the bundle; an import takes this bundle and no other. */
  manifest: sha256,
  /** No site: Microsoft's scan cabinet. */
  source: z.object({ site: siteCode.nullable(), server: z.string() }),
  catalogVersion: z.int(),
  createdAt: moment,
  expiresAt: moment.nullable(),
  /** The trusted key that signed it; null: unsigned. */
  signedBy: z.object({ fingerprint: sha256, label: z.string() }).nullable(),
  /** Updates in the bundle, and those of them that are here already. */
  updates: z.int(),
  unchanged: z.int(),
  total: counts,
  /** An update of several products counts in each of them. */
  classifications: z.array(group),
  products: z.array(group),
});

export const difference = z.object({ kind: differenceKind, updateId: guid, revisionNumber: z.int(), title: z.string() });

const started = z.object({ jobId: z.string() });

export const airGap = {
  /** Null until the first export or `renewSigningKey`. */
  signingKey: query({}, signingKey.nullable()),
  /** Makes a new key pair; the old key signs the new one. */
  renewSigningKey: command({}, signingKey),
  trustedKeys: query({}, z.array(trustedKey)),
  pinKey: command({ publicKey, label: z.string().min(1, 'Enter a name.').max(128) }, trustedKey),
  /** Replaces a trusted key by the one it signed. */
  rotateKey: command({ rotation: keyRotation }, trustedKey),
  revokeKey: command({ fingerprint: sha256 }, trustedKey),
  /** Writes the WSUS catalog into an empty folder as a signed bundle (SYNC-08). */
  export: command({ folder, expiresInDays: z.int().min(1, 'Enter at least one day.').max(3650) }, started),
  /** Compares a bundle with the catalog; changes nothing. */
  compare: command({ folder }, started),
  /** The result of the latest comparison. */
  comparison: query({ jobId: z.string() }, comparison),
  /** The list behind a number of a comparison. */
  differences: query(
    { jobId: z.string(), kind: differenceKind, within: z.object({ by: z.enum(['classification', 'product']), id: guid.nullable() }).nullable(), offset: z.int().min(0), limit: z.int().min(1).max(500) },
    z.object({ total: z.int(), rows: z.array(difference) }),
  ),
  /** Imports the bundle that was compared, all or nothing. An unsigned one only when that is said. */
  import: command({ folder, manifest: sha256, acceptUnsigned: z.boolean() }, started),
};

export type KeyRotation = z.infer<typeof keyRotation>;
export type SigningKey = z.infer<typeof signingKey>;
export type TrustedKey = z.infer<typeof trustedKey>;
export type DifferenceKind = z.infer<typeof differenceKind>;
export type Difference = z.infer<typeof difference>;
export type Comparison = z.infer<typeof comparison>;
