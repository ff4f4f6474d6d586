import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSiteDatabase } from '../src/engine/site-database/index.ts';
import { ids, publish, update, type UpdateFacts } from './support/catalog.ts';
import { computersOf, countsOf, DAY, HOUR, rowsOf, setFaults, setFleet } from './support/fleet.ts';
import { openHierarchy, type LabHierarchy } from './support/hierarchy.ts';
import { fleetFacts } from './support/lab.ts';

const ABOVE = 30;
const BELOW = 50;
let lab: LabHierarchy;
const one = (kb: string, windows: string, more: Partial<UpdateFacts> = {}) => update({ kb, windows, product: windows === '5.1' ? ids.windowsXp : ids.windows7, classification: ids.security, ...more });

beforeEach(async () => {
  lab = openHierarchy({ fleetFacts: await fleetFacts() });
  publish(lab.upstream, [one('100001', '5.1'), one('100002', '6.1'), one('100003', '6.1')]);
});
afterEach(async () => {
  await lab.close();
  rmSync(lab.folder, { recursive: true, force: true });
});

const pass = async (time: number) => {
  await lab.clock.advanceTo(lab.clock.now() + time);
  await lab.quiet();
};
const hold = async (parent: string, child: string, held: boolean) => {
  lab.site(parent).hierarchy.holdLink(lab.command(parent), child, held);
  await lab.quiet();
};
/** Counts of every update at a site, by article. */
const counts = async (code: string) => {
  const rows = [...(await rowsOf(lab.at(code))).values()];
  return new Map(rows.map((row) => [row.articleId, [row.installed!, row.required!, row.notRequired!, row.unknown!]]));
};
/** What each computer of a site is told to be, by name. */
const told = async (code: string, of: string) => new Map((await computersOf(lab.at(code))).filter((row) => row.siteCode === of).map((row) => [row.name, [row.installed, row.required, row.notRequired, row.unknown]]));
const reasons = async (code: string, article: string) => {
  const row = (await rowsOf(lab.at(code))).get(article)!;
  return new Map((await countsOf(lab.at(code), row.id)).reasons.map(({ reason, computers }) => [reason, computers]));
};

async function open() {
  lab.add('CEN', { code: 'PR1', kind: 'primary' });
  await lab.quiet();
}
async function scanned() {
  await open();
  await lab.synchronize();
  await setFleet(lab.at('CEN'), ABOVE);
  await setFleet(lab.at('PR1'), BELOW);
  await pass(5 * HOUR);
}

