import { ORPCError, safe } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectByPort, connectBySocket, synchronize, type Connected } from './support/engine.ts';

const call = { site: 'CEN', actor: 'CORP\\tester' };
const everything = { node: { classification: null, vendor: null, product: null }, sort: { column: 'title' as const, descending: false }, find: null };

describe.each([
  ['message port', connectByPort],
  ['WebSocket', connectBySocket],
])('the contract over a %s', (_name, connect) => {
  let connected: Connected;
  beforeAll(async () => {
    connected = await connect();
  });
  afterAll(() => connected.close());

  test('[REPO-03] answers reads with the revision they were made at', async () => {
    const { client } = connected;
    const { revision, value } = await client.site.describe({ call });
    expect(revision).toBeTypeOf('number');
    expect(value).toMatchObject({ code: 'CEN', name: 'Central Site', kind: 'central', parent: null });
    expect((await client.host.describe({ call })).value).toMatchObject({ kind: 'browser', site: 'CEN' });
  });

  test('[SYNC-01] refuses input of a wrong shape before anything is done with it', async () => {
    const { client } = connected;
    const wrong: Promise<unknown>[] = [
      client.updateRepository.rows({ call, ...everything, offset: -1, limit: 10 }),
      client.updateRepository.rows({ call, ...everything, offset: 0, limit: 501 }),
      client.updateRepository.rows({ call, ...everything, sort: { column: 'title; DROP TABLE site' as 'title', descending: false }, offset: 0, limit: 1 }),
      client.logs.lines({ call, name: '../../etc/passwd', minimumSeverity: 'information', find: '', offset: 0, limit: 1 }),
      client.softwareUpdatePoint.change({ call: { ...call, expectedRevision: 0 }, settings: { general: {} } as never }),
      client.site.describe({ call: { site: 'not a code', actor: 'x' } }),
      client.site.describe({} as never),
      client.searchFolders.createFolder({ call: { ...call, expectedRevision: 0 }, parent: null, name: 'a/b' }),
      client.searchFolders.createFolder({ call: { ...call, expectedRevision: 0 }, parent: null, name: 'x'.repeat(127) }),
      client.deploymentTemplates.readXml({ call, xml: 'x'.repeat(64 * 1024 + 1), name: '' }),
      client.deployments.create({ call: { ...call, expectedRevision: 0 }, draft: { name: 'January' } as never, updates: [1], madeWith: { template: null, updateList: null, package: null } }),
      client.deployments.removeUpdates({ call: { ...call, expectedRevision: 0 }, id: 1, updates: [] }),
      client.searchFolders.readXml({ call, xml: 'x'.repeat(1024 * 1024 + 1), name: '' }),
      client.updateRepository.rows({ call, ...everything, criteria: [{ property: 'ArticleID', type: null, uiProperty: null, values: ['\u0000'] }], offset: 0, limit: 1 }),
      client.jobs.cancel({ call, id: 'x' } as never),
    ];
    for (const attempt of wrong) await expect(attempt).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('[SYNC-01] names what is not there, why, and what to do', async () => {
    const { client } = connected;
    const { error } = await safe(client.updateRepository.details({ call, id: 123_456 }));
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({ code: 'NOT_FOUND', data: { what: expect.any(String), why: expect.any(String), todo: expect.any(String) } });
    await expect(client.jobs.cancel({ call: { ...call, expectedRevision: 0 }, id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.hierarchy.sites({ call: { ...call, site: 'ZZZ' } })).rejects.toMatchObject({ code: 'NOT_FOUND', data: { what: 'There is no site ZZZ here.' } });
  });

  test('[SYNC-01] refuses a change made from an older state than the last one', async () => {
    const { client } = connected;
    const { revision, value } = await client.softwareUpdatePoint.settings({ call });
    const settings = { ...value.settings, general: { ...value.settings.general, connectionAccount: 'CORP\\sup' } };
    const changed = await client.softwareUpdatePoint.change({ call: { ...call, expectedRevision: revision }, settings });
    expect(changed.revision).toBeGreaterThan(revision);
    await expect(client.softwareUpdatePoint.change({ call: { ...call, expectedRevision: revision }, settings })).rejects.toMatchObject({ code: 'REVISION_CONFLICT', data: { actual: changed.revision } });
    expect((await client.softwareUpdatePoint.settings({ call })).value.settings.general.connectionAccount).toBe('CORP\\sup');
  });

  test('[SYNC-04] tells subscribers of every change, subscribed before it', async () => {
    const { client } = connected;
    const changes = await client.site.changes({ call });
    const next = changes.next();
    const { revision } = await client.site.describe({ call });
    await client.site.setClockSpeed({ call: { ...call, expectedRevision: revision }, speed: 0 });
    const { value } = await next;
    expect(value).toMatchObject({ areas: expect.arrayContaining(['site']) });
    await changes.return?.();
  });
});

test('[SYNC-15] over the contract the bundled catalog is synchronized, and Patch Tuesday the day after', { timeout: 120_000 }, async () => {
  const connected = await connectByPort();
  const { client } = connected;
  const rows = async () => (await client.updateRepository.rows({ call, ...everything, offset: 0, limit: 1 })).value.total;
  expect(await synchronize(client, call)).toMatchObject({ state: 'done' });
  const first = await rows();
  expect(first).toBeGreaterThan(5000);
  const { revision, value } = await client.site.describe({ call });
  const changes = await client.site.changes({ call });
  await client.site.advanceClock({ call: { ...call, expectedRevision: revision }, to: value.clock.now + 36 * 3_600_000 });
  for await (const _ of changes) if ((await client.site.describe({ call })).value.clock.advancingTo === null) break;
  expect(await synchronize(client, call)).toMatchObject({ state: 'done' });
  expect(await rows()).toBeGreaterThan(first);
  const found = await client.updateRepository.rows({ call, ...everything, find: { text: 'MS13-00', column: 'bulletinId' }, offset: 0, limit: 500 });
  expect([...new Set(found.value.rows.map((row) => row.bulletinId))].sort()).toEqual(['MS13-001', 'MS13-002', 'MS13-004', 'MS13-005', 'MS13-006', 'MS13-007']);
  await connected.close();
});
