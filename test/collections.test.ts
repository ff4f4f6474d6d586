import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClientRow, CollectionDraft } from '../src/contract/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { HOUR, setFleet } from './support/fleet.ts';
import { openLab, type Lab } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  publish(lab.upstream, [
    update({ kb: '100001', windows: '5.1', product: ids.windowsXp, classification: ids.security }),
    update({ kb: '100002', windows: '6.1', product: ids.windows7, classification: ids.security }),
  ]);
});
afterEach(() => lab.close());

const draft = (name: string, more: Partial<CollectionDraft> = {}): CollectionDraft => ({ name, comment: '', queries: [], direct: [], dynamic: false, schedule: null, ...more });
const idOf = (name: string) => lab.site.collections.list().find((one) => one.name === name)!.id;
const everyone = async (collection: number | null, total = 500): Promise<ClientRow[]> =>
  (await lab.site.read('clients', { find: '', sort: { column: 'name', descending: false }, collection, offset: 0, limit: total })).value.rows;
const countsIn = async (collection: number | null, articleId: string) => {
  const view = { node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId' as const, descending: false }, find: null, collection };
  const { value } = await lab.site.read('rows', { view, offset: 0, limit: 50 });
  const { id, installed, required, notRequired, unknown } = value.rows.find((row) => row.articleId === articleId)!;
  return { id, counts: { installed, required, notRequired, unknown } };
};

test('[DEPLOY-14] the counts of a collection are those of its members, whatever the fleet becomes', async () => {
  await lab.synchronize();
  await setFleet(lab, 150);
  await lab.clock.advanceTo(lab.clock.now() + 4 * HOUR);
  await lab.site.collections.settled();
  for (const name of ['All Systems', 'All Windows XP Systems', 'All Windows Server Systems']) {
    const collection = idOf(name);
    const members = new Set((await everyone(collection)).map((one) => one.id));
    expect(members.size, name).toBe(lab.site.collections.details(collection).members);
    for (const articleId of ['100001', '100002']) {
      const { id, counts } = await countsIn(collection, articleId);
      const expected = { installed: 0, required: 0, notRequired: 0, unknown: 0 };
      for (const state of ['installed', 'required', 'notRequired', 'unknown'] as const) {
        const asked = { update: id, collection: null, state, reason: null, find: '', offset: 0, limit: 500, underway: lab.site.clients.underway() };
        expected[state] = (await lab.site.read('computers', asked)).value.rows.filter((one) => members.has(one.id)).length;
      }
      expect(counts, `${name} ${articleId}`).toEqual(expected);
    }
  }
  const xp = await everyone(idOf('All Windows XP Systems'));
  expect(xp.length).toBeGreaterThan(10);
  expect(xp.every((one) => one.osVersion.startsWith('5.'))).toBe(true);
  expect((await countsIn(idOf('All Windows Server Systems'), '100001')).counts).toMatchObject({ installed: 0, required: 0 });

  await setFleet(lab, 60);
  await lab.site.collections.settled();
  expect((await everyone(idOf('All Systems'))).length).toBe(60);
  expect(lab.site.collections.details(idOf('All Systems')).members).toBe(60);
});

test('[DEPLOY-14] collections, rules, members and windows are there again after a restart', async () => {
  await setFleet(lab, 40);
  await lab.site.collections.settled();
  const chosen = (await everyone(null)).slice(0, 3).map((one) => one.id);
  const { value } = lab.site.collections.create(lab.command(), idOf('All Systems'), draft('Pilot', { direct: chosen, schedule: { every: 2, unit: 'hours' } }));
  lab.site.collections.setMaintenanceWindows(lab.command(), value.id, [{ name: 'Night', start: '2013-01-12T22:00', utc: true, minutes: 90, recurrence: { kind: 'none' } }]);
  await lab.site.collections.settled();
  const before = lab.site.collections.details(value.id);
  expect(before).toMatchObject({ members: 3, windows: 1, parent: idOf('All Systems') });
  lab = await lab.reopen();
  await lab.site.collections.settled();
  expect(lab.site.collections.details(value.id)).toEqual(before);
  expect((await everyone(value.id)).map((one) => one.id).toSorted((a, b) => a - b)).toEqual(chosen.toSorted((a, b) => a - b));
  await lab.clock.advanceTo(lab.clock.now() + 3 * HOUR);
  expect(lab.site.collections.details(value.id).updatedAt).toBe(before.updatedAt! + 2 * HOUR);
});
