import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { readUpdate, summaryOf } from '../metadata/index.ts';
import { fixtureText } from '../test-support.ts';
import { openCatalogStore, type CatalogStore } from './index.ts';
import { migrations } from './migrations.ts';

const folder = mkdtempSync(join(tmpdir(), 'catalog-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const documents = ['6964aab4-c5b5-43bd-a17d-ffb4346a8e1d-r100', 'a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe-r200', 'dd78b8a1-0b20-45c1-add6-4da72e9364cf-r202'].map((name) => fixtureText(`update-xml/${name}.xml`));

function filled(file: string): CatalogStore {
  const store = openCatalogStore(file);
  const open = store.beginImport();
  for (const xml of documents) open.put({ update: readUpdate(xml), xml, arrivedAt: 1 });
  expect([...open.staged().currentUpdates()].map(({ rowId }) => open.staged().getSummary(rowId))).toEqual(documents.map((xml) => summaryOf(readUpdate(xml))));
  open.commit();
  return store;
}

describe('summaries of updates', () => {
  it('[SYNC-05] say what the document says, without its rules', () => {
    const store = filled(join(folder, 'new.db'));
    for (const { rowId } of store.currentUpdates()) {
      const { identity, properties, localizedProperties, prerequisites, bundledUpdates, supersededUpdates, files } = readUpdate(store.getXml(rowId));
      const summary = store.getSummary(rowId);
      expect(summary).toMatchObject({ identity, prerequisites, bundledUpdates, supersededUpdates });
      expect(summary.properties).toMatchObject({ updateType: properties.updateType, languages: properties.languages, kbArticleIds: properties.kbArticleIds });
      expect(summary.localizedProperties.map((one) => [one.language, one.title, one.description])).toEqual(localizedProperties.map((one) => [one.language, one.title, one.description]));
      expect(summary.files.map((one) => [one.digest, one.sha256, one.fileName, one.size])).toEqual(files.map((one) => [one.digest, one.sha256, one.fileName, one.size]));
      expect(Object.keys(summary)).not.toContain('applicability');
    }
    store.close();
  });

  it('[SYNC-05] of documents stored before there were any are read from the document', () => {
    const file = join(folder, 'old.db');
    filled(file).close();
    const raw = new Database(file);
    raw.exec('DROP TABLE revision_summaries');
    raw.pragma(`user_version = ${migrations.length - 1}`);
    raw.close();
    const store = openCatalogStore(file);
    expect([...store.currentUpdates()].map(({ rowId }) => store.getSummary(rowId))).toEqual(documents.map((xml) => summaryOf(readUpdate(xml))));
    store.close();
  });

  it('[SYNC-10] go with their revision when an import is discarded; a damaged one is told', async () => {
    const file = join(folder, 'discarded.db');
    const store = openCatalogStore(file);
    const open = store.beginImport();
    for (const xml of documents) open.put({ update: readUpdate(xml), xml, arrivedAt: 1 });
    open.staged();
    await open.discard();
    store.close();
    const raw = new Database(file);
    expect(raw.prepare('SELECT count(*) FROM revision_summaries').pluck().get()).toBe(0);
    raw.close();
    filled(file).close();
    const spoilt = new Database(file);
    spoilt.exec("UPDATE revision_summaries SET summary = 'nonsense'");
    spoilt.close();
    const again = openCatalogStore(file);
    expect(() => again.together(() => [...again.currentUpdates()].map(({ rowId }) => again.getSummary(rowId)))).toThrow(expect.objectContaining({ code: 'Corrupt' }));
    again.close();
  });
});
