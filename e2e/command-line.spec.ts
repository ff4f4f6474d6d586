import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { built } from './support/paths.ts';

const patchbay = (...args: string[]) => spawnSync(process.execPath, [built('main', 'cli.js'), ...args], { encoding: 'utf8', timeout: 60_000, maxBuffer: 1 << 26 });
const lines = (text: string) => text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

test('[SYNC-06] the command line lists updates and prints the log, one JSON object a line', async ({ synchronizedCopy }) => {
  const updates = patchbay('updates', '--json', '--limit', '3', '--data', synchronizedCopy);
  expect(updates.status).toBe(0);
  expect(lines(updates.stdout)).toHaveLength(3);
  expect(lines(updates.stdout)[0]).toMatchObject({ title: expect.any(String), updateId: expect.any(String) });
  const log = patchbay('log', 'wsyncmgr.log', '--json', '--data', synchronizedCopy);
  expect(log.status).toBe(0);
  expect(lines(log.stdout).at(-1)).toMatchObject({ component: 'SMS_WSUS_SYNC_MANAGER', text: expect.stringContaining('Sync time:') });
});

test('[SYNC-06] a reader that closes the pipe ends the command quietly, and the next one finds the folder free', async ({ synchronizedCopy }) => {
  const piped = spawnSync('sh', ['-c', `"${process.execPath}" "${built('main', 'cli.js')}" log --data "${synchronizedCopy}" | head -1`], { encoding: 'utf8', timeout: 60_000 });
  expect(piped.stdout).toContain('Wakeup by inbox drop');
  expect(piped.stderr).toBe('');
  expect(patchbay('updates', '--limit', '1', '--data', synchronizedCopy).status).toBe(0);
});

test('[SYNC-06] the command line says what is wrong and how it is used', async () => {
  const wrong = patchbay('synchronise');
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain('There is no command synchronise.');
  expect(wrong.stderr).toContain('patchbay <command>');
});

test('[SYNC-11] the command line says why a site was not made or is not here, and a site that cannot join or listen ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-command-line-'));
  const refused = (...args: string[]) => {
    const { status, stderr } = patchbay(...args, '--data', folder);
    expect(status).toBe(1);
    return stderr;
  };
  expect(refused('add-site', 'pr1')).toContain('A site code is three capital letters or digits.');
  expect(refused('sites', '--site', 'ZZZ')).toContain('There is no site ZZZ here.');
  expect(refused('serve', '--site', 'PR1', '--parent', 'http://127.0.0.1:2', '--join', 'x')).toContain('This data folder holds the central site CEN.');
  expect(refused('serve', '--listen', '127.0.0.1:0', '--certificate', join(folder, 'none.pem'), '--key', join(folder, 'none.key'))).toContain('none.pem');
  rmSync(folder, { recursive: true });
  expect(refused('serve', '--site', 'PR1', '--parent', 'http://127.0.0.1:2', '--join', 'x')).toContain('The parent at http://127.0.0.1:2 cannot be reached');
  rmSync(folder, { recursive: true });
});
