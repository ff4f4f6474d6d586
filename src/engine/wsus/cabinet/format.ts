/** Numbers of the cabinet format (MS-CAB), shared by reader and writer. All integers are little-endian. */
export const signature = 0x4643534d; // 'MSCF'
export const versionMinor = 3;
export const versionMajor = 1;
export const headerLength = 36;
export const folderLength = 8;
export const fileLength = 16;
export const dataLength = 8;
/** Uncompressed bytes of one data block at most. */
export const blockSize = 32768;
export const flagPrevious = 1;
export const flagNext = 2;
export const flagReserve = 4;
/** File attribute: the name is UTF-8. */
export const attributeUtf8 = 0x80;
export const methodStored = 0;
export const methodMszip = 1;
export const methodLzx = 3;

/** The checksum of MS-CAB: XOR of 32-bit words; the one to three bytes left over count in reverse order. */
export function checksum(bytes: Uint8Array, seed = 0): number {
  let sum = seed;
  let at = 0;
  const whole = bytes.length & ~3;
  for (; at < whole; at += 4) sum ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  let last = 0;
  for (; at < bytes.length; at++) last = (last << 8) | bytes[at]!;
  return (sum ^ last) >>> 0;
}
