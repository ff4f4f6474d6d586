/** Applicability rules of the generated updates, in the real vocabulary (W§5). */
export { applicabilityOf } from './applicability.ts';
export { definitionRules, removalToolRules } from './recurring.ts';
export { runsWindows } from './windows.ts';
export { patchCode } from './programs.ts';
