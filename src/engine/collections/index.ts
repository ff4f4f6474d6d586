/**
 * Collections of computers (DEPLOY-14): their rules, their members, which it finds anew by schedule and on demand, and their
 * maintenance windows, which it only keeps. It knows clients by what the site keeps of them and deploys nothing.
 */
export { createCollections, type Collections } from './service.ts';
export { membersOf, membershipVersionOf, membersWithSubcollections, type Members } from './membership.ts';
export { createTargets, type Target } from './targets.ts';
export { collectionsWithWindows, type WindowedCollection } from './windows.ts';
export { codeOf, nameOf as collectionNameOf, numberOf as collectionNumberOf } from './codes.ts';
