/**
 * The computers of a lab fleet and of an estate: what they are made of, which updates they have, and how real ones are read.
 * Deterministic: the same seed gives the same computers. It scans nothing and stores nothing.
 */
export { readMachineOutput, type HotfixList, type MachineOutput, type OfferedList, type SystemInfo } from './reading/index.ts';
export {
  composeFleet, installedOf, platformOf, readFleetFacts, updateHash, updatesFor, type Candidate, type Computer, type FleetChoices, type FleetFacts,
  type MachineProfile, type PlatformChoices, type UpdatesHere,
} from './fleet/index.ts';
export {
  fromScenario, readEstate, readScenario, toScenario, writeScenario, type Estate, type EstateComputer, type EstateFile, type EstateProblem, type Scenario, type ScenarioCollection, type ScenarioComputer,
} from './estate/index.ts';
