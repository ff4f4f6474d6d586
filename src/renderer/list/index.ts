/** A list of the console: what every list keeps and offers, in one place. Pages give columns and rows. */
export { List } from './List.tsx';
export { listFacts, useList, useRowsInMemory, type ListRows } from './use-list.ts';
