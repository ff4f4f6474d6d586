import { expect, test } from 'vitest';
import { moved, nothingSelected, selected, span } from './selection.ts';

const keysOf = ([from, to]: [number, number]) => Array.from({ length: to - from + 1 }, (_, i) => `row ${from + i}`);

test('[REPO-03] Shift extends from the anchor in both directions and back again', () => {
  let s = nothingSelected<string>();
  s = selected(s, 5, 'only', keysOf(span(s, 5, 'only')));
  s = selected(s, 8, 'range', keysOf(span(s, 8, 'range')));
  expect([...s.keys]).toEqual(['row 5', 'row 6', 'row 7', 'row 8']);
  s = selected(s, 3, 'range', keysOf(span(s, 3, 'range')));
  expect([...s.keys]).toEqual(['row 3', 'row 4', 'row 5']);
  expect(s).toMatchObject({ focus: 3, anchor: 5 });
});

test('[REPO-03] Ctrl adds and takes away single rows; Ctrl with arrows moves the focus alone', () => {
  let s = selected(nothingSelected<string>(), 1, 'only', ['row 1']);
  s = selected(s, 4, 'toggle', ['row 4']);
  expect([...s.keys]).toEqual(['row 1', 'row 4']);
  s = selected(s, 1, 'toggle', ['row 1']);
  expect([...s.keys]).toEqual(['row 4']);
  s = selected(s, 9, 'move', []);
  expect(s).toMatchObject({ focus: 9, anchor: 1 });
  expect([...s.keys]).toEqual(['row 4']);
});

test('[REPO-03] keys move the focus within the list', () => {
  expect(moved('ArrowDown', -1, 10, 5)).toBe(0);
  expect(moved('ArrowUp', 0, 10, 5)).toBe(0);
  expect(moved('PageDown', 7, 10, 5)).toBe(9);
  expect(moved('PageUp', 7, 10, 5)).toBe(3);
  expect(moved('End', 2, 100_000, 30)).toBe(99_999);
  expect(moved('Home', 2, 10, 5)).toBe(0);
  expect(moved('ArrowDown', 0, 0, 5)).toBeNull();
  expect(moved('a', 0, 10, 5)).toBeNull();
});
