import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hashOf, someDays, thirtyDays } from './support/dump.ts';

const script = fileURLToPath(new URL('./support/print-hash.ts', import.meta.url));
/** The same days in a process of its own, elsewhere on the globe. */
const elsewhere = async (seed: string, zone: string, days = 'some') => (await promisify(execFile)(process.execPath, [script, days, seed], { env: { ...process.env, TZ: zone, LC_ALL: 'C', NODE_OPTIONS: '' }, timeout: 50_000 })).stdout;

test('[SYNC-05] the same seed and the same inputs write the same: every table, the journal, the log, the catalog', async () => {
  const first = await someDays('one');
  expect(first['synchronizations']).toHaveLength(4);
  expect((first['journal'] as { name: string }[]).map((row) => row.name)).toContain('softwareUpdatePoint.change');
  expect(await someDays('one')).toEqual(first);
  expect(hashOf(first)).toBe(await elsewhere('one', 'Pacific/Kiritimati'));
  expect(hashOf(first)).toBe(await elsewhere('one', 'America/St_Johns'));
});

test('[SYNC-05] another seed takes other times and ids, and brings the same updates', async () => {
  const [one, two] = [await someDays('one'), await someDays('two')];
  expect(hashOf(one)).not.toBe(hashOf(two));
  expect(one['synchronizations']).not.toEqual(two['synchronizations']);
  expect(one['software_updates']).toEqual(two['software_updates']);
});

test('[SCAN-11] thirty days of a fleet with every fault write the same on any machine', async () => {
  const site = await thirtyDays('one');
  expect(hashOf(site)).toBe(await elsewhere('one', 'Asia/Kathmandu', 'thirty'));
  // What clients are and told, as another machine had it; a change of the fleet's rules changes it, a change of the machine must not.
  const told = ['clients', 'state_message_files', 'refused_state_message_files', 'hardware_inventory', 'installed_updates', 'collections'].map((table) => site[table]);
  await expect(hashOf(told)).toMatchFileSnapshot('golden/thirty-days.sha256');
});
