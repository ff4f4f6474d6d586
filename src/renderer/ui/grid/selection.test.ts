import { expect, test } from 'vitest';
import { allBut, inListOf, keysOf as keysOfSelection, moved, nothingSelected, onlyKey, selected, span } from './selection.ts';

const keysOf = ([from, to]: [number, number]) => Array.from({ length: to - from + 1 }, (_, i) => `row ${from + i}`);

test('[REPO-03] Shift extends from the anchor in both directions and back again', () => {
  let s = nothingSelected<string>();
  s = selected(s, 5, 'only', keysOf(span(s, 5, 'only')));
  s = selected(s, 8, 'range', keysOf(span(s, 8, 'range')));
  expect(s.keys).toEqual(new Set(['row 5', 'row 6', 'row 7', 'row 8']));
  s = selected(s, 3, 'range', keysOf(span(s, 3, 'range')));
  expect(s.keys).toEqual(new Set(['row 3', 'row 4', 'row 5']));
  expect(s).toMatchObject({ focus: 3, anchor: 5 });
});

test('[REPO-03] Ctrl adds and takes away single rows; Ctrl with arrows moves the focus alone', () => {
  let s = selected(nothingSelected<string>(), 1, 'only', ['row 1']);
  s = selected(s, 4, 'toggle', ['row 4']);
  expect(s.keys).toEqual(new Set(['row 1', 'row 4']));
  s = selected(s, 1, 'toggle', ['row 1']);
  expect(s.keys).toEqual(new Set(['row 4']));
  s = selected(s, 9, 'move', []);
  expect(s).toMatchObject({ focus: 9, anchor: 1 });
  expect(s.keys).toEqual(new Set(['row 4']));
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

test('[REPO-03] all rows are selected without their keys; Ctrl takes single ones away and adds them again', async () => {
  const everything = async () => ['row 0', 'row 1', 'row 2', 'row 3'];
  let s = selected({ ...nothingSelected<string>(), keys: allBut<string>(4) }, 2, 'toggle', ['row 2']);
  expect(s.keys.size).toBe(3);
  expect(s.keys.has('row 2')).toBe(false);
  expect(s.keys.has('row 3')).toBe(true);
  expect(onlyKey(s)).toBeNull();
  expect(await keysOfSelection(s, everything)).toEqual(['row 0', 'row 1', 'row 3']);
  s = selected(s, 2, 'toggle', ['row 2']);
  s = selected(s, 1, 'toggle', ['row 1']);
  s = selected(s, 3, 'addRange', ['row 1', 'row 2', 'row 3']);
  expect(s.keys.size).toBe(4);
  expect(inListOf(s, 6).keys.size).toBe(6);
  s = selected(s, 3, 'only', ['row 3']);
  expect(onlyKey(s)).toBe('row 3');
  expect(inListOf(s, 6)).toBe(s);
});
