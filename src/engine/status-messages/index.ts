/**
 * Status messages: what server components report about themselves, by id (D§3.2).
 * Written by the rooms upstream; it raises nothing of its own accord.
 */
export { createStatusMessages, listStatusMessages, type ClientMessage, type StatusMessages } from './status-messages.ts';
