import type { Random } from './random.ts';

/** Makes identifiers; injected, so that a replayed site gets the same ones. */
export interface Ids {
  /** A version 4 shaped GUID, lower case. */
  guid(): string;
}

export function createIds(random: Random): Ids {
  const hex = (bits: number) => bits.toString(16).padStart(8, '0');
  return {
    guid: () => {
      const s = hex(random.bits()) + hex(random.bits()) + hex(random.bits()) + hex(random.bits());
      const variant = '89ab'[random.below(4)];
      return `${s.slice(0, 8)}-${s.slice(8, 12)}-4${s.slice(13, 16)}-${variant}${s.slice(17, 20)}-${s.slice(20, 32)}`;
    },
  };
}
