/**
 * The objects of the console in one register: what refers to what, who changed what and when, and the undo of a change
 * (INSIGHT-05). A room says here how an object of it is read, restored and told apart; what that means stays the room's.
 */
export { createObjects, type Objects } from './service.ts';
export type { ConsoleObject, Register, Restoring } from './register.ts';
export { differences, fieldsOf, setDifferences } from './differences.ts';
export { createHistoryReads, type HistoryReads } from './history.ts';
