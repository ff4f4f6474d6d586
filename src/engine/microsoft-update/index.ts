/**
 * The bundled Microsoft Update: composes Update documents from the facts in `data/` and fills a catalog store with them.
 * It serves nothing (that is the wsus room's server) and knows nothing of a site's settings.
 */
export { earlyUpdatesBefore, type EarlyUpdate } from './early.ts';
export { readTable, type Row } from './facts.ts';
export { nameBasedId } from './ids.ts';
export { openMicrosoftUpdate } from './open.ts';
export { scaleCatalog } from './scale.ts';
