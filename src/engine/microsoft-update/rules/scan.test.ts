import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCatalog, openCatalogStore, withFacts, type CatalogRules } from '../../wsus/index.ts';
import { createRandom } from '../../kernel/index.ts';
import { buildMicrosoftUpdate } from '../build.ts';
import { smallFacts } from '../test-support.ts';
import { platforms } from '../../../../test/support/platforms.ts';

const xp = platforms['Windows XP SP2']!;

describe('a scan with the bundled catalog', () => {
  const facts = smallFacts();
  const store = openCatalogStore(':memory:');
  let rules: CatalogRules;
  beforeAll(async () => {
    await buildMicrosoftUpdate({ facts: facts.folder, store, breath: () => undefined });
    rules = await compileCatalog(store, () => undefined);
  }, 60_000);
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
