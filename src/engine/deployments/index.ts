/**
 * Deployments (DEPLOY-02): which software updates are offered to the computers of which collection, from when and until when. It keeps
 * them, hands them down, and answers which are effective for a computer; what a computer does with one is the business of clients.
 */
export { createDeployments, type Deployments } from './service.ts';
export { assignmentNumber, createAssignments, type Assignment, type Assignments } from './assignments.ts';
export { deploymentsInWords, deploymentsToSummarize, updatesDeployedBy, type SummarizedDeployment } from './reads.ts';
