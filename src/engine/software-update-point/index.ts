/**
 * The software update point: its settings, and the synchronization in two phases that fills the WSUS catalog store from
 * a source and the site database from that store. It fetches metadata only; no file of an update travels through it (SYNC-14).
 */
export { activePoint } from './active-point.ts';
export { createSoftwareUpdatePoint, type SoftwareUpdatePoint } from './service.ts';
export { listCategories, shownClassifications } from './categories.ts';
export type { BundledMicrosoftUpdate } from './source.ts';
export { openQuestion, type Choice, type Question } from './question.ts';
