/**
 * Clients of the site (SCAN-01 … SCAN-10): who they are, and the simulated agents of a lab fleet, which poll policy, scan by the
 * documented rules and send state messages. It counts nothing: what it tells goes through the management point's inbox.
 */
export { createClients, type Clients } from './service.ts';
export type { InTurn } from './driver.ts';
export { guidCheckOf, register, unregister } from './registry.ts';
export { createLabMachines, type LabMachines } from './lab-machines.ts';
export { fromScenario, readFleetFacts, readScenario, toScenario, writeScenario, type FleetFacts, type ScenarioCollection } from './machines/index.ts';
export { readInventory } from './inventory.ts';
export { createClientLogs } from './logs.ts';
