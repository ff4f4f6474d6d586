import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEPT, RowWindows, WINDOW } from './windows.ts';

const rows = (start: number, n = WINDOW) => Array.from({ length: n }, (_, i) => start + i);

test('[REPO-03] a stretch of rows is asked for in whole windows', () => {
  expect(RowWindows.covering(0, 0)).toEqual([0]);
  expect(RowWindows.covering(WINDOW - 1, WINDOW)).toEqual([0, WINDOW]);
  expect(RowWindows.covering(-5, 10)).toEqual([0]);
});

test('[REPO-03] wherever one scrolls in 100,000 rows, only a few windows are held and each row is the right one', () => {
  let runs = 0;
  fc.assert(
    fc.property(fc.array(fc.nat(99_999), { minLength: 1, maxLength: 60 }), (jumps) => {
      runs++;
      const windows = new RowWindows<number>();
      for (const at of jumps) {
        for (const start of windows.missing(RowWindows.covering(at, at + 40))) windows.put(start, rows(start));
        expect(windows.size).toBeLessThanOrEqual(KEPT);
        for (let i = at; i < at + 40; i++) expect(windows.row(i)).toBe(i);
      }
    }),
    { interruptAfterTimeLimit: 2000 },
  );
  console.info(`row windows: ${runs} runs`);
});

test('[REPO-03] after a refresh old rows stay readable and are asked for again', () => {
  const windows = new RowWindows<number>();
  windows.put(0, rows(0));
  expect(windows.missing(RowWindows.covering(0, 10))).toEqual([]);
  windows.expire();
  expect(windows.row(3)).toBe(3);
  expect(windows.missing(RowWindows.covering(0, 10))).toEqual([0]);
});

test('[SCAN-11] a list in which nothing was asks again after a change, for its first rows', () => {
  const windows = new RowWindows<number>();
  expect(RowWindows.around([0, 0], null)).toEqual([0]);
  windows.put(0, []);
  windows.expire();
  expect(windows.missing(RowWindows.around([0, 0], 0))).toEqual([0]);
  // One that became shorter than what is in sight is asked, too.
  expect(RowWindows.around([900, 940], 10)).toEqual([800, 900]);
  expect(RowWindows.around([190, 199], 100_000)).toEqual([100, 200]);
});
