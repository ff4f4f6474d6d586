/**
 * Seeds of a lab site: states that would take years or another product to come about, made by a journaled command.
 * A site that is not a lab refuses them.
 */
export { createLabSeeds, type LabSeeds } from './migrated-updates.ts';
export { createLabEstate, type LabEstate } from './estate.ts';