describe('clients of a child site', () => {
  test('[SCAN-05] are clients of the central site too, under the code of their site, and its counts are the sums', async () => {
    await scanned();
    const [central, child] = [await counts('CEN'), await counts('PR1')];
    const own = new Map([...central].map(([article, all]) => [article, all.map((n, i) => n - child.get(article)![i]!)]));
    for (const all of own.values()) expect(all.reduce((a, b) => a + b, 0)).toBe(ABOVE);
    expect([...central.values()].every(([, , , unknown]) => unknown === 0)).toBe(true);
    expect(await told('CEN', 'PR1')).toEqual(await told('PR1', 'PR1'));
    expect((await told('CEN', 'CEN')).size).toBe(ABOVE);
    const details = (await computersOf(lab.at('CEN'))).find((row) => row.siteCode === 'PR1')!;
    expect(details).toMatchObject({ origin: 'lab', agent: null, managementPoint: 'PR101.corp.lab' });
    expect(lab.site('CEN').clients.fleet()).toMatchObject({ computers: ABOVE, generated: ABOVE, imported: 0 });
  });

  test('[SCAN-05] three levels: each site counts its own clients and those of every site below', async () => {
    await open();
    lab.add('PR1', { code: 'PR3', kind: 'primary' });
    await lab.quiet();
    await lab.synchronize();
    await setFleet(lab.at('PR1'), 20);
    await setFleet(lab.at('PR3'), 25);
    await pass(5 * HOUR);
    for (const above of ['PR1', 'CEN']) {
      expect(await told(above, 'PR3'), above).toEqual(await told('PR3', 'PR3'));
      expect(await told(above, 'PR1'), above).toEqual(await told('PR1', 'PR1'));
    }
    expect(await counts('CEN')).toEqual(await counts('PR1'));
    expect((await computersOf(lab.at('CEN'))).length).toBe(45);
  });

  test('[SCAN-06] while the link is held they are Unknown with that reason; released, their states are known', async () => {
    await open();
    await lab.synchronize();
    await setFleet(lab.at('PR1'), BELOW);
    await lab.quiet();
    await hold('CEN', 'PR1', true);
    await pass(5 * HOUR);
    expect(await reasons('PR1', '100001')).toEqual(new Map());
    expect(await reasons('CEN', '100001')).toEqual(new Map([['atChildSite', BELOW]]));
    await hold('CEN', 'PR1', false);
    expect(await reasons('CEN', '100001')).toEqual(new Map());
    expect(await counts('CEN')).toEqual(await counts('PR1'));
  });

  test('[SCAN-06] what their site’s catalog does not have is Unknown at the central site, whatever they scan', async () => {
    await scanned();
    publish(lab.upstream, [one('100004', '6.1')], lab.clock.now());
    lab.failWsusServer('CEN');
    await lab.synchronize();
    await pass(9 * DAY);
    expect((await rowsOf(lab.at('PR1'))).get('100004')).toBeUndefined();
    expect(await reasons('CEN', '100004')).toEqual(new Map([['notScanned', BELOW]]));
    const child = await told('PR1', 'PR1');
    for (const [name, [installed, required, notRequired, unknown]] of await told('CEN', 'PR1')) expect([installed, required, notRequired, unknown! - 1], name).toEqual(child.get(name));
  });

  test('[SCAN-06] an update that expired and was removed at their site first, being superseded, makes nothing Unknown', async () => {
    await scanned();
    publish(lab.upstream, [one('100004', '6.1', { supersedes: ['100002'] })], lab.clock.now());
    await lab.synchronize();
    await pass(16 * DAY);
    expect([(await counts('PR1')).has('100002'), (await counts('CEN')).has('100002')]).toEqual([false, true]);
    expect([...(await counts('CEN')).values()].map(([, , , unknown]) => unknown)).toEqual([0, 0, 0, 0]);
  });

  test('[SCAN-06] lost, late and damaged messages of theirs are missed at the central site as at their own', async () => {
    await open();
    setFaults(lab.at('PR1'), { scanFails: 150, lost: 120, late: 120, corrupt: 120 });
    await lab.synchronize();
    await setFleet(lab.at('PR1'), BELOW);
    let missed = 0;
    for (let day = 0; day < 8; day++) {
      await pass(DAY);
      const child = await told('PR1', 'PR1');
      missed += [...child.values()].filter(([, , , unknown]) => unknown! > 0).length;
      expect(await told('CEN', 'PR1')).toEqual(child);
    }
    expect(missed).toBeGreaterThan(0);
  });

  test('[SCAN-05] outlive the program at both sites, also what was on its way', async () => {
    await scanned();
    const before = await counts('CEN');
    lab = await lab.reopen();
    await lab.quiet();
    expect(await counts('CEN')).toEqual(before);
    await hold('CEN', 'PR1', true);
    publish(lab.upstream, [one('100004', '5.1')], lab.clock.now());
    await lab.synchronize();
    lab = await lab.reopen();
    await hold('CEN', 'PR1', false);
    await pass(5 * HOUR);
    expect((await counts('CEN')).get('100004')![3]).toBe(0);
    expect(await told('CEN', 'PR1')).toEqual(await told('PR1', 'PR1'));
  });

  test('[SCAN-05] a program that is killed on the way loses nothing they told and counts nothing twice', async () => {
    await open();
    setFaults(lab.at('PR1'), { lost: 60, late: 60 });
    await lab.synchronize();
    await setFleet(lab.at('PR1'), BELOW);
    await hold('CEN', 'PR1', true);
    await pass(2 * DAY);
    // What lies on the disk at some moments after the release is what a killed program leaves behind.
    const left: string[] = [];
    lab.site('CEN').hierarchy.holdLink(lab.command('CEN'), 'PR1', false);
    for (let turn = 0; turn < 5; turn++) {
      cpSync(lab.folder, left[left.push(`${lab.folder}-killed-${turn}`) - 1]!, { recursive: true });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await lab.quiet();
    const whole = (await counts('CEN')).size;
    const { upstream } = lab;
    const moments = new Set<string>();
    for (const folder of left) {
      const database = openSiteDatabase(join(folder, 'CEN', 'site.db'));
      moments.add(JSON.stringify(['links', 'from_child_sites', 'state_message_files'].map((table) => database.prepare(`SELECT * FROM ${table}`).all())));
      database.close();
      const again = openHierarchy({ folder, upstream, fleetFacts: await fleetFacts() });
      const first = lab;
      lab = again;
      try {
        await pass(3 * DAY);
        expect((await counts('CEN')).size).toBe(whole);
        expect(await told('CEN', 'PR1'), folder).toEqual(await told('PR1', 'PR1'));
      } finally {
        await again.close();
        rmSync(folder, { recursive: true, force: true });
        lab = first;
      }
    }
    expect(moments.size).toBeGreaterThan(3);
  });

  test('[SCAN-05] that leave their site leave the central site, and are known again when they come back', async () => {
    await scanned();
    const before = await counts('CEN');
    await setFleet(lab.at('PR1'), 20);
    await lab.quiet();
    expect((await told('CEN', 'PR1')).size).toBe(20);
    expect(await told('CEN', 'PR1')).toEqual(await told('PR1', 'PR1'));
    await setFleet(lab.at('PR1'), BELOW);
    await pass(5 * HOUR);
    expect(await counts('CEN')).toEqual(before);
  });

  test('[SCAN-05] go with their site, which the journal tells; a new site of that code brings them anew', async () => {
    await scanned();
    const before = await counts('CEN');
    lab.site('CEN').hierarchy.removeSite(lab.command('CEN'), 'PR1');
    await lab.quiet();
    expect((await computersOf(lab.at('CEN'))).map((row) => row.siteCode)).toEqual(Array.from({ length: ABOVE }, () => 'CEN'));
    const database = openSiteDatabase(join(lab.folder, 'CEN', 'site.db'));
    expect(JSON.parse(database.prepare<{ input: string }>("SELECT input FROM journal WHERE name = 'clients.siteRemoved'").get()!.input)).toEqual({ site: 'PR1', computers: BELOW });
    database.close();
    lab = await lab.reopen();
    expect((await computersOf(lab.at('CEN'))).length).toBe(ABOVE);
    await open();
    await setFleet(lab.at('PR1'), BELOW);
    await pass(5 * HOUR);
    expect(await told('CEN', 'PR1')).toEqual(await told('PR1', 'PR1'));
    expect([...(await counts('CEN')).values()].map(([, , , unknown]) => unknown)).toEqual([...before.values()].map(([, , , unknown]) => unknown));
  });

  test('[DEPLOY-14] All Systems has them, and a collection by site code', async () => {
    await scanned();
    const { collections } = lab.site('CEN');
    const all = collections.list().find((one) => one.name === 'All Systems')!;
    const criteria = [{ join: 'and', attribute: 'siteCode', operator: 'is', value: 'PR1' }] as const;
    const { value } = collections.create(lab.command('CEN'), all.id, { name: 'Of PR1', comment: '', queries: [{ name: 'Of PR1', criteria: [...criteria] }], direct: [], dynamic: true, schedule: null });
    await collections.settled();
    expect([collections.details(all.id).members, collections.details(value.id).members]).toEqual([ABOVE + BELOW, BELOW]);
    expect((await rowsOf(lab.at('CEN'), value.id)).get('100001')).toMatchObject({ installed: (await counts('PR1')).get('100001')![0], unknown: 0 });
  });
});
