/**
 * Distribution points: a role of a site's servers, with what it is (branch, protected within boundaries). Which packages
 * one holds is the business of the packages; they hear here when one goes.
 */
export { createDistributionPoints, type DistributionPoints } from './service.ts';
