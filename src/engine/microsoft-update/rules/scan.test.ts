import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCatalog, openCatalogStore, registryOf, windowsFolders, withFacts, type CatalogRules, type MachineFacts } from '../../wsus/index.ts';
import { createRandom } from '../../kernel/index.ts';
import { buildMicrosoftUpdate } from '../build.ts';
import { smallFacts } from '../test-support.ts';

const xp: MachineFacts = {
  windows: { major: 5, minor: 1, build: 2600, servicePackMajor: 2, servicePackMinor: 0, productType: 1, suiteMask: 0x100 }, architecture: 'x86', language: 'en', muiLanguages: [], files: new Map(), cbsPackages: new Set(),
  folders: windowsFolders('x86'), msiProducts: new Map([['{90110409-6000-11d3-8cfe-0150048383c9}', { version: '11.0.7969.0', language: 1033, patches: [] }]]),
  registry: registryOf({ 'hklm\\software\\microsoft\\internet explorer': { Version: { type: 'REG_SZ', data: '6.0.2900.2180' } }, 'hklm\\software\\microsoft\\windows defender': {} }),
};
const platforms: Readonly<Record<string, MachineFacts>> = {
  'Windows XP SP2': xp,
  'Windows Server 2003 x64': { ...xp, windows: { ...xp.windows, minor: 2, productType: 3 }, architecture: 'x64', folders: windowsFolders('x64') },
  'Windows Vista': { ...xp, windows: { ...xp.windows, major: 6, minor: 0, servicePackMajor: 1 } },
  'Windows 7 x64': { ...xp, windows: { ...xp.windows, major: 6, minor: 1, servicePackMajor: 1 }, architecture: 'x64', folders: windowsFolders('x64') },
  'Windows 2000': { ...xp, windows: { ...xp.windows, major: 5, minor: 0, servicePackMajor: 3 } },
};

describe('a scan with the bundled catalog', () => {
  const facts = smallFacts();
  const store = openCatalogStore(':memory:');
  let rules: CatalogRules;
  beforeAll(async () => {
    await buildMicrosoftUpdate({ facts: facts.folder, store, breath: () => undefined });
    rules = await compileCatalog(store, () => undefined);
  });
  afterAll(() => {
    store.close();
    facts.remove();
  });

  it.each(Object.keys(platforms))('[SCAN-03] %s finds the same by the plain rules and by those specialised for it', (name) => {
    const platform = platforms[name]!;
    const on = rules.on(platform);
    const random = createRandom(name);
    expect(on.candidates.length).toBeGreaterThan(20);
    for (let run = 0; run < 15; run += 1) {
      const share = run / 14;
      const installed = on.candidates.filter(() => random.below(1000) < share * 1000);
      const facts = [...installed].flatMap((index) => rules.factsOf(index, platform) ?? []);
      expect(on.evaluate(installed)).toEqual(rules.evaluate(withFacts(platform, facts)));
    }
  });

  it.each(Object.keys(platforms))('[SCAN-03] on %s what is installed is installed at the next scan', (name) => {
    const platform = platforms[name]!;
    const { required, unknown } = rules.evaluate(platform);
    expect(unknown).toHaveLength(0);
    for (const index of required) {
      const facts = rules.factsOf(index, platform);
      expect(facts?.length, rules.updates[index]!.articleId).toBeGreaterThan(0);
      const after = rules.evaluate(withFacts(platform, facts ?? []));
      expect(after.required.includes(index), rules.updates[index]!.articleId).toBe(false);
      expect(after.installed.includes(index), rules.updates[index]!.articleId).toBe(true);
    }
  });

  it('[SCAN-03] the updates of Windows XP SP3 count only after the service pack', () => {
    const on = rules.on(xp);
    const before = rules.evaluate(xp).required;
    const after = rules.evaluate(withFacts(xp, [{ kind: 'servicePack', major: 3, minor: 0 }])).required;
    const only = [...after].filter((index) => !before.includes(index));
    expect(only.length).toBeGreaterThan(0);
    for (const index of only) expect(on.candidates.includes(index)).toBe(true);
  });
});
