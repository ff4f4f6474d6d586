import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClientStateName } from '../src/contract/index.ts';
import { ids, publish, update, type UpdateFacts } from './support/catalog.ts';
import { DAY, HOUR, setFleet } from './support/fleet.ts';
import { LAB_START, openLab, type Lab } from './support/lab.ts';

const one = (kb: string, day: number, more: Partial<UpdateFacts> = {}) => update({ kb, windows: '6.1', product: ids.windows7, classification: ids.security, releasedAt: LAB_START - (80 - day) * DAY, ...more });
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const idOf = async (kb: string) => {
  const view = { node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId', descending: false }, find: null, collection: null } as const;
  const { value } = await lab.site.read('rows', { view, offset: 0, limit: 500 });
  return value.rows.find((row) => row.articleId === kb)!.id;
};
const graphOf = async (kb: string) => {
  const { value } = await lab.site.supersedence({ update: await idOf(kb), collection: null });
  const kbOf = (id: number) => value.nodes.find((node) => node.id === id)!.articleId;
  return { ...value, sides: value.nodes.map((node) => `${node.side} ${node.articleId}`), drawn: value.edges.map((edge) => `${kbOf(edge.newer)} > ${kbOf(edge.older)}`).sort() };
};
const computers = async (kb: string, state: ClientStateName, onlyFix = false) => {
  const { value } = await lab.site.read('computers', { update: await idOf(kb), collection: null, state, reason: null, onlyFix, find: '', offset: 0, limit: 500, underway: lab.site.clients.underway() });
  return value.rows.map((row) => row.id);
};
/** Superseded updates stay in use (SYNC-09); full synchronizations, which take in what expired, each day. */
function keepSuperseded() {
  const { settings } = lab.site.softwareUpdatePoint.settings();
  lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, classifications: [...settings.classifications, ids.servicePacks], supersedence: { expire: 'never', months: 3 }, syncSchedule: { ...settings.syncSchedule, enabled: true, kind: 'simple', simple: { every: 1, unit: 'days' } } });
}
async function scanned() {
  keepSuperseded();
  await lab.synchronize();
  await setFleet(lab, 60);
  await lab.clock.advanceTo(lab.clock.now() + 5 * HOUR);
}

describe('supersedence', () => {
  test('[INSIGHT-04] the graph of an update shows what supersedes it and what it supersedes, also through others', async () => {
    publish(lab.upstream, [one('100001', 1), one('100002', 2, { supersedes: ['100001'] }), one('100003', 3, { supersedes: ['100002', '100001'] }), one('100004', 4, { supersedes: ['100003', '999999'] }), one('100009', 9)]);
    await lab.synchronize();
    expect(await graphOf('100002')).toMatchObject({ sides: ['newer 100003', 'newer 100004', 'this 100002', 'older 100001'], drawn: ['100002 > 100001', '100003 > 100002', '100004 > 100003'], more: { newer: 0, older: 0 }, notSynchronized: 1 });
    expect(await graphOf('100009')).toMatchObject({ sides: ['this 100009'], drawn: [], notSynchronized: 0, effect: { expired: false, required: 0, fixes: 0, onlyFix: 0 } });
    await expect(lab.site.supersedence({ update: 987_654, collection: null })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('[INSIGHT-04] a long chain is drawn around the update, and what is beyond is counted', async () => {
    const kb = (n: number) => String(100_000 + n);
    publish(lab.upstream, Array.from({ length: 70 }, (_, n) => one(kb(n), n, n > 0 ? { supersedes: [kb(n - 1)] } : {})));
    await lab.synchronize();
    const graph = await graphOf(kb(30));
    expect([graph.nodes.length, graph.edges.length, graph.more]).toEqual([49, 48, { newer: 15, older: 6 }]);
  });

  test('[INSIGHT-04] expiring an update takes the only fix from exactly the computers that require nothing that supersedes it', async () => {
    // A client tells of an older update only beside a newer service pack (SCAN-12), or when the newer one is not for it.
    publish(lab.upstream, [one('100001', 1), one('100002', 2, { classification: ids.servicePacks, supersedes: ['100001'] }), one('100003', 3), one('100004', 4, { windows: '5.1', supersedes: ['100003'] })]);
    await scanned();
    const fixed = await graphOf('100001');
    const alone = await graphOf('100003');
    expect(fixed.nodes.find((node) => node.side === 'this')!.counts).toMatchObject({ required: fixed.effect.required });
    for (const [kb, newer, { effect }] of [['100001', '100002', fixed], ['100003', '100004', alone]] as const) {
      const fixes = new Set([...(await computers(newer, 'required')), ...(await computers(newer, 'installed'))]);
      const expected = (await computers(kb, 'required')).filter((id) => !fixes.has(id));
      expect(await computers(kb, 'required', true)).toEqual(expected);
      expect(effect).toMatchObject({ expired: false, fixes: 1, onlyFix: expected.length });
      expect(effect.required).toBeGreaterThan(0);
    }
    expect([fixed.effect.onlyFix < fixed.effect.required, alone.effect.onlyFix === alone.effect.required]).toEqual([true, true]);
  });

  test('[INSIGHT-04] what supersedes an update and is expired fixes nothing; an expired update is nobody’s fix', async () => {
    publish(lab.upstream, [one('100001', 1), one('100002', 2, { supersedes: ['100001'] })]);
    await scanned();
    const before = await graphOf('100001');
    publish(lab.upstream, [one('100002', 2, { supersedes: ['100001'], revision: 201, expired: true })], lab.clock.now());
    await lab.clock.advanceTo(lab.clock.now() + 30 * HOUR);
    expect(before.effect.onlyFix).toBe(0);
    const after = await graphOf('100001');
    expect(after.effect).toMatchObject({ fixes: 0, onlyFix: after.effect.required });
    expect(after.effect.required).toBeGreaterThan(0);
    expect(await graphOf('100002')).toMatchObject({ effect: { expired: true, onlyFix: 0 } });
  });
});
