/**
 * What a real computer says of itself: outputs of `systeminfo`, `wmic qfe` and Get-HotFix in the languages and code pages they
 * come in. Reads and judges the text; it makes no client of it.
 */
export type { Architecture, HotfixList, MachineOutput, OfferedList, ProductType, SystemInfo } from './model.ts';
export { readMachineOutput } from './read.ts';
