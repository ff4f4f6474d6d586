/** Cabinets (MS-CAB): read stored, MSZIP and LZX, write stored and MSZIP. Knows nothing of what is inside. */
export { CabError, type CabErrorCode } from './cab-error.ts';
export { readCabinet, type CabinetFile } from './read.ts';
export { writeCabinet } from './write.ts';
