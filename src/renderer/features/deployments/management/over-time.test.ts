import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areas, shareAt, sumOrder, sumsOf } from './over-time.ts';

const point = (at: number, compliant: number, unknown: number) => ({ at, states: [{ state: 'Compliant', sum: 'compliant' as const, computers: compliant }, { state: 'Enforcement state unknown', sum: 'unknown' as const, computers: unknown }] });

test('[DEPLOY-12] what was counted holds until it is counted anew: areas have steps', () => {
  const [compliant, , , unknown] = areas([point(0, 0, 4), point(30, 3, 1), point(100, 4, 0)], 100, 40);
  expect(compliant).toEqual({ sum: 'compliant', path: 'M0,40L30,40L30,10L100,10L100,40L30,40L30,40L0,40Z' });
  expect(unknown).toEqual({ sum: 'unknown', path: 'M0,0L30,0L30,0L100,0L100,10L30,10L30,40L0,40Z' });
});

test('[DEPLOY-12] 100 % is said of all computers only', () => {
  expect(shareAt(point(0, 999, 1), 'compliant')).toBe(99);
  expect(shareAt(point(0, 1000, 0), 'compliant')).toBe(100);
  expect(shareAt(point(0, 0, 0), 'compliant')).toBe(0);
});

test('[DEPLOY-12] areas stand on each other and fill the picture', () => {
  const computers = fc.nat(1000);
  const moments = fc.array(fc.tuple(fc.integer({ min: 1, max: 1e6 }), computers, fc.integer({ min: 1, max: 1000 })), { minLength: 2, maxLength: 20 });
  fc.assert(fc.property(moments, (drawn) => {
    let at = 0;
    const points = drawn.map(([after, compliant, unknown]) => point((at += after), compliant, unknown));
    const drawnAreas = areas(points, 720, 150);
    const top = (n: number) => drawnAreas[n]!.path.slice(1, -1).split('L').slice(0, 2 * (points.length - 1));
    const bottom = (n: number) => drawnAreas[n]!.path.slice(1, -1).split('L').slice(2 * (points.length - 1)).toReversed();
    for (let n = 1; n < sumOrder.length; n++) expect(bottom(n)).toEqual(top(n - 1));
    expect(top(sumOrder.length - 1).every((place) => place.endsWith(',0'))).toBe(true);
    expect(sumsOf(points[0]!).compliant).toBe(drawn[0]![1]);
  }));
});
