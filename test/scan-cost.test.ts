import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scanLimits, type SoftwareUpdatePointSettings } from '../src/contract/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { openLab, stores, type Lab } from './support/lab.ts';

let lab: Lab;
const of = (kb: string, product: string, classification: string, more = {}) => update({ kb, product, classification, ...more });
beforeEach(async () => {
  lab = await openLab();
  publish(lab.upstream, [
    ...['100001', '100002', '100003'].map((kb) => of(kb, ids.windowsXp, ids.security)),
    of('200001', ids.office2007, ids.critical),
    ...['300001', '300002'].map((kb) => of(kb, ids.sqlServer2005, ids.security)),
    ...['400001', '400002', '400003', '400004'].map((kb) => of(kb, ids.windows7, ids.definitions)),
  ]);
});
afterEach(() => lab.close());

const draft = (edit: (choice: Pick<SoftwareUpdatePointSettings, 'classifications' | 'products' | 'languages'>) => void = () => {}) => {
  const { classifications, products, languages } = structuredClone(lab.site.softwareUpdatePoint.settings().settings);
  const choice = { classifications, products, languages };
  edit(choice);
  return choice;
};
const cost = (edit?: Parameters<typeof draft>[0]) => lab.site.insight.scanCost(draft(edit));
const tickSqlServer = (choice: ReturnType<typeof draft>) => void choice.products.push(ids.sqlServer);
const tickDefinitions = (choice: ReturnType<typeof draft>) => void choice.classifications.push(ids.definitions);

function change(edit: (choice: ReturnType<typeof draft>) => void) {
  const { settings } = lab.site.softwareUpdatePoint.settings();
  lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, ...draft(edit) });
}

describe('scan-cost preview', () => {
  test('[INSIGHT-07] before the first synchronization it says what the default choice brings, and what a tick adds to that', async () => {
    expect(await cost()).toMatchObject({ known: true, stored: { updates: 0 }, pending: { updates: 4 }, adds: { updates: 0, bytes: 0 }, roundTripsNow: 0 });
    expect(await cost(tickSqlServer)).toMatchObject({ pending: { updates: 4 }, adds: { updates: 2 } });
    expect(await cost(tickDefinitions)).toMatchObject({ pending: { updates: 4 }, adds: { updates: 4 } });
  });

  test('[INSIGHT-07] the number promised is the number the next synchronization brings', async () => {
    await lab.synchronize();
    expect(await cost()).toMatchObject({ stored: { updates: 4 }, pending: { updates: 0 }, adds: { updates: 0 } });
    for (const [tick, promised] of [[tickSqlServer, 2], [tickDefinitions, 4]] as const) {
      const before = await cost(tick);
      expect(before.adds!.updates).toBe(promised);
      change(tick);
      const run = await lab.synchronize();
      expect(run.phases[0]).toMatchObject({ name: 'wsus', added: promised });
      const after = await cost();
      expect(after.stored.updates).toBe(before.stored.updates + promised);
      // Estimated from the average of what is stored: the documents of this catalog are alike.
      expect(after.stored.bytes / (before.stored.bytes + before.adds!.bytes)).toBeGreaterThan(0.7);
      expect(after.stored.bytes / (before.stored.bytes + before.adds!.bytes)).toBeLessThan(1.3);
    }
  });

  test('[INSIGHT-07] what Microsoft Update published since, and what was stored before, is no cost of the tick', async () => {
    change(tickSqlServer);
    await lab.synchronize();
    change((choice) => void choice.products.splice(choice.products.indexOf(ids.sqlServer), 1));
    publish(lab.upstream, [of('100004', ids.windowsXp, ids.security)], lab.clock.now() + 1);
    await lab.clock.advanceTo(lab.clock.now() + 1000);
    expect(await cost(tickSqlServer)).toMatchObject({ stored: { updates: 6 }, pending: { updates: 1 }, adds: { updates: 0 } });
  });

  test('[INSIGHT-07] clearing a box takes nothing away from scans; it says what would not come any more', async () => {
    expect(await cost((choice) => void (choice.products = [ids.office]))).toMatchObject({ pending: { updates: 1 }, adds: { updates: 0 }, drops: 3 });
    await lab.synchronize();
    const cleared = await cost((choice) => void (choice.products = [ids.office]));
    expect(cleared).toMatchObject({ stored: { updates: 4 }, drops: 0 });
    expect(cleared.roundTripsAfter).toBe(cleared.roundTripsNow);
  });

  test('[INSIGHT-07] looking changes nothing: neither stores nor journal nor logs', async () => {
    await lab.synchronize();
    const before = [stores(lab), lab.command().expectedRevision, lab.site.logs.list(), lab.site.jobs.list().length];
    await cost(tickSqlServer);
    expect([stores(lab), lab.command().expectedRevision, lab.site.logs.list(), lab.site.jobs.list().length]).toEqual(before);
  });

  test('[INSIGHT-07] without a source, or when it does not answer, it says so and still shows what is stored', async () => {
    await lab.synchronize();
    const { settings } = lab.site.softwareUpdatePoint.settings();
    lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, syncSettings: { ...settings.syncSettings, source: 'none' } });
    expect(await cost(tickSqlServer)).toMatchObject({ known: false, whyNot: expect.stringContaining('next import'), adds: null, roundTripsAfter: null, stored: { updates: 4 } });
    lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, syncSettings: { ...settings.syncSettings, source: 'upstream', upstream: { serverName: '127.0.0.1', port: 9, ssl: false } } });
    expect(await cost(tickSqlServer)).toMatchObject({ known: false, whyNot: expect.stringMatching(/does not answer.*known after the next synchronization/), stored: { updates: 4 } });
  });

  test('[INSIGHT-07] it is given up when the console turns away', async () => {
    const stop = new AbortController();
    const asked = lab.site.insight.scanCost(draft(tickSqlServer), stop.signal);
    stop.abort();
    await expect(asked).rejects.toThrow();
  });

  test('[INSIGHT-07] a client’s scan takes a round trip for every 200 kB of rules, whatever the length of texts', async () => {
    const wordy = (n: number) => of(String(500_000 + n), ids.windowsXp, ids.security, { titles: { de: 'x'.repeat(20_000) } });
    publish(lab.upstream, Array.from({ length: 30 }, (_, n) => wordy(n)));
    await lab.synchronize();
    const { stored, roundTripsNow } = await cost();
    expect(stored.bytes).toBeGreaterThan(2 * scanLimits.bytes);
    expect(roundTripsNow).toBe(4);
  });
});
