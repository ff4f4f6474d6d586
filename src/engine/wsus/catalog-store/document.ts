import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { CatalogStoreError } from './open.ts';

/** A document never is larger than this, in bytes of UTF-8 (the reader's limit of characters, three bytes each). */
const largest = 48 * 1024 * 1024;

/** Update documents are small and alike: a small window costs little room and saves most of zlib's start-up time. */
const packing = { level: 3, memLevel: 6, windowBits: 13 } as const;

export function packDocument(xml: string): Buffer {
  return deflateRawSync(xml, packing);
}

/** @param length characters the document must have. */
export function unpackDocument(packed: Buffer, length: number): string {
  let xml: string;
  try {
    xml = inflateRawSync(packed, { maxOutputLength: largest }).toString('utf8');
  } catch (error) {
    throw new CatalogStoreError('Corrupt', 'A stored update document cannot be unpacked.', { cause: error });
  }
  if (xml.length !== length) throw new CatalogStoreError('Corrupt', 'A stored update document has the wrong length.');
  return xml;
}
