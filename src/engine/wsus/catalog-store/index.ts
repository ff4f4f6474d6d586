/** The shelf of update metadata of one software update point or publisher, in its own SQLite file. It holds no files and decides nothing. */
export { openCatalogStore, openServedCatalog } from './store.ts';
export { CatalogStoreError, type CatalogStoreErrorCode } from './open.ts';
export type {
  CatalogImport, CatalogReader, CatalogStore, CategoryChoice, FileLocation, ImportCounts, ImportedRevision, LanguageChoice, MeasuredRevision, RevisionFilter, ServerFilter, StoredRevision,
} from './model.ts';
