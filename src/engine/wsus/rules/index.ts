/**
 * Applicability rules: what the Windows Update Agent of a computer finds when it evaluates a catalog's documents (W§5), and what an
 * installation leaves on it. It knows computers as plain facts and decides nothing about deployments.
 */
export { compileCatalog, type CatalogRules } from './catalog-rules.ts';
export { createDocumentRules, type DocumentRules, type LinkedDocuments } from './document-rules.ts';
export { evaluateRule } from './evaluate.ts';
export { withFacts, type Fact } from './facts.ts';
export type { ScannedUpdate } from './linked.ts';
export {
  installerCode, registryOf, registryPath, windowsFolders, type DeviceFacts, type FileFacts, type HardwareFacts, type MachineArchitecture, type MachineFacts,
  type MsiProduct, type RegistryValue, type RegistryValues, type WindowsFacts,
} from './machine.ts';
export type { PlatformRules } from './platform.ts';
export { factsOf } from './solve.ts';
export type { Truth } from './truth.ts';
export type { Verdict } from './verdict.ts';
