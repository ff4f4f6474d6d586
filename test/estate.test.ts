import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ids, publish, update } from './support/catalog.ts';
import { computersOf, HOUR, rowsOf, setFaults, setFleet } from './support/fleet.ts';
import { openLab, type Lab } from './support/lab.ts';

const folder = join(import.meta.dirname, 'fixtures/machines');
const text = (name: string, content: string) => ({ name, content: Buffer.from(content).toString('base64') });
/** A sample with a host name of its own: the fixtures all have the same. */
function fixture(name: string, n = 1) {
  const bytes = readFileSync(join(folder, name));
  for (const encoding of ['latin1', 'utf16le'] as const) {
    const at = bytes.indexOf(Buffer.from('LABHOST', encoding));
    if (at >= 0) Buffer.from(`HOST${String(n).padStart(3, '0')}`, encoding).copy(bytes, at);
  }
  return { name, content: bytes.toString('base64') };
}
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  publish(lab.upstream, [update({ kb: '100001', windows: '5.1', product: ids.windowsXp, classification: ids.security }), update({ kb: '100002', windows: '6.1', product: ids.windows7, classification: ids.security })]);
});
afterEach(() => lab.close());
const scan = async () => {
  await lab.synchronize();
  await lab.clock.advanceTo(lab.clock.now() + 4 * HOUR);
};

test('[SCAN-03] a computer added from its systeminfo becomes a client whose compliance is evaluated against the catalog', async () => {
  const { value } = await lab.site.estate.importEstate(lab.command(), [fixture('xp_sp2_x86_systeminfo.txt', 1), fixture('7_sp1_x64_enterprise_fr_systeminfo_cmd.txt', 2)]);
  expect(value).toMatchObject({ computers: 2, collections: 0 });
  await scan();
  const [seven, xp] = (await computersOf(lab)).sort((a, b) => (a.osVersion < b.osVersion ? 1 : -1));
  expect(xp).toMatchObject({ origin: 'imported', osVersion: '5.1.2600', servicePack: 2, architecture: 'x86', required: 1, unknown: 0 });
  expect(seven).toMatchObject({ origin: 'imported', osVersion: '6.1.7601', servicePack: 1, architecture: 'x64', required: 1, unknown: 0 });
});

test('[SCAN-03] every sample of a real computer is taken or refused by name; nothing that was offered counts as installed', async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt')).map(fixture);
  const { value } = await lab.site.estate.importEstate(lab.command(), files);
  expect(value.computers).toBeGreaterThan(8);
  expect(value.problems.filter(({ message }) => /offered/.test(message)).length).toBeGreaterThan(0);
  expect(value.problems.every(({ file, message }) => file !== '' && message.length > 20)).toBe(true);
  expect(lab.site.clients.fleet()).toMatchObject({ imported: value.computers, generated: 0 });
});

test('[DEPLOY-14] lists of computers and windows make an estate with its collections; what is wrong is named by its line', async () => {
  const { value } = await lab.site.estate.importEstate(lab.command(), [
    text('computers.csv', 'computer,operating_system,service_pack,collection\nXP-1,Windows XP,3,Ring 1|Branch A\nXP-2,Windows XP,3,Ring 1\nODD-1,Windows 95,,Ring 1\n'),
    text('windows.csv', 'window,collection,start,minutes,recurrence,every,on\nNight,Ring 1,2013-01-12 22:00,120,weekly,1,saturday\nLong,Ring 1,2013-01-12 22:00,2000,none,,\n'),
  ]);
  expect(value).toMatchObject({ computers: 2, collections: 2 });
  expect(value.problems.map(({ file, line }) => `${file}:${line}`).sort()).toEqual(['computers.csv:4', 'windows.csv:3']);
  const ring = lab.site.collections.list().find((one) => one.name === 'Ring 1')!;
  const details = lab.site.collections.details(ring.id);
  expect(details.direct).toHaveLength(2);
  expect(details.maintenanceWindows).toEqual([expect.objectContaining({ name: 'Night', minutes: 120 })]);
  await scan();
  await lab.site.collections.settled();
  expect((await rowsOf(lab, ring.id)).get('100001')).toMatchObject({ unknown: 0, notRequired: 0 });
});

test('[SCAN-11] a lab saved as a scenario makes the same lab in another site', async () => {
  setFaults(lab, { scanFails: 20, away: 30 });
  await setFleet(lab, 40);
  await lab.site.estate.importEstate(lab.command(), [text('computers.csv', 'computer,operating_system,collection\nXP-1,Windows XP,Ring 1\n')]);
  const file = lab.site.estate.saveScenario();
  const computers = await computersOf(lab);
  await expect(lab.site.estate.loadScenario(lab.command(), file)).rejects.toThrow(/computers already/);
  const other = await openLab({ seed: 'another' });
  try {
    const { value } = await other.site.estate.loadScenario(other.command(), file);
    expect(value.collections).toBe(1);
    const again = await computersOf(other);
    const told = (all: typeof computers) => all.map(({ name, guid, operatingSystem, servicePack, language, architecture, origin }) => ({ name, guid, operatingSystem, servicePack, language, architecture, origin }));
    expect(told(again)).toEqual(told(computers));
    expect(other.site.clients.fleet()).toMatchObject({ computers: 41, generated: 40, imported: 1, faults: { scanFails: 20, away: 30 } });
    await expect(other.site.estate.loadScenario(other.command(), file.slice(0, -20))).rejects.toThrow(/no JSON/);
    await expect(other.site.estate.loadScenario(other.command(), '{"format":"other"}')).rejects.toThrow(/no scenario/);
  } finally {
    await other.close();
  }
});

test('[SCAN-03] imported computers can be taken back with all they told', async () => {
  await lab.site.estate.importEstate(lab.command(), [text('computers.csv', 'computer,operating_system\nXP-1,Windows XP\nXP-2,Windows XP\n')]);
  await scan();
  expect((await rowsOf(lab)).get('100001')!.notRequired).toBe(0);
  await lab.ended(lab.site.clients.removeImported(lab.command()).value.jobId);
  expect((await rowsOf(lab)).get('100001')).toMatchObject({ installed: null, unknown: null });
  expect(lab.site.clients.fleet()).toMatchObject({ computers: 0 });
});
