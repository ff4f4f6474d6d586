import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomized } from '../test-support.ts';
import { compileCatalog, withFacts, type CatalogRules, type MachineFacts, type PlatformRules } from './index.ts';
import { catalogs, described, id, key, rule, storeOf, xp } from './test-support.ts';

function agrees(rules: CatalogRules, on: PlatformRules, platform: MachineFacts, installed: Int32Array): void {
  const facts = [...installed].flatMap((index) => rules.factsOf(index, platform) ?? []);
  const expected = rules.evaluate(withFacts(platform, facts));
  expect(on.evaluate(installed)).toEqual(expected);
  const candidates = new Set(on.candidates);
  for (const index of [...expected.installed, ...expected.required]) expect(candidates.has(index)).toBe(true);
}

describe('[SCAN-03] rules specialised for a platform', () => {
  it('[SCAN-03] find what the plain rules find, whatever the rules and whatever is installed', () =>
    randomized('platform against plain', fc.asyncProperty(catalogs, fc.array(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), { minLength: 1, maxLength: 4 }), fc.subarray(['hklm\\software\\k1\\sub', 'hklm\\software\\k1\\sub\\x', 'hklm\\software\\k1\\other', 'hklm\\software\\values']), async (updates, choices, keys) => {
      const rules = await compileCatalog(storeOf(updates), () => undefined);
      const platform = withFacts(xp, keys.map((path) => ({ kind: 'registryKey', path })));
      const on = rules.on(platform);
      for (const choice of choices) agrees(rules, on, platform, on.candidates.filter((_, nth) => choice[nth]));
    }), 5));

  it('[SCAN-03] a question of many cases keeps its answers', async () => {
    const many = Array.from({ length: 40 }, (_, n) => described({ id: id(n), isInstalled: rule('bar:RegSzToVersion', { ...key('values'), Value: 'Version', Comparison: 'GreaterThanOrEqualTo', Data: `1.${n}` }), isInstallable: rule('lar:True'), supersedes: n === 0 ? [] : [id(n - 1)] }));
    const loop = described({ id: id('aaa'), isInstalled: rule('bar:RegKeyLoop', { ...key('marks'), TrueIf: 'All' }, [rule('bar:RegKeyExists', { Subkey: 'done' })]), isInstallable: rule('lar:True') });
    const marks = Array.from({ length: 20 }, (_, n) => described({ id: id(100 + n), isInstalled: rule('bar:RegKeyExists', key(`marks\\${n}${n % 3 === 0 ? '\\done' : ''}`)), isInstallable: rule('lar:True') }));
    const rules = await compileCatalog(storeOf([...many, loop, ...marks]), () => undefined);
    const on = rules.on(xp);
    for (let round = 0; round < 2; round += 1) for (const step of [1, 2, 3, 5, 7, 60]) agrees(rules, on, xp, on.candidates.filter((_, nth) => nth % step === 0));
    for (let nth = 0; nth < 61; nth += 1) agrees(rules, on, xp, on.candidates.filter((_, at) => at === nth));
  });
});
