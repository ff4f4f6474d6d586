/** Update metadata: the Update document ⇄ plain data, nothing else. Knows no protocol and no store. */
export type * from './model.ts';
export { categoriesOf, prerequisiteIds } from './categories.ts';
export { clientFragments, type ClientFragments } from './client-fragments.ts';
export { updateOfFragments, type Fragments } from './fragments.ts';
export { readUpdate } from './read-update.ts';
export { summaryOf, type UpdateSummary } from './summary.ts';
export { UpdateError, type UpdateErrorCode } from './update-error.ts';
export { writeUpdate } from './write-update.ts';
