/**
 * Software distribution (SCAN-09): packages with programs, and advertisements of programs to collections. It keeps what
 * administrators say of them and tells which programs a computer is to run; running them is the business of clients.
 */
export { createSoftwareDistribution, type SoftwareDistribution } from './service.ts';
export { advertisedPrograms, createAdvertised, type Advertised, type AdvertisedProgram } from './advertised.ts';
export { advertisementsInWords } from './reads.ts';
