/** Cabinets (MS-CAB): read stored, MSZIP and LZX, write stored and MSZIP; whole in memory, or on disk in pieces. Knows nothing of what is inside. */
export { CabError, type CabErrorCode } from './cab-error.ts';
export { readCabinet, type CabinetFile } from './read.ts';
export { writeCabinet } from './write.ts';
export { openCabinet, type OpenCabinet } from './stream-read.ts';
export { createCabinetWriter, type CabinetWriter } from './stream-write.ts';
