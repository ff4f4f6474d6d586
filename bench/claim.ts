/** What one claim found: our figure, the same in a named peer of the same run, and whether the goal holds. */
export interface Measured {
  ours: number;
  unit: string;
  /** What the peer does, in a few words. */
  peer: string;
  peerValue: number;
  goal: string;
  holds: boolean;
  /** Further figures worth seeing. */
  more?: Record<string, number>;
}

export interface Claim {
  readonly id: string;
  measure(): Promise<Measured>;
}

export const round = (value: number) => Number(value.toPrecision(4));

/** Milliseconds a piece of work takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The best of several tries, figure by figure: other work on the machine only ever makes a figure larger. */
export async function bestOf<K extends string>(tries: number, run: () => Promise<Record<K, number>>): Promise<Record<K, number>> {
  const best = await run();
  for (let i = 1; i < tries; i++) {
    const next = await run();
    for (const key of Object.keys(best) as K[]) best[key] = Math.min(best[key], next[key]);
  }
  return best;
}

export const worst = (figures: Record<string, number>): number => Math.max(...Object.values(figures));

export function median(figures: Record<string, number>): number {
  const sorted = Object.values(figures).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
