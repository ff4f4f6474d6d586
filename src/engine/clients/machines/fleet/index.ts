/**
 * A lab fleet: computers composed from profiles of real ones and a mix of operating systems, and the updates each of them has.
 * Integer arithmetic over a seed, so the same fleet on every machine; what the samples do not show is generated.
 */
export { composeFleet, computerOf, knownAt, type Computer, type FleetChoices } from './compose.ts';
export { readFleetFacts, type FleetFacts, type MachineProfile } from './facts.ts';
export { installedOf, updateHash, updatesFor, type Candidate, type UpdatesHere } from './installed.ts';
export { platformIdOf, platformOf, type PlatformChoices } from './platform.ts';
