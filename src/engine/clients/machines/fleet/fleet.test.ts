import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluateRule, type RuleNode } from '../../../wsus/index.ts';
import { composeFleet, installedOf, platformOf, readFleetFacts, updateHash, updatesFor, type Candidate, type Computer, type FleetFacts } from './index.ts';

const folder = fileURLToPath(new URL('../../../../../data/', import.meta.url));
const start = Date.UTC(2013, 0, 7, 8);
let facts: FleetFacts;
beforeAll(async () => {
  facts = await readFleetFacts(folder, () => undefined);
});

const fleet = (size: number, more: { first?: number; now?: number; seed?: string } = {}) => composeFleet({ seed: 'lab', size, now: start, facts, ...more });
const profileOf = ({ profileId }: Computer) => facts.profiles.find(({ id }) => id === profileId)!;

/** 400 updates a month apart in small steps before the start, four later ones, some with articles that samples list. */
function candidates(platformId: string): Candidate[] {
  const listed = ['2621440', '2724197', '976902', '2491683', '982132', '2115168', '2479943', '4489881'];
  return Array.from({ length: 404 }, (_, index) => ({
    index: index * 3, articleId: listed[index % 60] ?? String(2_000_000 + index), releasedAt: start - (400 - index) * 9 * 86_400_000, hash: updateHash(`${platformId} ${index}`),
  }));
}

describe('[SCAN-12] a lab fleet', () => {
  test('the same seed gives the same fleet, another seed another', () => {
    expect(fleet(500)).toEqual(fleet(500));
    expect(fleet(500, { seed: 'other' })).not.toEqual(fleet(500));
    expect(new Set(fleet(20_000).map(({ name }) => name)).size).toBe(20_000);
    expect(fleet(3).map(({ name }) => name.slice(-6))).toEqual(['000001', '000002', '000003']);
  });

  test('a fleet that grows keeps the computers it has, in whatever pieces it is composed', () => {
    const whole = fleet(300);
    fc.assert(fc.property(fc.nat(300), (cut) => {
      expect([...fleet(cut), ...fleet(300 - cut, { first: cut })]).toEqual(whole);
    }), { numRuns: 20 });
  });

  test('nothing later than the clock is on any computer', () => {
    for (const now of [Date.UTC(2003, 5, 1), Date.UTC(2009, 3, 1), start, Date.UTC(2020, 0, 1)]) {
      for (const computer of fleet(2000, { now })) {
        expect(profileOf(computer).availableFrom).toBeLessThanOrEqual(now);
        expect(computer.patchedUntil).toBeLessThanOrEqual(now);
        for (const name of Object.values(computer.choices)) if (name !== null) expect(facts.programs.some((program) => program.name === name && program.from <= now), name).toBe(true);
      }
    }
    expect(() => fleet(1, { now: Date.UTC(1999, 0, 1) })).toThrow(RangeError);
  });

  test('the mix of operating systems is that of the year', () => {
    const count = (name: string) => fleet(10_000).filter((computer) => profileOf(computer).operatingSystem === name).length;
    const perMille = (name: string) => [...facts.mix].reduce((sum, [release, shares]) => {
      const profile = facts.profiles.find((one) => one.release === release)!;
      return profile.operatingSystem === name && profile.availableFrom <= start ? sum + shares[2013 - facts.firstYear]! : sum;
    }, 0);
    for (const name of ['Windows XP', 'Windows 7', 'Windows Server 2008 R2']) expect(Math.abs(count(name) / 10 - perMille(name))).toBeLessThan(25);
    expect(count('Windows 8.1')).toBe(0);
  });

  test('in every year a fleet of 100,000 stands on 400 platforms at most', () => {
    const platforms = (year: number, size: number) => new Set(fleet(size, { now: Date.UTC(year, 11, 31) }).map(({ platformId }) => platformId)).size;
    for (let year = 2003; year <= 2026; year += 1) expect(platforms(year, year === 2013 ? 100_000 : 3000), String(year)).toBeLessThanOrEqual(year === 2013 ? 400 : 300);
  });
});

