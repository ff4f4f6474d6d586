/**
 * What the two hosts share: the console's files and their headers, the engine's options, the lock on a data folder,
 * and the page shown when a site cannot be opened. Carriers stay with each host.
 */
export { errorPage } from './error-page.ts';
export { defaultDataFolder, engineOptions } from './engine-options.ts';
export { DataFolderInUse, lockDataFolder } from './lock.ts';
export { rendererFile, securityHeaders } from './renderer-files.ts';
