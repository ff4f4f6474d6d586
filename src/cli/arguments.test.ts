import { expect, test } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

test('[SYNC-04] commands and options are read', () => {
  expect(readArguments(['sync', '--json', '--data', 'x'])).toEqual({ command: 'sync', rest: [], json: true, data: 'x', port: 0, limit: 100, expires: 30, acceptUnsigned: false });
  expect(readArguments(['log', 'wsyncmgr.log'])).toMatchObject({ command: 'log', rest: ['wsyncmgr.log'], json: false });
});

test('[SYNC-08] an export’s expiry and the import of an unsigned bundle are said by name', () => {
  expect(readArguments(['export', 'out', '--expires', '7'])).toMatchObject({ command: 'export', rest: ['out'], expires: 7 });
  expect(readArguments(['import', 'in', '--accept-unsigned'])).toMatchObject({ command: 'import', rest: ['in'], acceptUnsigned: true });
});

test('[SYNC-04] wrong options are refused with what is wrong', () => {
  for (const argv of [['serve', '--port', '70000'], ['updates', '--limit', '0'], ['sync', '--nothing'], ['serve', '--port', 'x'], ['export', 'f', '--expires', '0']]) expect(() => readArguments(argv)).toThrow(UsageError);
});
