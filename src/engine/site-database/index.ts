/**
 * The site database: one SQLite file, its schema, one serial writer and any number of readers.
 * It knows tables, not software updates.
 */
export { build, openReader, openSiteDatabase, SiteDatabaseError, type Readable, type SiteDatabase, type Writable } from './database.ts';
export { createCheckpoints, type Checkpoints } from './checkpoints.ts';
export type { Tables } from './tables.ts';
export { migrations } from './migrations/index.ts';
