import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { compareBundle, exportCatalog, importBundle, key, trust } from '../../src/cli/air-gap.ts';
import { sync, type Asked } from '../../src/cli/commands.ts';
import { connectByPort, type Connected } from '../support/engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
let connected: Connected;
let isolated: Connected;
beforeAll(async () => {
  [connected, isolated] = await Promise.all([connectByPort(), connectByPort()]);
});
afterAll(async () => {
  await Promise.all([connected.close(), isolated.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command as the command line does; answers with its exit code and what it printed. */
async function run({ client }: Connected, command: (asked: Asked) => Promise<number>, ...argv: string[]) {
  const printed: string[] = [];
  const terminal = { print: (line: string) => void printed.push(line), progress: () => {} };
  const code = await command({ client, site: 'CEN', actor: 'CORP\\tester', args: readArguments(['command', ...argv]), terminal, signal: new AbortController().signal });
  return { code, printed };
}

test('[SYNC-08] the command line carries the bundled catalog over the gap: key, trust, export, compare, import', { timeout: 120_000 }, async () => {
  const bundle = join(folder, 'bundle');
  mkdirSync(bundle);
  await expect(run(connected, exportCatalog, bundle)).rejects.toMatchObject({ code: 'REFUSED' });
  expect((await run(connected, sync)).code).toBe(0);
  expect(await run(connected, exportCatalog, bundle, '--expires', '7')).toEqual({ code: 0, printed: ['Export of the catalog done.'] });
  await expect(run(isolated, compareBundle, bundle)).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringMatching(/not trusted here/) });

  const file = join(folder, 'cen.pem');
  writeFileSync(file, (await run(connected, key)).printed.join('\n'));
  expect((await run(isolated, trust, file)).printed).toEqual([expect.stringMatching(/^Trusted: [0-9a-f]{64}$/)]);
  const shown = await run(isolated, compareBundle, bundle);
  expect(shown.printed).toContainEqual(expect.stringMatching(/^\d{4,} updates: \d{4,} new, 0 revised, 0 expired, 0 gone, 0 unchanged$/));
  expect(shown.printed).toContainEqual(expect.stringMatching(/^ {2}Security Updates +\d+ new/));
  expect(await run(isolated, importBundle, bundle)).toMatchObject({ code: 0, printed: expect.arrayContaining(['Import of a bundle done.']) });

  const again = await run(isolated, compareBundle, bundle, '--json');
  expect(JSON.parse(again.printed.at(-1)!)).toMatchObject({ total: { new: 0, revised: 0, expired: 0, gone: 0 }, signedBy: { label: 'cen.pem' } });

  unlinkSync(join(bundle, 'manifest.sig'));
  await expect(run(isolated, importBundle, bundle)).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringMatching(/not signed/) });
  expect((await run(isolated, importBundle, bundle, '--accept-unsigned')).code).toBe(0);
});

test('[SYNC-08] a command without its folder says so', async () => {
  await expect(run(isolated, importBundle)).rejects.toThrow(/Name a folder/);
});
