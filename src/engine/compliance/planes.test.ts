import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChanges } from './changes.ts';
import { countAll, countOne, countTogether, FOR_NOBODY, stateOf, type SharedChunk } from './counts.ts';
import { CHUNK, createPlanes, NOT_SET, type CellState, type Planes } from './planes.ts';
import { readChunk, writeChunk } from './snapshot.ts';
import { newColumns } from './clients.ts';

const state = fc.constantFrom<CellState>(0, 1, 2, 3);
/** Few updates and places, so that rows fill, empty and become bitmaps. */
const cell = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.oneof(fc.integer({ min: 0, max: CHUNK - 1 }), fc.integer({ min: 0, max: 400 })), state);
const cells = fc.array(cell, { maxLength: 1500, size: 'max' });

function filled(changes: readonly (readonly [number, number, CellState])[]): { planes: Planes; model: Map<string, CellState> } {
  const planes = createPlanes();
  const model = new Map<string, CellState>();
  for (const [update, place, next] of changes) {
    const key = `${update} ${place}`;
    expect(planes.set(update, place, next)).toBe(model.get(key) ?? NOT_SET);
    model.set(key, next);
  }
  return { planes, model };
}

const view = (planes: Planes, known: Uint32Array, clients: number): SharedChunk => ({ planes: planes.share(), known, present: Uint32Array.from({ length: 128 }, (_, word) => (word * 32 + 32 <= clients ? 0xffff_ffff : word * 32 >= clients ? 0 : (1 << (clients & 31)) - 1)) });

describe('[SCAN-11] compressed planes', () => {
  it('many cells set together are as they are when set one by one', () => {
    // The far update makes the others worth sorting, or not.
    fc.assert(fc.property(cells, cells, fc.constantFrom(1, 100_000), (before, together, far) => {
      const { planes } = filled(before);
      const oneByOne = filled(before).planes;
      const changes = createChanges();
      for (const [update, place, next] of [...together, [far, 3, 1] as const]) {
        changes.add(update, place, next);
        oneByOne.set(update, place, next);
      }
      planes.setAll(changes.take());
      for (const update of [1, 2, 3, 4, 5, 6, far]) {
        expect(planes.size[update]).toBe(oneByOne.size[update]);
        for (let place = 0; place < CHUNK; place++) if (planes.get(update, place) !== oneByOne.get(update, place)) expect.fail(`cell ${update} ${place}`);
      }
      expect(changes.take().count).toBe(0);
    }), { numRuns: 60 });
  }, 30_000);

  it('hold what was set, whatever the order, and as many cells as there are', () => {
    fc.assert(fc.property(cells, (changes) => {
      const { planes, model } = filled(changes);
      for (const [key, expected] of model) {
        const [update, place] = key.split(' ').map(Number) as [number, number];
        expect(planes.get(update, place)).toBe(expected);
      }
    }), { numRuns: 60 });
  }, 30_000);

  it('a row of every client becomes bitmaps, and cells can be taken back out of it', () => {
    const { planes } = filled(Array.from({ length: CHUNK }, (_, place) => [9, place, ((place % 3) + 1) as CellState] as const));
    expect(planes.bytes()).toBeLessThan(100_000);
    planes.clear(17);
    expect([planes.get(9, 17), planes.get(9, 18), planes.get(9, 4095)]).toEqual([0, 1, 1]);
  }, 30_000);

  it('what readers share does not change with what is set later', () => {
    const { planes } = filled([[1, 5, 2]]);
    const shared = planes.share();
    planes.set(1, 5, 1);
    planes.set(1, 6, 1);
    expect([shared.size[1], shared.pool[shared.offset[1]!]]).toEqual([1, 5 * 4 + 2]);
  }, 30_000);

  it('a snapshot gives back the same cells', () => {
    fc.assert(fc.property(cells, (changes) => {
      const { planes, model } = filled(changes);
      const { memory } = newColumns();
      const again = readChunk(writeChunk(planes, planes.used(), { columns: memory, serials: new Uint32Array(CHUNK), held: [], enforcements: new Map() })).planes;
      for (const [key, expected] of model) {
        const [update, place] = key.split(' ').map(Number) as [number, number];
        expect(again.get(update, place)).toBe(expected);
        again.set(update, place, 3);
        expect(again.get(update, place)).toBe(3);
      }
    }), { numRuns: 30 });
  });
});

describe('[SCAN-06] counts', () => {
  it('are what looking at every cell gives: Unknown before the scan, Not Required derived', () => {
    const setting = fc.record({ changes: cells, clients: fc.integer({ min: 1, max: 500 }), versions: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 8, maxLength: 8 }), since: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 7, maxLength: 7 }), every: fc.integer({ min: 1, max: 5 }) });
    fc.assert(fc.property(setting, ({ changes, clients, versions, since, every }) => {
      const { planes } = filled(changes.filter(([, place]) => place < clients));
      const known = Uint32Array.from({ length: CHUNK }, (_, place) => versions[place % versions.length]!);
      const chunk = view(planes, known, clients);
      const sinceOf = Uint32Array.from([FOR_NOBODY, ...since.slice(1)]);
      const members = Uint32Array.from({ length: 128 }, (_, word) => Array.from({ length: 32 }, (__, bit) => ((word * 32 + bit) % every === 0 ? 2 ** bit : 0)).reduce((a, b) => a + b, 0));
      const counts = countAll([chunk], sinceOf, members);
      for (let update = 1; update < sinceOf.length; update++) {
        const plain = { installed: 0, required: 0, unknown: 0, notRequired: 0, total: 0 };
        for (let place = 0; place < clients; place += every) {
          plain[stateOf(chunk, update, sinceOf[update]!, place)]++;
          plain.total++;
        }
        expect({ total: counts.total, installed: counts.installed[update], required: counts.required[update], unknown: counts.unknown[update] }).toEqual({ total: plain.total, installed: plain.installed, required: plain.required, unknown: plain.unknown });
        expect(countOne([chunk], update, sinceOf[update]!, members)).toEqual({ total: plain.total, installed: plain.installed, required: plain.required, unknown: plain.unknown });
      }
      const together = { total: 0, compliant: 0, notCompliant: 0, unknown: 0 };
      for (let place = 0; place < clients; place += every) {
        const states = [2, 3, 5, 6].map((update) => stateOf(chunk, update, sinceOf[update]!, place));
        together[states.includes('required') ? 'notCompliant' : states.includes('unknown') ? 'unknown' : 'compliant']++;
        together.total++;
      }
      expect(countTogether([chunk], [0, 2, 3, 5, 6, 99], sinceOf, members)).toEqual(together);
    }), { numRuns: 40 });
  });
});
