import { expect, test } from 'vitest';
import type { GridColumn } from '../ui/index.ts';
import { found, sorted, startingWith } from './rows.ts';

interface Row {
  name: string;
  size: number;
}
const columns: GridColumn<Row>[] = [
  { id: 'name', header: 'Name', width: 100, cell: (r) => r.name },
  { id: 'size', header: 'Size', width: 100, cell: (r) => `${r.size} KB`, order: (r) => r.size },
];
const rows = [{ name: 'WCM.log', size: 9 }, { name: 'wsyncmgr.log', size: 120 }, { name: 'a10', size: 30 }, { name: 'a9', size: 30 }];
const names = (all: readonly Row[]) => all.map((row) => row.name);

test('[REPO-03] Find looks in what is displayed, in one column or in all', () => {
  expect(names(found(rows, columns, { text: 'LOG', column: null }))).toEqual(['WCM.log', 'wsyncmgr.log']);
  expect(names(found(rows, columns, { text: '120 kb', column: null }))).toEqual(['wsyncmgr.log']);
  expect(found(rows, columns, { text: '120', column: 'name' })).toEqual([]);
  expect(found(rows, columns, null)).toBe(rows);
});

test('[REPO-03] numbers sort as numbers, texts as people read them, equal rows stay in their order', () => {
  expect(names(sorted(rows, columns, { column: 'size', descending: true }))).toEqual(['wsyncmgr.log', 'a10', 'a9', 'WCM.log']);
  expect(names(sorted(rows, columns, { column: 'name', descending: false }))).toEqual(['a9', 'a10', 'WCM.log', 'wsyncmgr.log']);
});

test('[REPO-03] typing goes to the next row that begins so, and round', () => {
  expect(startingWith(rows, columns[0]!, 'w', 0)).toBe(1);
  expect(startingWith(rows, columns[0]!, 'w', 1)).toBe(0);
  expect(startingWith(rows, columns[0]!, 'x', 1)).toBe(-1);
  expect(startingWith([], columns[0]!, 'x', -1)).toBe(-1);
});
