/**
 * Jobs: long work with a row, progress and cancel. It runs what it is given and knows nothing of what that is.
 */
export { createJobs, type Jobs, type Running } from './jobs.ts';
