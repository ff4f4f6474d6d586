import { expect, test } from 'vitest';
import type { SoftwareUpdatePointSettings } from '../src/contract/index.ts';
import type { Random } from '../src/engine/kernel/index.ts';
import { category, ids, nameId, publish, update, type UpdateFacts } from './support/catalog.ts';
import { expectConsistent, openUpstream, type Upstream } from './support/crash.ts';
import { faulty, openHostile, type Hostile } from './support/hostile.ts';
import { LAB_START, openLab, type Lab } from './support/lab.ts';
import { repeated } from './support/random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;

/** What an upstream has published so far, the newest revision of each update. */
interface World {
  readonly random: Random;
  readonly upstream: Upstream;
  readonly updates: UpdateFacts[];
  /** Products that came later. */
  products: number;
  now: number;
}

const products = [ids.windowsXp, ids.windows7, ids.office2007, ids.sqlServer2005];
const classifications = [ids.critical, ids.security, ids.rollups, ids.definitions];

/** Published now, an hour ago (and only now put into the store), or for later. */
const moment = ({ random, now }: World) => now + pick(random, [0, 0, -HOUR, 2 * HOUR]);

/** Ids of some earlier updates: later ones replace and contain earlier ones, so that nothing goes round. */
const earlier = ({ random, updates }: World, before: number) => (before === 0 ? [] : Array.from({ length: random.below(3) }, () => updates[random.below(before)]!.kb));

function newUpdates(world: World) {
  const { random, updates, upstream } = world;
  for (let left = 1 + random.below(4); left > 0; left--) {
    const n = updates.length;
    updates.push({
      kb: String(700_000 + n), product: pick(random, [...products, ...Array.from({ length: world.products }, (_, i) => nameId(`product ${i}`))]), classification: pick(random, classifications), supersedes: earlier(world, n),
      bundles: earlier(world, n), deployable: random.below(6) > 0, languages: pick(random, [[], [], ['en'], ['de'], ['de', 'fr']]), releasedAt: LAB_START - random.below(400) * DAY,
    });
    publish(upstream.store, [update(updates[n]!)], moment(world));
  }
}

function revise(world: World, more: (n: number) => Partial<UpdateFacts>) {
  if (world.updates.length === 0) return;
  const n = world.random.below(world.updates.length);
  const before = world.updates[n]!;
  world.updates[n] = { ...before, revision: (before.revision ?? 100) + 1 + world.random.below(2), ...more(n) };
  publish(world.upstream.store, [update(world.updates[n])], moment(world));
}

/** A product is public at once: nobody publishes updates of a product before the product. */
function newProduct(world: World) {
  publish(world.upstream.store, [category(nameId(`product ${world.products++}`), `Windows ${world.products}`, 'Product', pick(world.random, [ids.windows, ids.office, ids.sqlServer]))], world.now);
}

function change(lab: Lab, edit: (settings: SoftwareUpdatePointSettings) => Partial<SoftwareUpdatePointSettings>) {
  const { settings } = lab.site.softwareUpdatePoint.settings();
  lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, ...edit(settings) });
}

const added = <T>(list: readonly T[], one: T) => [...new Set([...list, one])];

function tick(lab: Lab, world: World) {
  const { random } = world;
  change(lab, (settings) =>
    pick(random, [
      { products: added(settings.products, pick(random, [...products, ids.sqlServer])) },
      { classifications: added(settings.classifications, pick(random, classifications)) },
      { languages: { ...settings.languages, updateFile: added(settings.languages.updateFile, pick(random, ['de', 'fr'])) } },
    ]),
  );
}

/** The clocks of the upstream and of the sites go on together. */
async function goOn(world: World, labs: readonly Lab[], by: number) {
  world.now += by;
  world.upstream.setClock(world.now);
  for (const lab of labs) await lab.clock.advanceTo(world.now);
}

/** A synchronization with one answer that makes it fail; its retry, if it comes to that, finds the server well. */
async function failing(lab: Lab, world: World, hostile: Hostile) {
  const at = 1 + world.random.below(2);
  const operation = pick(world.random, ['GetRevisionIdList', 'GetUpdateData']);
  hostile.spoil((name, answer, count) => (name === operation && count >= at ? faulty('ServerBusy') : answer));
  await lab.synchronize();
  hostile.spoil(undefined);
  lab.site.softwareUpdatePoint.cancelRetry(lab.command());
}

