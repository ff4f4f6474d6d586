import type { Source } from './source.ts';

/** Which updates replace which, by index. */
export interface Supersedence {
  /** Every update after those that replace it. */
  readonly order: Int32Array;
  /** Updates that replace one directly. A chain that bites its tail is cut. */
  readonly superseders: readonly (readonly number[])[];
  /** 1 for a service pack: it and what it contains both get a state (SCAN-08). */
  readonly servicePack: Uint8Array;
}

/** @param sources by index */
export function createSupersedence(sources: readonly Source[], indexes: ReadonlyMap<string, number>): Supersedence {
  const named: number[][] = sources.map(() => []);
  for (const [index, source] of sources.entries()) {
    for (const id of source.superseded) {
      const superseded = indexes.get(id);
      if (superseded !== undefined && superseded !== index) named[superseded]!.push(index);
    }
  }
  const { order, above } = inOrder(named);
  return { order, superseders: above, servicePack: Uint8Array.from(sources, ({ isServicePack }) => Number(isServicePack)) };
}

/** Puts each after all that are above it; without recursion, since chains are as long as years of daily definitions. */
function inOrder(named: readonly (readonly number[])[]): { order: Int32Array; above: number[][] } {
  const order = new Int32Array(named.length);
  const above: number[][] = named.map(() => []);
  const phase = new Uint8Array(named.length);
  let placed = 0;
  for (let start = 0; start < named.length; start += 1) {
    const path = phase[start] === 0 ? [{ index: start, next: 0 }] : [];
    phase[start] ||= 1;
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const one = named[step.index]![step.next++];
      if (one === undefined) {
        path.pop();
        phase[step.index] = 2;
        order[placed++] = step.index;
      } else if (phase[one] !== 1) {
        above[step.index]!.push(one);
        if (phase[one] === 0) path.push({ index: one, next: 0 });
        phase[one] ||= 1;
      }
    }
  }
  return { order, above };
}
