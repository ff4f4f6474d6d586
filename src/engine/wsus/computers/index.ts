/**
 * What a WSUS server knows of the computers that scan against it: who registered, the last scan, the state of each update and the
 * events they reported (SCAN-13), in its own database. The site does not read it: clients tell the site by state messages.
 */
export { openComputerReader, openComputers } from './store.ts';
export type { Computer, ComputerEvent, ComputerReader, ComputerReport, Computers, RegisteredComputer, ReportingLevel, ReportedEvent, UpdateState } from './model.ts';
