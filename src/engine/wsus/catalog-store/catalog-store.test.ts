import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { writeUpdate, type Update, type UpdateType } from '../metadata/index.ts';
import { randomized } from '../test-support.ts';
import { migrations } from './migrations.ts';
import { createImport } from './import.ts';
import { openCatalogStore, openServedCatalog, type CatalogStore } from './index.ts';
import { openConnection } from './open.ts';

const folder = mkdtempSync(join(tmpdir(), 'catalog-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const guid = (number: number): string => `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
const classification = guid(0xc1);
const otherClassification = guid(0xc2);
const family = guid(0xf1);
const product = guid(0xf2);

function made(id: number, revisionNumber = 1, prerequisites: readonly string[] = [product, classification], updateType: UpdateType = 'Software'): Update {
  return {
    identity: { updateId: guid(id), revisionNumber },
    properties: { updateType, languages: [], securityBulletinIds: [], kbArticleIds: [String(id)], cveIds: [] },
    localizedProperties: [{ language: 'en', title: `Update ${id}.${revisionNumber}`, moreInfoUrls: [] }],
    prerequisites: prerequisites.map((one) => ({ anyOf: [one] })), bundledUpdates: [], supersededUpdates: [],
    files: [{ digest: `digest${id}`, digestAlgorithm: 'SHA1', fileName: 'a.exe', size: 1 }],
  };
}

function category(id: string, parent: string | undefined): Update {
  const update = made(0, 1, parent === undefined ? [] : [parent], 'Category');
  return { ...update, identity: { updateId: id, revisionNumber: 1 }, files: [], handlerData: { kind: 'category', categoryType: parent ? 'Product' : 'ProductFamily' } };
}

function put(store: CatalogStore, updates: readonly Update[], arrivedAt = 1): number {
  const open = store.beginImport();
  for (const update of updates) open.put({ update, xml: writeUpdate(update), arrivedAt, files: update.files.map(({ digest }) => ({ digest, url: `http://x/${digest}`, size: 1 })) });
  return open.commit();
}

const ids = (store: Pick<CatalogStore, 'currentUpdates'>): string[] => [...store.currentUpdates()].map(({ identity }) => `${identity.updateId.slice(0, 8)}.${identity.revisionNumber}`).sort();

/** Everything that is in the file, for "exactly as it was". */
function dump(file: string): unknown {
  const connection = new Database(file);
  const all = (table: string): unknown[] => connection.prepare(`SELECT * FROM ${table}`).all();
  const tables = ['meta', 'revisions', 'revision_prerequisites', 'revision_files', 'revision_summaries', 'files'].map(all);
  connection.close();
  return tables;
}

describe('[SYNC-05] imports', () => {
  it('[SYNC-05] nothing is seen before the commit, everything after it', () => {
    const store = openCatalogStore(':memory:');
    expect(put(store, [made(1)])).toBe(1);
    const open = store.beginImport();
    const update = made(2);
    open.put({ update, xml: writeUpdate(update), arrivedAt: 2 });
    open.put({ update: made(1, 2), xml: writeUpdate(made(1, 2)), arrivedAt: 2 });
    expect(ids(open.staged())).toEqual(['00000001.2', '00000002.1']);
    expect(ids(store)).toEqual(['00000001.1']);
    expect(open.has(update.identity)).toBe(true);
    expect(store.find(update.identity)).toBeUndefined();
    expect(open.commit({ anchor: '1,x', gone: null })).toBe(2);
    expect(ids(store)).toEqual(['00000001.2', '00000002.1']);
    expect([...store.changedBetween(1, 2)]).toHaveLength(2);
    expect([...store.changedBetween(0, 1)].map((row) => row.identity.revisionNumber)).toEqual([1]);
    expect(store.setting('anchor')).toBe('1,x');
    expect(open.counts()).toEqual({ added: 1, revised: 1, unchanged: 0 });
    expect(() => open.commit()).toThrow(expect.objectContaining({ code: 'ImportClosed' }));
    store.close();
  });

  it('[SYNC-05] one import at a time; an empty one keeps the version', () => {
    const store = openCatalogStore(':memory:');
    const open = store.beginImport();
    expect(() => store.beginImport()).toThrow(expect.objectContaining({ code: 'ImportOpen' }));
    expect(open.commit({ a: '1' })).toBe(0);
    expect(put(store, [made(1)])).toBe(1);
    expect(put(store, [made(1)])).toBe(1);
    store.close();
  });

  it('[SYNC-15] an older revision that comes late is kept but never current', () => {
    const store = openCatalogStore(':memory:');
    put(store, [made(1, 100), made(1, 1)]);
    expect(ids(store)).toEqual(['00000001.100']);
    expect(store.getXml(store.find({ updateId: guid(1), revisionNumber: 1 })!.rowId)).toContain('Update 1.1');
    store.close();
  });

  it('[SYNC-10] a discarded import leaves the file exactly as it was', async () => {
    const file = join(folder, 'discard.db');
    const store = openCatalogStore(file);
    put(store, [made(1), made(2), made(3)]);
    const before = dump(file);
    const open = store.beginImport();
    for (let id = 2; id < 400; id++) open.put({ update: made(id, 7), xml: writeUpdate(made(id, 7)), arrivedAt: 5, files: [{ digest: `new${id}`, url: 'u' }] });
    expect(dump(file)).not.toEqual(before);
    let breaths = 0;
    await open.discard(() => {
      breaths++;
      return undefined;
    });
    expect(breaths).toBeGreaterThan(3);
    expect(dump(file)).toEqual(before);
    store.close();
  });

  it('[SYNC-10] a process that dies in an import leaves the store as after its last commit', () => {
    const file = join(folder, 'killed.db');
    const store = openCatalogStore(file);
    put(store, [made(1), made(2)]);
    const before = dump(file);
    const open = store.beginImport();
    for (let id = 1; id < 300; id++) open.put({ update: made(id, 9), xml: writeUpdate(made(id, 9)), arrivedAt: 5 });
    // What a killed process leaves behind: the files as they are at that moment.
    const copy = join(folder, 'killed-copy.db');
    for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    const reopened = openCatalogStore(copy);
    expect(ids(reopened)).toEqual(['00000001.1', '00000002.1']);
    expect(dump(copy)).toEqual(before);
    expect(put(reopened, [made(3)])).toBe(2);
    reopened.close();
    store.close();
  });

  it('[SYNC-10] any row of imports, commits and discards gives what a plain map gives', () => {
    const action = fc.record({ puts: fc.array(fc.record({ id: fc.integer({ min: 1, max: 12 }), revision: fc.integer({ min: 1, max: 4 }) }), { maxLength: 40 }), commit: fc.boolean() });
    return randomized(
      'catalog store against a map',
      fc.asyncProperty(fc.array(action, { maxLength: 6 }), async (actions) => {
        const store = openCatalogStore(':memory:');
        let expected = new Map<number, number>();
        for (const { puts, commit } of actions) {
          const next = new Map(expected);
          const open = store.beginImport();
          for (const { id, revision } of puts) {
            open.put({ update: made(id, revision), xml: writeUpdate(made(id, revision)), arrivedAt: 1 });
            next.set(id, Math.max(next.get(id) ?? 0, revision));
          }
          if (commit) {
            open.commit();
            expected = next;
          } else await open.discard();
          expect(ids(store)).toEqual([...expected].map(([id, revision]) => `${guid(id).slice(0, 8)}.${revision}`).sort());
        }
        store.checkIntegrity();
        store.close();
      }),
    );
  });
});

describe('[SYNC-14] the store holds metadata only', () => {
  it('[SYNC-14] documents and addresses, never file contents', () => {
    const store = openCatalogStore(':memory:');
    put(store, [made(1)]);
    const row = store.find({ updateId: guid(1).toUpperCase(), revisionNumber: 1 })!;
    expect(store.getXml(row.rowId)).toBe(writeUpdate(made(1)));
    expect(store.filesOf(row.rowId)).toEqual([{ digest: 'digest1', url: 'http://x/digest1', size: 1 }]);
    const columns = migrations.join('\n').match(/\w+ BLOB/g);
    expect(columns).toEqual(['xml BLOB']);
    store.close();
  });
});

describe('[SYNC-15] what a downstream server is told', () => {
  const setup = (): CatalogStore => {
    const store = openCatalogStore(':memory:');
    put(store, [category(family, undefined), category(product, family), category(classification, undefined), made(50, 1, [], 'Detectoid')], 10);
    put(store, [made(1), made(2, 1, [product, otherClassification]), made(3, 1, [guid(9), classification])], 20);
    put(store, [made(1, 2), made(4)], 40);
    return store;
  };
  const chosen = (id: string, delta = true): { id: string; delta: boolean }[] => [{ id, delta }];
  const told = (store: CatalogStore, filter: Omit<Parameters<CatalogStore['revisionsFor']>[0], 'configuration' | 'now'> & { now?: number; configuration?: boolean }): string[] =>
    store.revisionsFor({ configuration: false, now: 100, ...filter }).map(({ updateId, revisionNumber }) => `${Number.parseInt(updateId.slice(0, 8), 16)}.${revisionNumber}`);

  it('[SYNC-07] categories AND classifications; one of them alone: none; neither: everything', () => {
    const store = setup();
    expect(told(store, { categories: chosen(product), classifications: chosen(classification) })).toEqual(['1.2', '4.1']);
    expect(told(store, { categories: chosen(product.toUpperCase()), classifications: [...chosen(classification), ...chosen(otherClassification)] })).toEqual(['2.1', '1.2', '4.1']);
    expect(told(store, { categories: chosen(product) })).toEqual([]);
    expect(told(store, { classifications: chosen(classification) })).toEqual([]);
    expect(told(store, {})).toEqual(['2.1', '3.1', '1.2', '4.1']);
    store.close();
  });

  it('[SYNC-07] a product family stands for its products', () => {
    const store = setup();
    expect(told(store, { categories: chosen(family), classifications: chosen(classification) })).toEqual(['1.2', '4.1']);
    store.close();
  });

  it('[SYNC-07] categories and detectoids come by themselves', () => {
    const store = setup();
    expect(told(store, { configuration: true })).toHaveLength(4);
    expect(told(store, { configuration: true, since: { version: 3, moment: 10 } })).toEqual([]);
    store.close();
  });

  it('[SYNC-15] by the clock: what is not published yet is not told, and the revision before it is', () => {
    const store = setup();
    expect(told(store, { now: 39, categories: chosen(product), classifications: chosen(classification) })).toEqual(['1.1']);
    expect(told(store, { now: 40, categories: chosen(product), classifications: chosen(classification) })).toEqual(['1.2', '4.1']);
    store.close();
  });

  it('[SYNC-04] after an anchor only what is new, but all of a product that was not asked for before', () => {
    const store = setup();
    const since = { version: 3, moment: 30 };
    expect(told(store, { since, categories: chosen(product), classifications: [...chosen(classification), ...chosen(otherClassification)] })).toEqual(['1.2', '4.1']);
    expect(told(store, { since: { version: 3, moment: 40 }, categories: chosen(product), classifications: chosen(classification) })).toEqual([]);
    expect(told(store, { since: { version: 3, moment: 40 }, categories: chosen(product, false), classifications: chosen(classification) })).toEqual(['1.2', '4.1']);
    // Staged before the anchor was given out, committed after it: the version tells.
    expect(told(store, { since: { version: 2, moment: 90 }, categories: chosen(product), classifications: chosen(classification) })).toEqual(['1.2', '4.1']);
    store.close();
  });
});

describe('[SYNC-10] damaged and foreign files are refused clearly and left as they are', () => {
  it.each([
    ['text.db', Buffer.from('this is no database, but a text that is long enough to be looked at as one. '.repeat(20)), 'Corrupt'],
    ['noise.db', Buffer.from(Array.from({ length: 8192 }, (_, index) => (index * 7919) & 255)), 'Corrupt'],
  ])('[SYNC-10] %s', (name, bytes, code) => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    expect(() => openCatalogStore(file)).toThrow(expect.objectContaining({ name: 'CatalogStoreError', code }));
  });

  it('[SYNC-10] another database, a newer store, a folder', () => {
    const foreign = join(folder, 'foreign.db');
    const connection = new Database(foreign);
    connection.exec('CREATE TABLE other (a)');
    connection.close();
    expect(() => openCatalogStore(foreign)).toThrow(expect.objectContaining({ code: 'NotACatalogStore' }));
    const newer = join(folder, 'newer.db');
    openCatalogStore(newer).close();
    const raw = new Database(newer);
    raw.pragma(`user_version = ${migrations.length + 1}`);
    raw.close();
    expect(() => openCatalogStore(newer)).toThrow(expect.objectContaining({ code: 'NewerVersion' }));
    expect(() => openCatalogStore(folder)).toThrow(expect.objectContaining({ code: 'Unusable' }));
  });

  it('[SYNC-10] pages overwritten in the middle are found', () => {
    const file = join(folder, 'damaged.db');
    const store = openCatalogStore(file);
    put(store, Array.from({ length: 400 }, (_, id) => made(id + 1)));
    store.checkIntegrity();
    store.close();
    const raw = new Database(file);
    raw.pragma('wal_checkpoint(TRUNCATE)');
    raw.pragma('journal_mode = DELETE');
    raw.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('damaged.db'))).toEqual(['damaged.db']);
    const bytes = Buffer.concat([readFile(file)]);
    bytes.fill(0xa5, 20_480, 40_960);
    writeFileSync(file, bytes);
    expect(() => {
      const opened = openCatalogStore(file);
      try {
        opened.checkIntegrity();
      } finally {
        opened.close();
      }
    }).toThrow(expect.objectContaining({ code: 'Corrupt' }));
  });

  it('[SYNC-10] a full disk ends the import clearly, and the next one starts clean', async () => {
    const file = join(folder, 'full.db');
    const store = openCatalogStore(file);
    put(store, [made(1)]);
    const before = dump(file);
    store.close();
    const connection = openConnection(file);
    connection.pragma(`max_page_count = ${connection.pragma('page_count', { simple: true }) as number + 4}`);
    const open = createImport(connection, () => 1, () => {});
    const noise = Array.from({ length: 3000 }, (_, index) => ((index * index * 7919) % 65_521).toString(36)).join(' ');
    const fillUp = (): void => {
      for (let id = 2; id < 200; id++) open.put({ update: made(id), xml: `${writeUpdate(made(id))}<!-- ${id} ${noise} -->`, arrivedAt: 1 });
    };
    expect(fillUp).toThrow(expect.objectContaining({ name: 'CatalogStoreError', code: 'DiskFull' }));
    await open.discard();
    connection.close();
    expect(dump(file)).toEqual(before);
    const again = openCatalogStore(file);
    expect(put(again, [made(2)])).toBe(2);
    again.close();
  });

  it('[SYNC-10] a migration makes the whole schema, once', () => {
    const file = join(folder, 'migrated.db');
    openCatalogStore(file).close();
    const raw = new Database(file);
    expect(raw.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(raw.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%'").pluck().get()).toBe(0);
    raw.close();
    openCatalogStore(file).close();
  });
});

function readFile(file: string): Buffer {
  return Buffer.from(new Database(file, { readonly: true }).serialize());
}

it('[SYNC-11] a store that is served shows what its owner has committed, from the next question on', () => {
  const file = join(folder, 'served.db');
  const owner = openCatalogStore(file);
  const served = openServedCatalog(file);
  expect(served.version()).toBe(0);
  for (const version of [1, 2]) {
    put(owner, [made(version)]);
    expect(served.version()).toBe(version);
  }
  expect(() => served.beginImport()).toThrow(/readonly/);
  served.close();
  owner.close();
});
