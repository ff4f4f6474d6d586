/**
 * Deployment summarization (DEPLOY-12): how many computers were in which enforcement state with each deployment, at the full hours of the
 * site. It keeps what was counted; the counts of now are live and come from the planes, not from here.
 */
export { summarizeHourly } from './summarization.ts';
export { summariesOf } from './queries.ts';
