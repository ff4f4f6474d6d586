import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createBreath, system } from '../kernel/index.ts';
import { openCatalogStore, readUpdate, type CatalogStore, type Update } from '../wsus/index.ts';
import { buildMicrosoftUpdate } from './build.ts';
import { readFacts, type Facts } from './facts.ts';
import { smallFacts } from './test-support.ts';

const folder = join(import.meta.dirname, '../../../data');
const windows = '6964aab4-c5b5-43bd-a17d-ffb4346a8e1d';
const office = '477b856e-65c4-4473-b621-a8b230bb70d9';
const securityUpdates = '0fa1201d-4330-4fa8-8ae9-b877473b6441';
const defaultClassifications = ['e6cf1350-c01b-414d-a61f-263d14d133b4', securityUpdates, '68c5b0a3-d1a6-4553-ae49-01d3a7827828', '28bc880e-0592-4cbf-8f95-c79b17911d5f'];
const labStart = Date.parse('2013-01-07T09:00:00Z');

interface Published {
  readonly update: Update;
  readonly arrivedAt: number;
}

const choices = (ids: readonly string[]) => ids.map((id) => ({ id, delta: false }));

async function filledStore(facts: string): Promise<CatalogStore> {
  const store = openCatalogStore(':memory:');
  await buildMicrosoftUpdate({ facts, store, breath: createBreath(system.monotonic) });
  return store;
}

function fingerprint(store: CatalogStore): string {
  const hash = createHash('sha256');
  for (const row of store.currentUpdates()) hash.update(`${row.rowId} ${row.identity.updateId} ${row.identity.revisionNumber} ${row.arrivedAt} ${store.getXml(row.rowId)}`);
  return hash.digest('hex');
}

