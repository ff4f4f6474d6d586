import { expect, test } from 'vitest';
import { drawnWidths, mayOverflow, reordered } from './columns.ts';

test('[REPO-03] the elastic column takes the room that is left, never less than 160', () => {
  const columns = [{ id: 'a', size: 100, elastic: false }, { id: 'title', size: 200, elastic: true }, { id: 'b', size: 50, elastic: false }];
  expect(drawnWidths(columns, 900)).toEqual([100, 750, 50]);
  expect(drawnWidths(columns, 200)).toEqual([100, 160, 50]);
});

test('[REPO-03] columns are moved in front of another or to the end', () => {
  expect(reordered(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b']);
  expect(reordered(['a', 'b', 'c'], 'a', null)).toEqual(['b', 'c', 'a']);
  expect(reordered(['a', 'b', 'c'], 'b', 'b')).toEqual(['a', 'b', 'c']);
  expect(reordered(['a', 'b', 'c'], 'a', 'unknown')).toEqual(['a', 'b', 'c']);
});

test('[REPO-03] a cell is clipped whenever its content may not fit', () => {
  expect(mayOverflow('MS12-077', undefined, 80)).toBe(false);
  expect(mayOverflow('MS12-077', undefined, 60)).toBe(true);
  expect(mayOverflow({}, undefined, 500)).toBe(true);
  expect(mayOverflow({}, 36, 62)).toBe(false);
  expect(mayOverflow({}, 36, 30)).toBe(true);
});
