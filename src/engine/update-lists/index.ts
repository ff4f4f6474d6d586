/**
 * Update lists (REPO-06): static sets of software updates with a name, which travel to the sites below and are read-only there.
 * It keeps which updates are on a list; how they are shown and counted is the business of the reads.
 */
export { createUpdateLists, type UpdateLists } from './service.ts';
export { listsInWords, membersOf } from './reads.ts';
