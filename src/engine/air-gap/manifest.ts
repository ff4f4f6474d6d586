import { z } from 'zod';
import { moment, siteCode } from '../../contract/index.ts';

export const manifestName = 'manifest.json';
export const signatureName = 'manifest.sig';
export const partName = (number: number): string => `part-${String(number).padStart(3, '0')}.cab`;
export const mostParts = 999;

const count = z.int().nonnegative();

/** What a bundle says of itself; the signature is over exactly these bytes. */
export const manifest = z.strictObject({
  format: z.literal(1),
  /** The exporting catalog's version: counts the commits that changed it. */
  catalogVersion: count,
  /** The exporting site's clock. */
  createdAt: moment,
  expiresAt: moment,
  source: z.strictObject({ site: siteCode, server: z.string().max(255) }),
  /** In this order; an update stands after what it needs. */
  parts: z
    .array(z.strictObject({ name: z.string().regex(/^part-\d{3}\.cab$/), bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/), documents: count }))
    .min(1)
    .max(mostParts)
    .refine((parts) => new Set(parts.map((part) => part.name)).size === parts.length, 'A part is named twice.'),
  /** Documents by their sort. */
  counts: z.strictObject({ categories: count, detectoids: count, updates: count }),
});

export type Manifest = z.infer<typeof manifest>;

/** "ed25519 <fingerprint> <Base64>"; the last character carries two bits only, and others that would decode alike are no signature. */
export const signatureLine = /^ed25519 ([0-9a-f]{64}) ([A-Za-z0-9+/]{85}[AQgw]==)\n?$/;
