/**
 * The bundled Microsoft Update: composes Update documents from the facts in `data/` and fills a catalog store with them.
 * Metadata is served by the wsus room's server; the contents of its files are made and served here. It knows nothing of a site's settings.
 */
export { createContentServer, type ContentFault, type ContentServer } from './content-server.ts';
export { earlyUpdatesBefore, type EarlyUpdate } from './early.ts';
export { CONTENT_HOST, payloadFile } from './files.ts';
export { CONTENT_SCALE } from './payload.ts';
export { readTable, type Row } from './facts.ts';
export { nameBasedId } from './ids.ts';
export { openMicrosoftUpdate } from './open.ts';
export { scaleCatalog } from './scale.ts';
