/**
 * The Update Repository: software updates as configuration items, their categories and folders. It takes in what a
 * synchronization hands it and answers the console's lists; it neither fetches nor deploys.
 */
export { nextCleanup, noteExpired, removeLongExpired } from './cleanup.ts';
export { countLegacy, isKnown, LEGACY_MARK, LEGACY_REVISION, removeLegacy } from './legacy.ts';
export { beginImport, discardStaged, type Import } from './import.ts';
export { convert, type Conversion } from './convert.ts';
export { nameOf } from './name.ts';
export { heldBy, MOST_TOLD, toldOf } from './held.ts';
export { keepNumber, keptNumberOf, listedName, numberOf, updateIdsOf } from './numbers.ts';
export { createRepositoryReads, type CountsOf, type RepositoryReads } from './reads.ts';
export { iconOf, severityIndex, severityOf, type RowCounts } from './row.ts';
export { allSettings, markDeployed, putSettings, readSettings, type UpdateSettings } from './settings.ts';
export { notDownloaded } from './downloaded.ts';
export { readDetails } from './details.ts';
export type { ConfigurationItem, KnownCategory } from './model.ts';
