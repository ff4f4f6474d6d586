/**
 * The logs of a site: files on disk that any log viewer of the field reads, and their lines for the console.
 * Written by the rooms upstream, read by everyone; it decides nothing.
 */
export { openLogs, type Logs, type LogWriter } from './logs.ts';
export { writtenDate } from './format.ts';
