import { expect, test } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

test('[SYNC-04] commands and options are read', () => {
  expect(readArguments(['sync', '--json', '--data', 'x'])).toEqual({ command: 'sync', rest: [], json: true, data: 'x', port: 0, limit: 100 });
  expect(readArguments(['log', 'wsyncmgr.log'])).toMatchObject({ command: 'log', rest: ['wsyncmgr.log'], json: false });
});

test('[SYNC-04] wrong options are refused with what is wrong', () => {
  for (const argv of [['serve', '--port', '70000'], ['updates', '--limit', '0'], ['sync', '--nothing'], ['serve', '--port', 'x']]) expect(() => readArguments(argv)).toThrow(UsageError);
});
