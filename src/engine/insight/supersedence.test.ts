import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPlanes, type CellState } from '../compliance/planes.ts';
import { onlyFixedBy } from './only-fix.ts';
import { reachedFrom, withoutShortcuts, type Supersedes } from './supersedence-graph.ts';

const edge = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).filter(([a, b]) => a !== b).map(([a, b]): Supersedes => ({ newer: Math.max(a, b), older: Math.min(a, b) }));
const edges = fc.uniqueArray(edge, { maxLength: 40, selector: ({ newer, older }) => `${newer} ${older}` });
const next = (all: readonly Supersedes[]) => (id: number) => all.filter((one) => one.newer === id).map((one) => one.older);

test('[INSIGHT-04] an edge that follows from others is not drawn', () => {
  const all = [{ newer: 3, older: 2 }, { newer: 2, older: 1 }, { newer: 3, older: 1 }];
  expect(withoutShortcuts(all)).toEqual([{ newer: 3, older: 2 }, { newer: 2, older: 1 }]);
  expect(reachedFrom(3, next(all))).toEqual([2, 1]);
  expect(reachedFrom(1, (id) => [3 - id])).toEqual([2]);
});

test('[INSIGHT-04] without shortcuts each update still leads to the same ones, and no edge more can be left out', () => {
  fc.assert(fc.property(edges, (all) => {
    const drawn = withoutShortcuts(all);
    for (let id = 1; id <= 12; id++) expect(new Set(reachedFrom(id, next(drawn)))).toEqual(new Set(reachedFrom(id, next(all))));
    for (const one of drawn) expect(reachedFrom(one.newer, next(drawn.filter((other) => other !== one)))).not.toContain(one.older);
  }));
});

/** Two chunks of which a few clients are there. */
const PLACES = [0, 1, 31, 32, 4095, 4096, 4100, 8191];
const client = fc.record({
  present: fc.boolean(), member: fc.boolean(), known: fc.integer({ min: 0, max: 3 }),
  cells: fc.array(fc.constantFrom<CellState>(0, 1, 2, 3), { minLength: 5, maxLength: 5 }),
});

test('[INSIGHT-04] the computers whose only fix an update is are those of a plain recount', () => {
  fc.assert(fc.property(fc.array(client, { minLength: PLACES.length, maxLength: PLACES.length }), fc.uniqueArray(fc.integer({ min: 2, max: 5 })), fc.boolean(), (clients, fixes, all) => {
    // Update n came with catalog version n % 3.
    const since = Uint32Array.from({ length: 6 }, (_, n) => n % 3);
    const chunks = [0, 1].map(() => ({ planes: createPlanes(), known: new Uint32Array(4096), present: new Uint32Array(128) }));
    const members = new Uint32Array(256);
    clients.forEach((one, i) => {
      const place = PLACES[i]! % 4096;
      const chunk = chunks[Math.floor(PLACES[i]! / 4096)]!;
      if (one.present) chunk.present[place >> 5]! |= 1 << (place & 31);
      if (one.member) members[PLACES[i]! >> 5]! |= 1 << (PLACES[i]! & 31);
      chunk.known[place] = one.known;
      one.cells.forEach((state, n) => chunk.planes.set(n + 1, place, state));
    });
    const counts = (one: (typeof clients)[number], update: number, ...states: number[]) => one.known >= update % 3 && states.includes(one.cells[update - 1]!);
    const expected = clients.flatMap((one, i) => (one.present && (all || one.member) && counts(one, 1, 1) && !fixes.some((fix) => counts(one, fix, 1, 2)) ? [PLACES[i]! + 1] : []));
    expect(onlyFixedBy(1, fixes, chunks, since, all ? null : members)).toEqual(expected);
  }), { numRuns: 200 });
}, 30_000);
