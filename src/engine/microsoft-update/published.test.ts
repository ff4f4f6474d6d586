import { describe, expect, it } from 'vitest';
import { createBreath, createIds, createRandom, system } from '../kernel/index.ts';
import { createServerSyncClient, createWsusServer, openCatalogStore, type DeltaChoice } from '../wsus/index.ts';
import { buildMicrosoftUpdate } from './build.ts';
import { smallFacts } from './test-support.ts';

const windows = '6964aab4-c5b5-43bd-a17d-ffb4346a8e1d';
const securityUpdates = '0fa1201d-4330-4fa8-8ae9-b877473b6441';

describe('the bundled catalog behind an update server', () => {
  it('[SYNC-15] a delta after a Patch Tuesday brings exactly what was published between, over the wire', async () => {
    const small = smallFacts();
    const store = openCatalogStore(':memory:');
    const breath = createBreath(system.monotonic);
    await buildMicrosoftUpdate({ facts: small.folder, store, breath });
    let now = Date.parse('2008-12-09T17:59:00Z');
    const random = createRandom('published');
    const server = createWsusServer({ store, clock: { now: () => now }, ids: createIds(random), random, serverName: 'microsoft-update.lab' });
    const url = await server.listen();
    const client = createServerSyncClient({
      url, breath, accountName: 'cen01.corp.lab', accountGuid: '0b2c6f9e-53a4-4f0f-8f43-7d3a3a2b9f10', signal: new AbortController().signal,
    });
    const chosen = (id: string, delta: boolean): DeltaChoice[] => [{ id, delta }];
    const first = await client.listRevisions({ configuration: false, categories: chosen(windows, false), classifications: chosen(securityUpdates, false) });
    now = Date.parse('2008-12-10T09:00:00Z');
    const delta = await client.listRevisions({
      configuration: false, anchor: first.anchor, categories: chosen(windows, true), classifications: chosen(securityUpdates, true),
    });
    const bulletins = new Set<string>();
    for await (const { update } of client.updates(delta.revisions)) {
      expect(update.properties.creationDate).toBe('2008-12-09T18:00:00.000Z');
      for (const id of update.properties.securityBulletinIds) bulletins.add(id);
    }
    expect(first.revisions.length).toBeGreaterThan(300);
    // The other four of that day are for Office, SharePoint and Visual Basic.
    expect([...bulletins].toSorted()).toEqual(['MS08-071', 'MS08-073', 'MS08-075', 'MS08-076', 'MS08-078']);
    await server.close();
    store.close();
    small.remove();
  });
});
