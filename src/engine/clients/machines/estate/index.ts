/**
 * An estate of one's own to rehearse with: outputs of real computers and lists of computers, collections and maintenance windows
 * become the computers of a lab; a lab is kept in a scenario file. It reads and judges; nothing is stored here.
 */
export { readEstate, type Estate, type EstateFile, type EstateProblem } from './estate.ts';
export { fromScenario, readScenario, toScenario, writeScenario, type EstateComputer, type Scenario, type ScenarioCollection, type ScenarioComputer } from './scenario.ts';
