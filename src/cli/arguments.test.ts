import { expect, test } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

test('[SYNC-04] commands and options are read', () => {
  expect(readArguments(['sync', '--json', '--data', 'x'])).toMatchObject({ command: 'sync', rest: [], json: true, data: 'x', port: 0, limit: 100, expires: 30, acceptUnsigned: false, site: undefined, listen: null, parent: undefined, authority: null });
  expect(readArguments(['log', 'wsyncmgr.log'])).toMatchObject({ command: 'log', rest: ['wsyncmgr.log'], json: false });
});

test('[SYNC-08] an export’s expiry and the import of an unsigned bundle are said by name', () => {
  expect(readArguments(['export', 'out', '--expires', '7'])).toMatchObject({ command: 'export', rest: ['out'], expires: 7 });
  expect(readArguments(['import', 'in', '--accept-unsigned'])).toMatchObject({ command: 'import', rest: ['in'], acceptUnsigned: true });
});

test('[SYNC-04] wrong options are refused with what is wrong', () => {
  for (const argv of [['serve', '--port', '70000'], ['updates', '--limit', '0'], ['sync', '--nothing'], ['serve', '--port', 'x'], ['export', 'f', '--expires', '0'], ['serve', '--listen', '8540'], ['serve', '--listen', 'x'], ['serve', '--listen', '127.0.0.1:8540', '--key', 'k'], ['serve', '--parent', 'https://x'], ['serve', '--site', 'PR1', '--parent', 'cen:8540'], ['serve', '--site', 'PR1', '--parent', 'x'], ['sites', '--site', 'pr1']]) expect(() => readArguments(argv)).toThrow(UsageError);
});

test('[SYNC-11] where to listen for sites on other machines, and the parent of one', () => {
  expect(readArguments(['serve', '--listen', '8540', '--certificate', 'c', '--key', 'k']).listen).toEqual({ host: '0.0.0.0', port: 8540, wsusPort: 8531, certificate: 'c', key: 'k' });
  expect(readArguments(['serve', '--listen', '127.0.0.1:0', '--wsus-port', '0']).listen).toEqual({ host: '127.0.0.1', port: 0, wsusPort: 0, certificate: null, key: null });
  expect(readArguments(['serve', '--site', 'PR1', '--parent', 'https://cen:8540', '--join', 'key'])).toMatchObject({ site: 'PR1', parent: 'https://cen:8540', join: 'key' });
});
