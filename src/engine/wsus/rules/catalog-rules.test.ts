import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Update } from '../metadata/index.ts';
import { randomized } from '../test-support.ts';
import { compileCatalog, evaluateRule, withFacts, type CatalogRules, type MachineFacts } from './index.ts';
import { catalogs, described, id, put, rule, storeOf, xp } from './test-support.ts';

const key = (name: string) => rule('bar:RegKeyExists', { Key: 'HKLM', Subkey: `SOFTWARE\\${name}` });
const having = (...names: readonly string[]): MachineFacts => withFacts(xp, names.map((name) => ({ kind: 'registryKey', path: `hklm\\software\\${name}` })));
const yes = rule('lar:True');
const breath = () => undefined;
const rulesFor = (updates: readonly Update[]): Promise<CatalogRules> => compileCatalog(storeOf(updates), breath);
const servicePacks = '68c5b0a3-d1a6-4553-ae49-01d3a7827828';

/** "1 installed, 2 required" by the last digits of the ids. */
function states(rules: CatalogRules, machine: MachineFacts): string {
  const { installed, required, unknown } = rules.evaluate(machine);
  const name = (index: number): string => rules.updates[index]!.updateId.replace(/^.*-0*/, '');
  return [...[...installed].map((one) => `${name(one)} installed`), ...[...required].map((one) => `${name(one)} required`), ...[...unknown].map((one) => `${name(one)} unknown`)].sort().join(', ');
}

