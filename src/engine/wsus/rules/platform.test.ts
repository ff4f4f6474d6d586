import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleNode, Update } from '../metadata/index.ts';
import { randomized } from '../test-support.ts';
import { compileCatalog, withFacts, type CatalogRules, type MachineFacts, type PlatformRules } from './index.ts';
import { described, id, office2003, rule, storeOf, xp } from './test-support.ts';

const { integer, constantFrom, array, record, subarray, oneof, tuple } = fc;
const key = (name: string) => ({ Key: 'HKLM', Subkey: `SOFTWARE\\${name}` });
const comparisons = constantFrom('LessThan', 'EqualTo', 'GreaterThanOrEqualTo', 'GreaterThan');
const few = integer({ min: 0, max: 3 });

/** Questions about things that installations change, on few places, so that updates meet there. */
const questions: fc.Arbitrary<RuleNode> = oneof(
  few.map((n) => rule('bar:RegKeyExists', key(`k${n}`))),
  few.map((n) => rule('bar:RegKeyExists', key(`k${n}\\below`))),
  tuple(comparisons, few).map(([Comparison, n]) => rule('bar:RegDword', { ...key('values'), Value: 'Number', Comparison, Data: String(n) })),
  tuple(comparisons, few).map(([Comparison, n]) => rule('bar:RegSzToVersion', { ...key('values'), Value: 'Version', Comparison, Data: `1.${n}` })),
  few.map((n) => rule('bar:RegSz', { ...key('values'), Value: 'Version', Comparison: 'EqualTo', Data: `text ${n}` })),
  few.map((n) => rule('bar:RegSz', { ...key('values'), Value: 'Folder', Comparison: 'EqualTo', Data: `c:\\${n}` })),
  tuple(comparisons, few).map(([Comparison, n]) => rule('bar:FileVersion', { Path: 'c:\\1\\a.dll', Comparison, Version: `1.${n}` })),
  tuple(comparisons, few).map(([Comparison, n]) => rule('bar:FileVersionPrependRegSz', { ...key('values'), Value: 'Folder', Path: 'a.dll', Comparison, Version: `1.${n}` })),
  few.map((n) => rule('cbsar:CbsPackageInstalledByIdentity', { PackageIdentity: `package~${n}` })),
  few.map((n) => rule('mar:MsiProductInstalled', { ProductCode: office2003, VersionMin: `11.0.${7968 + n}.0` })),
  few.map((n) => rule('mar:MsiPatchInstalledForProduct', { ProductCode: office2003, PatchCode: `{${n}}` })),
  tuple(comparisons, few).map(([Comparison, n]) => rule('bar:WindowsVersion', { Comparison, MajorVersion: '5', MinorVersion: '1', ServicePackMajor: String(n) })),
  constantFrom('Any', 'All').map((TrueIf) => rule('bar:RegKeyLoop', { ...key('k1'), TrueIf }, [rule('bar:RegKeyExists', { Subkey: 'x' })])),
  constantFrom(rule('lar:True'), rule('lar:False'), rule('bar:NFC')),
);
const { rules } = fc.letrec<{ rules: RuleNode }>((tie) => ({
  rules: oneof(
    { depthSize: 'small', withCrossShrink: true }, questions,
    tuple(constantFrom('lar:And', 'lar:Or'), array(tie('rules'), { minLength: 1, maxLength: 3 })).map(([name, children]) => rule(name, {}, children)),
    tie('rules').map((inner) => rule('lar:Not', {}, [inner])),
  ),
}));

const catalogs: fc.Arbitrary<Update[]> = array(
  record({ isInstalled: rules, isInstallable: rules, isSuperseded: constantFrom(rule('lar:False'), rule('bar:RegKeyExists', key('k3'))), kind: few, below: array(integer({ min: 0, max: 11 }), { maxLength: 2 }), replaces: array(integer({ min: 0, max: 11 }), { maxLength: 2 }) }),
  { minLength: 1, maxLength: 12 },
).map((list) => list.map(({ isInstalled, isInstallable, isSuperseded, kind, below, replaces }, index) => {
  const earlier = (numbers: readonly number[]) => [...new Set(numbers.filter((number) => number < index))].map(id);
  if (kind === 0) return described({ id: id(index), updateType: 'Detectoid', isInstalled, prerequisites: earlier(below) });
  if (kind === 1 && earlier(below).length > 0) return described({ id: id(index), members: earlier(below), supersedes: earlier(replaces) });
  return described({ id: id(index), isInstalled, isInstallable, isSuperseded, prerequisites: kind === 2 ? earlier(below) : [], supersedes: earlier(replaces) });
}));

function agrees(rules: CatalogRules, on: PlatformRules, platform: MachineFacts, installed: Int32Array): void {
  const facts = [...installed].flatMap((index) => rules.factsOf(index, platform) ?? []);
  const expected = rules.evaluate(withFacts(platform, facts));
  expect(on.evaluate(installed)).toEqual(expected);
  const candidates = new Set(on.candidates);
  for (const index of [...expected.installed, ...expected.required]) expect(candidates.has(index)).toBe(true);
}

describe('[SCAN-03] rules specialised for a platform', () => {
  it('[SCAN-03] find what the plain rules find, whatever the rules and whatever is installed', () =>
    randomized('platform against plain', fc.asyncProperty(catalogs, array(array(fc.boolean(), { minLength: 12, maxLength: 12 }), { minLength: 1, maxLength: 4 }), subarray(['hklm\\software\\k1\\sub', 'hklm\\software\\k1\\sub\\x', 'hklm\\software\\k1\\other', 'hklm\\software\\values']), async (updates, choices, keys) => {
      const rules = await compileCatalog(storeOf(updates), () => undefined);
      const platform = withFacts(xp, keys.map((path) => ({ kind: 'registryKey', path })));
      const on = rules.on(platform);
      for (const choice of choices) agrees(rules, on, platform, on.candidates.filter((_, nth) => choice[nth]));
    })));

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
