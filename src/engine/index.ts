/**
 * The update-management engine: the site server. It knows no Electron, no window and no wire.
 * `createSite` is its front door; hosts start it on its own thread with `startEngine`.
 */
export { createSite, type Site, type SiteParts } from './site.ts';
export { EngineStartError, startEngine, type EngineThread } from './thread/start.ts';
export type { EngineOptions } from './thread/messages.ts';
