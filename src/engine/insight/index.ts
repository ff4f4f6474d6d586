/**
 * What an administrator would like to know before deciding: forecasts over what the other rooms hold. It reads and
 * reckons; it changes nothing.
 */
export { createInsight, type Insight } from './service.ts';
export { createSupersedenceReads, type SupersedenceReads } from './supersedence.ts';
