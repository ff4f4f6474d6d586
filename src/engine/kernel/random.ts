/**
 * Seeded randomness. Integer arithmetic only, so the same seed gives the same site on any machine
 * (architecture: "Time"). The generator is sfc32.
 */
export interface Random {
  /** A whole number from 0 (inclusive) to `below` (exclusive); `below` is 1 … 2^32. */
  below(below: number): number;
  /** 32 random bits as an unsigned number. */
  bits(): number;
  /** An independent stream of its own, named so that its place in the code does not matter. */
  fork(name: string): Random;
}

function hash(text: string, seed: number): number {
  let h = seed ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  return h >>> 0;
}

export function createRandom(seed: string): Random {
  let a = hash(seed, 1) | 0;
  let b = hash(seed, 2) | 0;
  let c = hash(seed, 3) | 0;
  let d = 1;
  const bits = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) bits();
  return {
    bits,
    below: (below) => Math.floor((bits() / 0x1_0000_0000) * below),
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}
