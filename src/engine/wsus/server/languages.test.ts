import { afterEach, describe, expect, it } from 'vitest';
import { createIds, createRandom } from '../../kernel/index.ts';
import { openCatalogStore } from '../catalog-store/index.ts';
import { writeUpdate, type Update } from '../metadata/index.ts';
import { createServerSyncClient, type RevisionRequest } from '../protocol/index.ts';
import { createWsusServer } from './index.ts';
import { languagesById } from './languages.ts';

const start = Date.UTC(2013, 0, 7, 9);
const guid = (number: number): string => `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
const product = guid(0xf0002);
const classification = guid(0xc0001);
const [english, german, taiwan] = [1033, 1031, 1028];

function software(id: number, languages: readonly string[]): Update {
  return {
    identity: { updateId: guid(id), revisionNumber: 1 },
    properties: { updateType: 'Software', languages, securityBulletinIds: [], kbArticleIds: [], cveIds: [] },
    localizedProperties: [{ language: 'en', title: `Update ${id}`, moreInfoUrls: [] }],
    prerequisites: [{ anyOf: [product] }, { anyOf: [classification] }], bundledUpdates: [], supersededUpdates: [], files: [],
  };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function stand() {
  const store = openCatalogStore(':memory:');
  const random = createRandom('languages');
  const staged = store.beginImport();
  const updates = [software(1, []), software(2, ['en']), software(3, ['de', 'fr']), software(4, ['ZH-TW']), software(5, ['en', 'de'])];
  for (const update of updates) staged.put({ update, xml: writeUpdate(update), arrivedAt: start });
  staged.commit();
  const server = createWsusServer({ store, clock: { now: () => start + 1000 }, ids: createIds(random), random, serverName: 'upstream.lab' });
  const url = await server.listen();
  closing.push(async () => {
    await server.close();
    store.close();
  });
  const client = createServerSyncClient({ url, accountName: 'sup.lab', accountGuid: guid(7), signal: new AbortController().signal, breath: () => undefined });
  const list = async (more: Omit<Extract<RevisionRequest, { configuration: false }>, 'configuration' | 'categories' | 'classifications'>) => {
    const choice = (id: string) => [{ id, delta: true }];
    const answer = await client.listRevisions({ configuration: false, categories: choice(product), classifications: choice(classification), ...more });
    return { anchor: answer.anchor, listed: answer.revisions.map(({ updateId }) => Number.parseInt(updateId.slice(0, 8), 16)).sort() };
  };
  return { list };
}

describe('the Languages filter of GetRevisionIdList', () => {
  it('[SYNC-07] lists an update that is for all languages or for one of those asked for', async () => {
    const { list } = await stand();
    expect((await list({})).listed).toEqual([1, 2, 3, 4, 5]);
    expect((await list({ languages: [{ id: english, delta: true }] })).listed).toEqual([1, 2, 5]);
    expect((await list({ languages: [{ id: german, delta: false }, { id: taiwan, delta: true }] })).listed).toEqual([1, 3, 4, 5]);
    expect((await list({ languages: [{ id: 4711, delta: true }] })).listed).toEqual([1]);
    expect((await list({ languages: [{ id: 0, delta: true }, { id: english, delta: true }] })).listed).toEqual([1, 2, 3, 4, 5]);
  });

  it('[SYNC-07] a language asked for without delta comes whole after an anchor, and nothing else does', async () => {
    const { list } = await stand();
    const { anchor } = await list({ languages: [{ id: english, delta: false }] });
    expect((await list({ anchor, languages: [{ id: english, delta: true }] })).listed).toEqual([]);
    expect((await list({ anchor, languages: [{ id: english, delta: true }, { id: german, delta: false }] })).listed).toEqual([3, 5]);
    expect((await list({ anchor, languages: [{ id: german, delta: true }] })).listed).toEqual([]);
  });

  it('[SYNC-07] ids on the wire and names in documents are those of the server’s language list', () => {
    expect(languagesById(undefined)).toBeUndefined();
    expect(languagesById([])).toEqual([]);
    expect(languagesById([{ id: taiwan, delta: true }, { id: 1, delta: false }])).toEqual([{ language: 'zh-tw', delta: true }]);
  });
});
