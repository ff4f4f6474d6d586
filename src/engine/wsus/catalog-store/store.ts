import { createImport, discardStaged, writeSettings } from './import.ts';
import { CatalogStoreError, guarded, openConnection, openServedConnection, translated, type Connection } from './open.ts';
import { createReader } from './queries.ts';
import { serverRevisions } from './server-filter.ts';
import type { CatalogStore } from './model.ts';

/**
 * Opens a catalog store, or makes a new one.
 * An import that was interrupted (a crash, a killed process) is taken back first, so the store is as after its last commit.
 * One connection at a time: what another one has staged at that moment would be taken back too.
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

/**
 * Opens a catalog store that another connection fills, to serve what that one has committed; nothing can be changed.
 * @throws CatalogStoreError
 */
export function openServedCatalog(file: string): CatalogStore {
  return storeOver(openServedConnection(file), file, false);
}

function storeOver(connection: Connection, file: string, writable = true): CatalogStore {
  const readSetting = connection.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  const setting = (key: string): string | undefined => guarded(connection, () => readSetting.get(key));
  const readVersion = (): number => Number(setting('catalog_version') ?? 0);
  // Asked for at every read. Only this connection's imports change it, or, where the store is served, only another's.
  let known = readVersion();
  const version = writable ? () => known : readVersion;
  let importing = false;
  if (writable) discardStaged(connection, version());

  return {
    file,
    ...createReader(connection, version),
    beginImport() {
      if (importing) throw new CatalogStoreError('ImportOpen', 'Another import into this catalog store is not over yet.');
      guarded(connection, () => discardStaged(connection, version()));
      importing = true;
      return createImport(connection, version, () => {
        importing = false;
        known = readVersion();
      });
    },
    revisionsFor: (filter) => guarded(connection, () => serverRevisions(connection, version(), filter)),
    setting,
    configure: (settings) => guarded(connection, () => writeSettings(connection, settings)),
    schema: () => guarded(connection, () => connection.pragma('user_version', { simple: true }) as number),
    checkIntegrity() {
      const found = guarded(connection, () => connection.pragma('integrity_check(5)') as { integrity_check: string }[]);
      if (found.length === 1 && found[0]!.integrity_check === 'ok') return;
      throw new CatalogStoreError('Corrupt', `The catalog store "${file}" is damaged: ${found.map((row) => row.integrity_check).join('; ')}.`);
    },
    close: () => void connection.close(),
  };
}