/** A full synchronization, which only the schedule starts. */
async function fully(lab: Lab, world: World) {
  change(lab, ({ syncSchedule }) => ({ syncSchedule: { ...syncSchedule, enabled: true, kind: 'simple', simple: { every: 1, unit: 'hours' } } }));
  await lab.clock.advanceTo(lab.site.softwareUpdatePoint.status().nextScheduledAt!);
  await lab.clock.advanceTo(lab.clock.now() + MINUTE);
  change(lab, ({ syncSchedule }) => ({ syncSchedule: { ...syncSchedule, enabled: false } }));
  expect(lab.site.softwareUpdatePoint.history(1)[0]).toMatchObject({ kind: 'full', state: 'done' });
  world.now = Math.max(world.now, lab.clock.now());
}

/** Both stores by what is in them, without the numbers that tell only of their past. */
function contentOf(lab: Lab) {
  const all = (sql: string) => lab.database.prepare(sql).all().map((row) => JSON.stringify(row)).sort();
  const now = 'u.until_version = 9007199254740991';
  const columns = 'u.update_id, u.revision_number, u.bulletin_id, u.article_id, u.title, u.severity, u.date_released, u.date_revised, u.expired, u.superseded, u.classification, u.product, u.language, u.icon, u.find_text';
  const newest = 'configuration_items i WHERE i.revision_number = (SELECT max(n.revision_number) FROM configuration_items n WHERE n.update_id = i.update_id)';
  return {
    catalog: [...lab.catalog.currentUpdates()].map((row) => JSON.stringify([row.identity, row.updateType, row.publicationState, lab.catalog.getXml(row.rowId), lab.catalog.filesOf(row.rowId)])).sort(),
    rows: all(`SELECT ${columns} FROM software_updates u WHERE ${now}`),
    folders: all(`SELECT u.update_id, f.classification_id, f.vendor_id, f.product_id FROM software_updates u JOIN update_folders f USING (item_id) WHERE ${now}`),
    items: all(`SELECT i.update_id, i.revision_number, i.sdm_package, i.expired FROM ${newest}`),
    relations: all(`SELECT i.update_id AS of, r.kind, r.update_id FROM update_relations r JOIN ${newest.replace(' WHERE', ' USING (item_id) WHERE')}`),
    categories: all('SELECT * FROM categories'),
  };
}

async function history(random: Random) {
  const upstream = await openUpstream(0);
  const hostile = await openHostile(upstream.url);
  const world: World = { random, upstream, updates: [], products: 0, now: LAB_START };
  const labs = [await openLab({ upstreamUrl: hostile.url })];
  try {
    const [lab] = labs as [Lab];
    const supersedence = pick(random, [{ expire: 'immediately', months: 3 }, { expire: 'afterMonths', months: 5 }, { expire: 'never', months: 3 }] as const);
    change(lab, () => ({ supersedence }));
    const steps = [
      () => newUpdates(world), () => newUpdates(world), () => newUpdates(world), () => revise(world, (n) => ({ title: `Title ${random.bits()}`, supersedes: earlier(world, n), languages: pick(random, [[], ['en', 'de']]) })),
      () => revise(world, () => ({ expired: true })), () => newProduct(world), () => tick(lab, world), () => goOn(world, [lab], random.below(3 * HOUR)), () => failing(lab, world, hostile),
      async () => void expect((await lab.synchronize()).state).toBe('done'), async () => void expect((await lab.synchronize()).state).toBe('done'),
    ];
    for (let left = 4 + random.below(12); left > 0; left--) await pick(random, steps)();
    await goOn(world, [lab], 3 * HOUR);
    await fully(lab, world);

    const fresh = await openLab({ upstreamUrl: hostile.url });
    labs.push(fresh);
    change(fresh, () => lab.site.softwareUpdatePoint.settings().settings);
    await goOn(world, [], 0);
    await fresh.clock.advanceTo(lab.clock.now() - HOUR);
    await fully(fresh, world);
    expect(contentOf(lab)).toEqual(contentOf(fresh));
    labs.forEach(expectConsistent);
    return contentOf(fresh).rows.length;
  } finally {
    for (const one of labs) await one.close();
    await hostile.close();
    await upstream.close();
  }
}

test('[SYNC-15] after any history of upstream changes a site that took them as they came is equal to one that takes all at once', { timeout: 3_600_000 }, async () => {
  let rows = 0;
  await repeated('histories', 200, async (random) => void (rows += await history(random)));
  expect(rows).toBeGreaterThan(0);
});
