import { createHash } from 'node:crypto';

/** Bytes of a payload, whatever it stands for: files of the lab are small on purpose (decision 0017). */
const [LEAST, STEP, STEPS] = [4096, 1024, 13];
export const MOST_PAYLOAD = 1024 * 1024;
/** Of a file whose real size is known, one byte stands for so many. */
export const CONTENT_SCALE = 16_384;

/** The size that a file of `real` bytes has in the lab. */
export const scaledSize = (real: number): number => Math.min(MOST_PAYLOAD, Math.max(LEAST, Math.round(real / CONTENT_SCALE / STEP) * STEP));

/**
 * The content of a file whose real content is not at hand: the same bytes for the same id and size, for ever.
 * A line "Patchbay payload <fileId>\n", then a xorshift32 stream (13, 17, 5; little endian words) seeded with the first
 * word of SHA-256(fileId) (1 when that is 0).
 * @param size bytes, a multiple of 1,024 from 4,096 to 1,048,576; left out: 4,096 … 16,384 by the second word
 */
export function payloadFor(fileId: string, size?: number): Buffer {
  const seed = createHash('sha256').update(fileId, 'utf8').digest();
  const words = new Uint32Array((size ?? LEAST + (seed.readUInt32LE(4) % STEPS) * STEP) / 4);
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
