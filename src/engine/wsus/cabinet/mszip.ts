import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { CabError } from './cab-error.ts';
import { blockSize } from './format.ts';

/**
 * Decodes one MSZIP block into `output` at `at`; what stands before in the folder (up to 32 KB) is its dictionary.
 * @throws CabError
 */
export function decodeMszipBlock(block: Uint8Array, output: Uint8Array, at: number, size: number): void {
  if (block[0] !== 0x43 || block[1] !== 0x4b) throw new CabError('BadData', 'An MSZIP block does not start with "CK".');
  let decoded: Buffer;
  try {
    // zlib refuses an output limit of 0; one byte more than allowed also shows a block that is too long.
    decoded = inflateRawSync(block.subarray(2), { maxOutputLength: size + 1, ...(at > 0 && { dictionary: output.subarray(Math.max(0, at - blockSize), at) }) });
  } catch (error) {
    throw new CabError('BadData', `An MSZIP block cannot be decoded: ${(error as Error).message}.`);
  }
  if (decoded.length !== size) throw new CabError('BadSize', `An MSZIP block holds ${decoded.length} bytes instead of ${size}.`);
  output.set(decoded, at);
}

/** @param before what stands before the chunk in the folder; the last 32 KB are used */
export function encodeMszipBlock(chunk: Uint8Array, before: Uint8Array): Buffer {
  const packing = { level: 3, memLevel: 8, windowBits: before.length > 0 ? 15 : 14 };
  const packed = deflateRawSync(chunk, before.length > 0 ? { ...packing, dictionary: before.subarray(-blockSize) } : packing);
  return Buffer.concat([Buffer.from('CK', 'latin1'), packed]);
}
