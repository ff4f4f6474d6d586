import { createHash } from 'node:crypto';

/**
 * The content of a file whose real content is not known: the same bytes for the same id, for ever.
 * A line "Patchbay payload <fileId>\n", then a xorshift32 stream (13, 17, 5; little endian words) seeded with the first
 * word of SHA-256(fileId) (1 when that is 0). The size is 4,096 … 16,384 bytes in steps of 1,024, by the second word.
 */
export function payloadFor(fileId: string): Buffer {
  const seed = createHash('sha256').update(fileId, 'utf8').digest();
  const words = new Uint32Array(1024 + (seed.readUInt32LE(4) % 13) * 256);
  let state = seed.readUInt32LE(0) || 1;
  for (let index = 0; index < words.length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  const content = Buffer.from(words.buffer);
  content.write(`Patchbay payload ${fileId}\n`, 0, 'utf8');
  return content;
}
