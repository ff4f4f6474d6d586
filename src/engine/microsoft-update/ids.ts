import { createHash } from 'node:crypto';

/** Namespace of every identifier Patchbay makes itself, for the bundled catalog and for computers of a lab; Microsoft's own ids never come from it. */
const namespace = Buffer.from('3f6ad0ff9a4b5c1e8c2d70617463682d', 'hex');

/** The name-based UUID (version 5, RFC 9562) of `name` in Patchbay's namespace, lower case. */
export function nameBasedId(name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