describe('[SCAN-12] the platform of a computer', () => {
  const asks = (name: string, attributes: Record<string, string>, kind = 'bar'): RuleNode => ({ kind, name, attributes, children: [] });
  const explorer = (major: number) => asks('RegSzToVersion', { Key: 'HKEY_LOCAL_MACHINE', Subkey: 'SOFTWARE\\Microsoft\\Internet Explorer', Value: 'Version', Comparison: 'GreaterThanOrEqualTo', Data: `${major}.0.0.0` });

  test('answers what the catalog asks of it, and two computers with one id are one platform', () => {
    const byId = new Map<string, string>();
    for (const computer of fleet(800)) {
      const profile = profileOf(computer);
      const machine = platformOf(profile, computer.choices, facts.programs);
      const [MajorVersion = '', MinorVersion = ''] = profile.version.split('.');
      expect(evaluateRule(asks('WindowsVersion', { Comparison: 'EqualTo', MajorVersion, MinorVersion, ServicePackMajor: String(profile.servicePack), ServicePackMinor: '0', ProductType: String(profile.productType) }), machine)).toBe(true);
      const major = Number(/\d+/.exec(computer.choices.explorer!)?.[0]);
      expect([evaluateRule(explorer(Math.min(major, 9)), machine), evaluateRule(explorer(major + 1), machine)]).toEqual([true, false]);
      const office2010 = asks('MsiProductInstalled', { ProductCode: '{90140000-0011-0000-0000-0000000FF1CE}', VersionMin: '14.0.6029.1000' }, 'mar');
      expect(evaluateRule(office2010, machine)).toBe(computer.choices.office === 'Office 2010 SP1');
      const text = `${JSON.stringify([machine.windows, machine.architecture, machine.language])} ${[...machine.registry].map(([path, values]) => path + JSON.stringify([...values])).toSorted().join()} ${[...machine.msiProducts.keys()].join()}`;
      // Captions may differ among samples of one release; no rule of the catalog asks for them.
      const plain = text.replace(/"productname",\{[^}]*\}/, '');
      expect(byId.get(computer.platformId) ?? plain).toBe(plain);
      byId.set(computer.platformId, plain);
    }
  });
});

describe('[SCAN-12] the updates of a computer', () => {
  const computer = { seed: 7, patchedUntil: start - 100 * 86_400_000, missPerMille: 0 };
  const profile = { installedUpdates: new Set(['4489881', '2621440']) };

  test('what the sample lists and what came out until it was last patched, nothing after the clock', () => {
    const here = updatesFor(profile, candidates('a'), start);
    const installed = new Set(installedOf(computer, here));
    for (const { index, articleId, releasedAt } of candidates('a')) {
      const expected = releasedAt <= start && (releasedAt <= computer.patchedUntil || profile.installedUpdates.has(articleId));
      expect(installed.has(index), `${index}`).toBe(expected);
    }
    expect([...installed]).toEqual([...installed].toSorted((a, b) => a - b));
  });

  test('a miss belongs to the computer and the update, whatever else is in the catalog', () => {
    const all = candidates('a');
    fc.assert(fc.property(fc.nat(), fc.nat(1000), fc.subarray(all), (seed, missPerMille, some) => {
      const one = { ...computer, seed, missPerMille };
      const kept = new Set(some.map(({ index }) => index));
      expect([...installedOf(one, updatesFor(profile, some, start))]).toEqual([...installedOf(one, updatesFor(profile, all, start))].filter((index) => kept.has(index)));
    }), { numRuns: 100 });
    expect(installedOf({ ...computer, missPerMille: 1000 }, updatesFor(profile, all, start))).toHaveLength(0);
  });

  test('100,000 computers have 20,000 states at least, none of which more than one in a hundred shares', () => {
    const ready = new Map<string, ReturnType<typeof updatesFor>>();
    const states = new Map<string, number>();
    for (const one of fleet(100_000)) {
      const key = `${one.platformId} ${one.profileId}`;
      const here = ready.get(key) ?? updatesFor(profileOf(one), candidates(one.platformId), start);
      ready.set(key, here);
      const installed = installedOf(one, here);
      const state = `${one.platformId} ${Buffer.from(installed.buffer, 0, installed.byteLength).toString('latin1')}`;
      states.set(state, (states.get(state) ?? 0) + 1);
    }
    expect(states.size).toBeGreaterThanOrEqual(20_000);
    expect(Math.max(...states.values())).toBeLessThanOrEqual(1000);
  });
});