describe('bundled catalog', () => {
  let store: CatalogStore;
  let facts: Facts;
  const published = new Map<string, Published>();
  const titled = (title: string): Update => {
    const found = [...published.values()].filter((one) => one.update.localizedProperties[0]?.title === title);
    expect(found, title).toHaveLength(1);
    return found[0]!.update;
  };
  const publicBy = (now: number, classifications: readonly string[], categories: readonly string[]) =>
    store.revisionsFor({ configuration: false, now, categories: choices(categories), classifications: choices(classifications) });

  beforeAll(async () => {
    facts = await readFacts(folder, () => undefined);
    store = await filledStore(folder);
    for (const row of store.currentUpdates()) published.set(row.identity.updateId, { update: readUpdate(store.getXml(row.rowId)), arrivedAt: row.arrivedAt });
  }, 60_000);

  it('[SYNC-07] holds the default selection of the lab: Windows and Office, four classifications, 7 January 2013', () => {
    expect(publicBy(labStart, defaultClassifications, [windows, office]).length).toBe(5573);
  });

  it('[SYNC-15] publishes by the clock: Patch Tuesday of January 2013 brings MS13-001 to MS13-007 and nothing of it comes before', () => {
    const tuesday = Date.parse('2013-01-08T18:00:00Z');
    const before = new Set(publicBy(tuesday - 1, [securityUpdates], ['56309036-4c77-4dd9-951a-99ee9c246a94']).map((one) => one.updateId));
    const added = publicBy(tuesday, [securityUpdates], ['56309036-4c77-4dd9-951a-99ee9c246a94']).filter((one) => !before.has(one.updateId));
    const bulletins = new Set(added.flatMap((one) => published.get(one.updateId)?.update.properties.securityBulletinIds[0] ?? []));
    expect([...bulletins].toSorted()).toEqual(['MS13-001', 'MS13-002', 'MS13-003', 'MS13-004', 'MS13-005', 'MS13-006', 'MS13-007']);
  });

  it('[SYNC-14] every update belongs to a classification and a product, and all its prerequisites exist and are there before it', () => {
    for (const { update, arrivedAt } of published.values()) {
      const ids = update.prerequisites.flatMap((one) => (typeof one === 'string' ? [one] : one.anyOf));
      for (const id of ids) expect(published.get(id)?.arrivedAt, update.localizedProperties[0]?.title).toBeLessThanOrEqual(arrivedAt);
      if (update.properties.updateType !== 'Software') continue;
      const types = ids.map((id) => published.get(id)?.update.handlerData).map((data) => (data?.kind === 'category' ? data.categoryType : ''));
      expect(types).toContain('UpdateClassification');
      expect(types).toContain('Product');
    }
  });

  it('[catalog] supersedence stays inside the catalog and goes back in time only, so that it has no circle', () => {
    let edges = 0;
    for (const { update, arrivedAt } of published.values()) {
      const first = firstArrival(update.identity.updateId, arrivedAt);
      for (const id of update.supersededUpdates) {
        edges += 1;
        const older = published.get(id);
        expect(older, id).toBeDefined();
        expect(firstArrival(id, older!.arrivedAt)).toBeLessThan(first);
      }
    }
    expect(edges).toBeGreaterThan(9000);
  });

  function firstArrival(updateId: string, otherwise: number): number {
    return store.find({ updateId, revisionNumber: 100 })?.arrivedAt ?? otherwise;
  }

  it('[catalog] MS08-067 is one update per product and architecture, with its severity, CVE, article and file', () => {
    const found = [...published.values()].filter((one) => one.update.properties.securityBulletinIds.includes('MS08-067'));
    expect(found.map((one) => one.update.localizedProperties[0]?.title).toSorted()).toEqual([
      'Security Update for Windows 2000 (KB958644)',
      'Security Update for Windows Server 2003 (KB958644)', 'Security Update for Windows Server 2003 for Itanium-based Systems (KB958644)', 'Security Update for Windows Server 2003 x64 Edition (KB958644)',
      'Security Update for Windows Server 2008 (KB958644)', 'Security Update for Windows Server 2008 for Itanium-based Systems (KB958644)', 'Security Update for Windows Server 2008 x64 Edition (KB958644)',
      'Security Update for Windows Vista (KB958644)', 'Security Update for Windows Vista for x64-based Systems (KB958644)',
      'Security Update for Windows XP (KB958644)', 'Security Update for Windows XP x64 Edition (KB958644)',
    ]);
    const xp = titled('Security Update for Windows XP (KB958644)');
    expect(xp.properties).toMatchObject({ msrcSeverity: 'Critical', kbArticleIds: ['958644'], cveIds: ['CVE-2008-4250'], publicationState: 'Published' });
    expect(xp.files[0]?.fileName).toBe('WindowsXP-KB958644-x86-ENU.exe');
  });

  it('[catalog] MS09-054 is one update per Internet Explorer, and MS09-072 replaces it for the same product, architecture and version', () => {
    const newer = titled('Cumulative Security Update for Internet Explorer 7 for Windows XP (KB976325)');
    const older = titled('Cumulative Security Update for Internet Explorer 7 for Windows XP (KB974455)');
    expect(newer.supersededUpdates).toEqual([older.identity.updateId]);
    expect(titled('Cumulative Security Update for Internet Explorer 8 for Windows XP (KB976325)').supersededUpdates).not.toContain(older.identity.updateId);
  });

  it.each(['MS08-067', 'MS10-046', 'MS11-087', 'MS12-020', 'MS12-034', 'MS13-005', 'MS14-066'])(
    '[catalog] %s has as many updates for Windows as an independent count over the list finds', (bulletin) => {
      const packages = new Set(facts.bulletins.filter((row) => row['bulletin_id'] === bulletin).flatMap((row) => recount(row['affected_product'] ?? '', row['kb'] ?? '')));
      const isWindows = (update: Update) => update.prerequisites.some((one) => typeof one === 'string');
      const found = [...published.values()].filter(({ update }) => update.properties.securityBulletinIds.includes(bulletin) && isWindows(update));
      expect(found.length).toBe(packages.size);
    });

  it('[catalog] every classification a site can choose has something by January 2013, at least 60 service packs among it', () => {
    const count = (id: string) => publicBy(labStart, [id], ['56309036-4c77-4dd9-951a-99ee9c246a94']).length;
    const [critical, security, packs, rollups] = defaultClassifications.map(count);
    expect(Math.min(critical!, security!, packs!, rollups!)).toBeGreaterThan(60);
    const others = ['e0789628-ce08-4437-be74-2495b842f43b', 'b54e7d24-7add-428f-8b75-90a396fa584f', 'b4832bd8-e735-4761-8daf-37f882276dab', 'cd5ffd1e-e932-4e3a-bf74-18bf0b1bbd83'];
    for (const id of others) expect(count(id), id).toBeGreaterThan(0);
  });

  it('[catalog] a definition is offered, then replaced by the next, and expires as a later revision', () => {
    const expired = [...published.values()].filter((one) => one.update.properties.publicationState === 'Expired');
    expect(expired.length).toBeGreaterThan(100);
    for (const { update, arrivedAt } of expired) {
      expect(update.identity.revisionNumber).toBe(101);
      expect(store.find({ ...update.identity, revisionNumber: 100 })?.arrivedAt).toBeLessThan(arrivedAt);
    }
  });

  it('[catalog] ids: real ones where known, else version 5, none twice', () => {
    const real = new Set([...facts.osdsusUpdates.map((row) => row['update_id']), ...facts.categories.map((row) => row['category_id'])]);
    for (const id of published.keys()) if (!real.has(id)) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]/);
    expect([...real].filter((id) => id !== '' && !published.has(id!))).toEqual([]);
  });

  it('[catalog] the same facts make the same rows; a filled store is left alone', async () => {
    const small = smallFacts();
    const [one, other] = [await filledStore(small.folder), await filledStore(small.folder)];
    expect(one.counts().Software).toBeGreaterThan(1000);
    expect(fingerprint(other)).toBe(fingerprint(one));
    const version = one.version();
    await buildMicrosoftUpdate({ facts: small.folder, store: one, breath: () => undefined, progress: () => expect.unreachable() });
    expect(one.version()).toBe(version);
    small.remove();
  });

  it('[catalog] an aborted build leaves the store as it was', async () => {
    const empty = openCatalogStore(':memory:');
    const abort = new AbortController();
    const small = smallFacts();
    const run = buildMicrosoftUpdate({ facts: small.folder, store: empty, breath: () => undefined, signal: abort.signal, progress: (done) => void (done >= 500 && abort.abort()) });
    await expect(run).rejects.toThrow('aborted');
    expect(empty.counts()).toEqual({});
    expect(empty.version()).toBe(0);
    empty.close();
    small.remove();
  });
});

/** Another way to the same number: from the words of the product, without the product map. */
function recount(product: string, kb: string): string[] {
  if (!/Windows (2000|XP|Server|Vista|7|8|RT)/.test(product) || /SharePoint|Silverlight/.test(product)) return [];
  const architecture = /Itanium/i.test(product) ? 'ia64' : /x64|2012/.test(product) ? 'x64' : 'x86';
  const name = /Windows (?:2000|XP|Vista|7|8\.1|8|RT 8\.1|RT|Server (?:2003|2008 R2|2008|2012 R2|2012))/.exec(product)?.[0];
  return [`${kb} ${name} ${architecture}`];
}
