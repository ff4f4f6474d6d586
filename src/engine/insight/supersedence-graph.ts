/** An edge: `newer` supersedes `older`. Numbers are CI_IDs. */
export interface Supersedes {
  newer: number;
  older: number;
}

/**
 * Everything that can be reached from `start`, nearest first; what is equally near comes in the order `next` gives. `start` itself is
 * left out, also when it stands in a circle.
 */
export function reachedFrom(start: number, next: (id: number) => readonly number[]): number[] {
  const reached = new Set([start]);
  for (const id of reached) for (const one of next(id)) reached.add(one);
  reached.delete(start);
  return [...reached];
}

/**
 * What is drawn of a graph: catalogs name every update that is superseded, also through another one, and all those edges
 * would hide the chain. An edge that follows from two or more others is left out; what can be reached stays the same.
 * The graph holds no circle (a synchronization refuses one); at most a few thousand edges.
 */
export function withoutShortcuts(edges: readonly Supersedes[]): Supersedes[] {
  const below = Map.groupBy(edges, (edge) => edge.newer);
  const next = (id: number) => (below.get(id) ?? []).map((edge) => edge.older);
  const kept: Supersedes[] = [];
  for (const [newer, own] of below) {
    const through = new Set(next(newer).flatMap((id) => reachedFrom(id, next)));
    kept.push(...own.filter(({ older }) => !through.has(older)).map(({ older }) => ({ newer, older })));
  }
  return kept;
}
