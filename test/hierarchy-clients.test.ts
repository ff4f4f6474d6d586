import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ids, publish, update, type UpdateFacts } from './support/catalog.ts';
import { computersOf, countsOf, HOUR, rowsOf, setFaults, setFleet } from './support/fleet.ts';
import { openHierarchy, type LabHierarchy } from './support/hierarchy.ts';
import { fleetFacts } from './support/lab.ts';

const ABOVE = 30;
const BELOW = 50;
const DAY = 24 * HOUR;
let lab: LabHierarchy;
const one = (kb: string, windows: string, more: Partial<UpdateFacts> = {}) => update({ kb, windows, product: windows === '5.1' ? ids.windowsXp : ids.windows7, classification: ids.security, ...more });

beforeEach(async () => {
  lab = openHierarchy({ fleetFacts: await fleetFacts() });
  publish(lab.upstream, [one('100001', '5.1'), one('100002', '6.1'), one('100003', '6.1', { supersedes: ['100002'] })]);
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
const sum = (...all: Map<string, number[]>[]) => new Map([...all[0]!].map(([article, first]) => [article, first.map((_, i) => all.reduce((total, one) => total + one.get(article)![i]!, 0))]));
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
});
