import { createImport, discardStaged } from './import.ts';
import { unpackDocument } from './document.ts';
import { CatalogStoreError, openConnection, translated, type Connection } from './open.ts';
import { createRevisionQueries } from './queries.ts';
import { serverRevisions } from './server-filter.ts';
import type { CatalogStore, FileLocation } from './model.ts';
import type { UpdateType } from '../metadata/index.ts';

/**
 * Opens a catalog store, or makes a new one.
 * An import that was interrupted (a crash, a killed process) is taken back first, so the store is as after its last commit.
 * @param file path, or ':memory:'
 * @throws CatalogStoreError when the file is damaged, is something else or cannot be written; it is left as it was
 */
export function openCatalogStore(file: string): CatalogStore {
  const connection = openConnection(file);
  try {
    return storeOver(connection, file);
  } catch (error) {
    connection.close();
    throw translated(error, file);
  }
}

function storeOver(connection: Connection, file: string): CatalogStore {
  const readSetting = connection.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  const readXml = connection.prepare<[number], { xml: Buffer; xml_length: number }>('SELECT xml, xml_length FROM revisions WHERE row_id = ?');
  const readFiles = connection.prepare<[number, number], { digest: string; url: string; size: number | null }>(
    'SELECT f.digest, f.url, f.size FROM revision_files r JOIN files f USING (digest) WHERE r.row_id = ? AND f.since_version <= ? ORDER BY f.digest',
  );
  const readCounts = connection.prepare<[number, number], { update_type: UpdateType; total: number }>(
    `SELECT update_type, count(*) AS total FROM revisions
     WHERE since_version <= ? AND (until_version IS NULL OR until_version > ?) GROUP BY update_type`,
  );
  const version = (): number => Number(guard(file, () => readSetting.get('catalog_version')) ?? 0);
  const queries = createRevisionQueries(connection, version);
  let importing = false;
  discardStaged(connection, version());

  return {
    file,
    version,
    beginImport() {
      if (importing) throw new CatalogStoreError('ImportOpen', 'Another import into this catalog store is not over yet.');
      importing = true;
      return createImport(connection, version, () => (importing = false));
    },
    ...queries,
    getXml(rowId) {
      const row = guard(file, () => readXml.get(rowId));
      if (!row) throw new CatalogStoreError('Corrupt', `The catalog store has no row ${rowId}.`);
      return unpackDocument(row.xml, row.xml_length);
    },
    filesOf: (rowId) => guard(file, () => readFiles.all(rowId, version()).map(({ size, ...rest }): FileLocation => (size === null ? rest : { ...rest, size }))),
    revisionsFor: (filter) => guard(file, () => serverRevisions(connection, version(), filter)),
    setting: (key) => guard(file, () => readSetting.get(key)),
    counts: () => guard(file, () => Object.fromEntries(readCounts.all(version(), version()).map((row) => [row.update_type, row.total]))),
    checkIntegrity() {
      const found = guard(file, () => connection.pragma('integrity_check(5)', { simple: false }) as { integrity_check: string }[]);
      if (found.length === 1 && found[0]!.integrity_check === 'ok') return;
      throw new CatalogStoreError('Corrupt', `The catalog store "${file}" is damaged: ${found.map((row) => row.integrity_check).join('; ')}.`);
    },
    close: () => void connection.close(),
  };
}

function guard<T>(file: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw translated(error, file);
  }
}
