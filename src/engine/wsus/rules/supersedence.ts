import type { Breath } from '../../kernel/index.ts';
import type { Source } from './source.ts';

/** Which updates replace which, by place. Those that replace the one at a place directly stand in `above` from `begins` at that place to the next. */
export interface Supersedence {
  /** Every place that something replaces, after those that replace it. A chain that bites its tail is cut. */
  readonly order: Int32Array;
  readonly begins: Int32Array;
  readonly above: Int32Array;
  /** 1 for a service pack: it and what it contains both get a state (SCAN-08). */
  readonly servicePack: Uint8Array;
}

function packed(order: Int32Array, lists: readonly (readonly number[])[], servicePack: Uint8Array): Supersedence {
  const begins = new Int32Array(lists.length + 1);
  for (const [place, list] of lists.entries()) begins[place + 1] = begins[place]! + list.length;
  const above = new Int32Array(begins[lists.length]!);
  for (const [place, list] of lists.entries()) above.set(list, begins[place]);
  return { order: order.filter((place) => lists[place]!.length > 0), begins, above, servicePack };
}

/** @param sources by index */
export async function createSupersedence(sources: readonly Source[], indexes: ReadonlyMap<string, number>, breath: Breath): Promise<Supersedence> {
  const named: number[][] = sources.map(() => []);
  for (const [index, source] of sources.entries()) {
    for (const id of source.superseded) {
      const superseded = indexes.get(id);
      if (superseded !== undefined && superseded !== index) named[superseded]!.push(index);
    }
    await breath();
  }
  const { order, above } = await inOrder(named, breath);
  return packed(order, above, Uint8Array.from(sources, ({ isServicePack }) => Number(isServicePack)));
}

/** Puts each after all that are above it; without recursion, since chains are as long as years of daily definitions. */
async function inOrder(named: readonly (readonly number[])[], breath: Breath): Promise<{ order: Int32Array; above: number[][] }> {
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
    await breath();
  }
  return { order, above };
}

/**
 * The same between some updates only, by their place in the list: what is replaced by way of one that is not among them is still
 * replaced. @param indexes ascending
 */
export function among({ order, begins, above: all, servicePack }: Supersedence, indexes: readonly number[]): Supersedence {
  const places = new Map(indexes.map((index, place) => [index, place]));
  const nearest = new Map<number, readonly number[]>();
  const kept: number[] = [];
  for (const index of order) {
    const above = new Set<number>();
    for (const one of all.subarray(begins[index]!, begins[index + 1]!)) {
      const place = places.get(one);
      if (place === undefined) for (const further of nearest.get(one) ?? []) above.add(further);
      else above.add(place);
    }
    if (above.size > 0) nearest.set(index, [...above]);
    const place = places.get(index);
    if (place !== undefined) kept.push(place);
  }
  return packed(Int32Array.from(kept), indexes.map((index) => nearest.get(index) ?? []), Uint8Array.from(indexes, (index) => servicePack[index]!));
}