describe('[SCAN-03] a scan of a catalog', () => {
  it('[SCAN-03] installed, else installable and so required, else not applicable; unknown where a rule cannot be answered', async () => {
    const rules = await rulesFor([
      described({ id: id(1), isInstalled: key('a'), isInstallable: yes }), described({ id: id(2), isInstalled: key('b'), isInstallable: yes }),
      described({ id: id(3), isInstalled: key('b'), isInstallable: key('b') }), described({ id: id(4), isInstalled: rule('bar:NFC'), isInstallable: yes }),
      described({ id: id(5), isInstalled: key('b'), isInstallable: rule('bar:NFC') }), described({ id: id(6) }), described({ id: id(7), isInstallable: yes }),
    ]);
    expect(states(rules, having('a'))).toBe('1 installed, 2 required, 4 unknown, 5 unknown, 7 required');
  });

  it('[SCAN-03] only software updates that can be deployed and are not expired get a state', async () => {
    const rules = await rulesFor([
      described({ id: id(1), isInstallable: yes, deployable: false }), described({ id: id(2), isInstallable: yes, expired: true }),
      described({ id: id(3), updateType: 'Detectoid', isInstalled: yes }), described({ id: id(4), updateType: 'Driver', isInstallable: yes }), described({ id: id(5), isInstallable: yes }),
    ]);
    expect(states(rules, xp)).toBe('5 required');
    expect(rules.updates.map(({ index, articleId, expired, deployable }) => [index, articleId, expired, deployable])).toEqual([[0, '958644', false, false], [1, '958644', true, true], [2, '958644', false, true]]);
  });

  it('[SCAN-03] prerequisites must be present, with what they stand on; what the catalog does not hold is not', async () => {
    const rules = await rulesFor([
      described({ id: id('c'), updateType: 'Category' }), described({ id: id('d'), updateType: 'Detectoid', isInstalled: key('d'), prerequisites: [{ anyOf: [id('c')] }] }),
      described({ id: id('e'), updateType: 'Detectoid', isInstalled: yes, prerequisites: [id('d')] }), described({ id: id('f'), updateType: 'Detectoid', isInstalled: rule('bar:NFC') }),
      described({ id: id(1), isInstallable: yes, prerequisites: [id('c')] }), described({ id: id(2), isInstallable: yes, prerequisites: [id('e')] }),
      described({ id: id(3), isInstallable: yes, prerequisites: [{ anyOf: [id('d'), id('c')] }] }), described({ id: id(4), isInstallable: yes, prerequisites: [id('fff')] }),
      described({ id: id(5), isInstallable: yes, prerequisites: [id('f')] }), described({ id: id(6), isInstallable: yes, prerequisites: [id(7)] }), described({ id: id(7), isInstalled: key('d'), isInstallable: yes }),
      described({ id: id(8), isInstallable: yes, prerequisites: [id(9)] }), described({ id: id(9), isInstalled: yes, prerequisites: [id(8)] }),
    ]);
    expect(states(rules, xp)).toBe('1 required, 3 required, 7 required');
    expect(states(rules, having('d'))).toBe('1 required, 2 required, 3 required, 6 required, 7 installed');
  });

  it('[SCAN-03] prerequisites on prerequisites without end do not stop a scan', async () => {
    const chain = Array.from({ length: 2000 }, (_, n) => described({ id: id(n), isInstalled: yes, prerequisites: [id(n + 1)] }));
    const rules = await rulesFor([...chain, described({ id: id(9000), isInstallable: yes })]);
    expect(states(rules, xp)).toBe('9000 required');
  });

  it('[SCAN-03] a bundle is installed when all of its members that apply are, required when any is', async () => {
    const member = (name: string) => ({ isInstalled: key(`${name}\\done`), isInstallable: key(name), deployable: false });
    const rules = await rulesFor([
      described({ id: id(1), ...member('a') }), described({ id: id(2), ...member('b') }), described({ id: id(3), members: [id(1), id(2), id('fff')] }), described({ id: id(4), members: [id(3)] }),
      described({ id: id(5), members: [id(1)], isInstalled: key('own'), isInstallable: yes }),
    ]);
    expect(states(rules, xp)).toBe('5 required');
    expect(states(rules, having('a'))).toBe('3 required, 4 required, 5 required');
    expect(states(rules, having('a\\done', 'own'))).toBe('3 installed, 4 installed, 5 installed');
    expect(states(rules, having('a\\done', 'b', 'own'))).toBe('3 required, 4 required, 5 installed');
    const [bundle] = rules.updates.filter((one) => one.updateId === id(4));
    expect(rules.factsOf(bundle!.index, having('a', 'b'))).toEqual([{ kind: 'registryKey', path: 'hklm\\software\\a\\done' }, { kind: 'registryKey', path: 'hklm\\software\\b\\done' }]);
    expect(rules.factsOf(bundle!.index, xp)).toBeNull();
  });

  it('[SCAN-08] of a chain only the newest that has a state here gets one', async () => {
    const rules = await rulesFor([
      described({ id: id(1), isInstalled: key('a'), isInstallable: yes }), described({ id: id(2), isInstallable: key('b'), supersedes: [id(1)] }),
      described({ id: id(3), isInstalled: key('c'), isInstallable: key('d'), supersedes: [id(2)] }),
    ]);
    expect(states(rules, having('a'))).toBe('1 installed');
    expect(states(rules, having('a', 'b'))).toBe('2 required');
    expect(states(rules, having('a', 'c'))).toBe('3 installed');
    expect(states(rules, having('a', 'd'))).toBe('3 required');
  });

  it('[SCAN-08] a service pack and what it contains both get one', async () => {
    const rules = await rulesFor([
      described({ id: servicePacks, updateType: 'Category' }), described({ id: id(1), isInstallable: yes }), described({ id: id(2), isInstallable: yes, supersedes: [id(1)] }),
      described({ id: id(3), isInstallable: yes, supersedes: [id(1), id(2)], prerequisites: [{ anyOf: [servicePacks] }] }),
    ]);
    expect(states(rules, xp)).toBe('2 required, 3 required');
    expect(rules.updates.map((one) => one.servicePack)).toEqual([false, false, true]);
  });

  it('[SCAN-08] what calls itself superseded has no state', async () => {
    const rules = await rulesFor([described({ id: id(1), isInstallable: yes, isSuperseded: key('a') })]);
    expect(states(rules, xp)).toBe('1 required');
    expect(states(rules, having('a'))).toBe('');
  });

  it('[SCAN-03] after a synchronization only what came is read, and every index stays', async () => {
    const stored = storeOf([described({ id: id('d'), updateType: 'Detectoid', isInstalled: key('d') }), ...[1, 2].map((number) => described({ id: id(number), isInstalled: key(`${number}`), isInstallable: yes, prerequisites: [id('d')] }))]);
    let read = 0;
    const store = { ...stored, getXml: (rowId: number) => stored.getXml((read += 1) && rowId) };
    const before = await compileCatalog(store, breath);
    expect(await compileCatalog(store, breath, before)).toBe(before);
    expect(read).toBe(3);
    put(stored, [described({ id: id(3), isInstallable: yes, supersedes: [id(2)] }), described({ id: id(1), revision: 2, expired: true }), described({ id: id('d'), revision: 2, updateType: 'Detectoid', isInstalled: yes })]);
    const after = await compileCatalog(store, breath, before);
    const anew = await compileCatalog(storeOf([]), breath, before);
    expect(states(before, having('d'))).toBe('1 required, 2 required');
    expect(states(after, xp)).toBe('3 required');
    expect(after.updates.slice(0, 2).map((one) => [one.updateId, one.revisionNumber])).toEqual([[id(1), 2], [id(2), 1]]);
    expect(after.indexOf(id(3).toUpperCase())).toBe(2);
    expect(read).toBe(3 + 3);
    expect(anew.updates).toEqual([]);
  });
});

