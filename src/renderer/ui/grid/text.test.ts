import { createElement, Fragment } from 'react';
import { expect, test } from 'vitest';
import type { GridColumn } from './columns.ts';
import { lineOf, textOf } from './text.ts';

const column = (cell: GridColumn<object>['cell'], more: Partial<GridColumn<object>> = {}): GridColumn<object> => ({ id: 'a', header: 'A', width: 50, cell, ...more });
const Icon = () => null;

test('[REPO-03] the text of a cell is what it shows, without its icon', () => {
  expect(textOf(column(() => createElement('span', null, createElement(Icon), 'wsyncmgr.log')), {})).toBe('wsyncmgr.log');
  expect(textOf(column(() => createElement(Fragment, null, 1, ' of ', createElement('b', null, '2'))), {})).toBe('1 of 2');
  expect([textOf(column(() => null), {}), textOf(column(() => false), {}), textOf(column(() => createElement(Icon), { text: () => 'Error' }), {})]).toEqual(['', '', 'Error']);
});

test('[REPO-03] a separator, a quote or a new line inside a cell does not end it', () => {
  expect(lineOf(['a\tb', 'c\r\nd', 'e'], 'tab')).toBe('a b\tc d\te');
  expect(lineOf(['a,b', 'say "x"', 'plain'], 'comma')).toBe('"a,b","say ""x""",plain');
});
