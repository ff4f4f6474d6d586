import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { circleFrom } from './circles.ts';

type Edges = readonly (readonly [string, string])[];

function circle(edges: Edges, starts: readonly string[] = [...new Set(edges.map(([from]) => from))]): string[] | undefined {
  const search = circleFrom(starts, (id) => edges.filter(([from]) => from === id).map(([, to]) => to));
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}

/** Whether any of the starts can come back to an id, by walking as long as there are ids. */
function walksInCircles(edges: Edges, starts: readonly string[]): boolean {
  let at = new Set(starts);
  const ids = new Set(edges.flat());
  for (let i = 0; i <= ids.size; i++) at = new Set(edges.filter(([from]) => at.has(from)).map(([, to]) => to));
  return at.size > 0;
}

describe('circles', () => {
  test('[REPO-04] of one, of several, beside chains and diamonds, from where one looks', () => {
    expect(circle([['a', 'a']])).toEqual(['a']);
    expect(circle([['x', 'a'], ['a', 'b'], ['b', 'c'], ['c', 'a']])).toEqual(['a', 'b', 'c']);
    expect(circle([['a', 'b'], ['a', 'c'], ['b', 'd'], ['c', 'd']])).toBeUndefined();
    expect(circle([['a', 'b'], ['c', 'd'], ['d', 'c']], ['a'])).toBeUndefined();
    const chain = Array.from({ length: 50_000 }, (_, i) => [String(i), String(i + 1)] as const);
    const ahead = new Map(chain);
    const search = circleFrom(['0'], (id) => [ahead.get(id) ?? []].flat());
    while (!search.next().done);
    expect(search.next().value).toBeUndefined();
  });

  test('[REPO-04] is found where there is one and only there', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.array(fc.tuple(id, id), { maxLength: 9 }), fc.array(id, { maxLength: 3 }), (edges, starts) => {
        const found = circle(edges, starts);
        expect(found !== undefined).toBe(walksInCircles(edges, starts));
        found?.forEach((from, i) => expect(edges).toContainEqual([from, found[(i + 1) % found.length]]));
      }),
    );
  });
});