/** The same written down plainly, for a machine that answers everything: states by update id. */
function plainly(updates: readonly Update[], machine: MachineFacts): Map<string, string> {
  const byId = new Map(updates.map((update) => [update.identity.updateId, update]));
  const holds = (update: Update, name: 'isInstalled' | 'isInstallable' | 'isSuperseded') => {
    const found = update.applicability?.[name];
    return found !== undefined && evaluateRule(found, machine) === true;
  };
  const stateOf = (update: Update): string => {
    if (!update.prerequisites.every((one) => (typeof one === 'string' ? [one] : one.anyOf).some((other) => stateOf(byId.get(other)!) === 'installed'))) return 'none';
    if (update.bundledUpdates.length === 0) return holds(update, 'isInstalled') ? 'installed' : holds(update, 'isInstallable') ? 'required' : 'none';
    const members = update.bundledUpdates.map((one) => stateOf(byId.get((one as Update['identity']).updateId)!));
    return members.includes('required') ? 'required' : members.includes('installed') ? 'installed' : 'none';
  };
  const own = new Map(updates.map((update) => {
    const { updateType, explicitlyDeployable, publicationState } = update.properties;
    const isAsked = updateType === 'Software' && explicitlyDeployable === true && publicationState !== 'Expired' && !holds(update, 'isSuperseded');
    return [update.identity.updateId, isAsked ? stateOf(update) : 'none'];
  }));
  const above = (updateId: string): string[] => updates.filter((one) => one.supersededUpdates.includes(updateId) && one.properties.updateType === 'Software').flatMap(({ identity }) => [identity.updateId, ...above(identity.updateId)]);
  return new Map([...own].filter(([updateId, state]) => state !== 'none' && above(updateId).every((one) => own.get(one) === 'none')));
}

it('[SCAN-03] [SCAN-08] a scan finds what the same written down plainly finds', () =>
  randomized('rules against plain words', fc.asyncProperty(catalogs, fc.subarray(['k0', 'k1', 'k2', 'k3', 'k1\\below', 'values']), async (updates, keys) => {
    const rules = await compileCatalog(storeOf(updates), breath);
    const machine = { ...having(...keys), hardware: { nfc: keys.length > 2 } };
    const { installed, required } = rules.evaluate(machine);
    const found = [...[...installed].map((index) => [rules.updates[index]!.updateId, 'installed']), ...[...required].map((index) => [rules.updates[index]!.updateId, 'required'])];
    expect(found.toSorted()).toEqual([...plainly(updates, machine)].toSorted());
  }), 5));
