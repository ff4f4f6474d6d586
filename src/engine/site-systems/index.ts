/**
 * The servers of a site and the roles they hold: rows and nothing else. What installing or removing a role means is
 * the business of the room that the role belongs to.
 */
export { activateUpdates, carryOverUpdates, dropRole, holdersOf, listSiteSystems, putRole, seedSiteSystems } from './store.ts';
