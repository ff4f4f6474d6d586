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
