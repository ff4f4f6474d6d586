/**
 * The journal: every command and every input of a site, with moment, actor, revision, before and after.
 * History, undo and time travel come out of it and nothing else. It knows no command by name.
 */
export { nextRevision, type Changed } from './changed.ts';
export { pack, packSet, unpack } from './packed.ts';
export { createJournal, type Done, type Journal, type Touched } from './journal.ts';
