/**
 * Machine policies as rows: rooms below publish and withdraw them in their own transactions, clients read them. It knows
 * neither synchronizations nor clients.
 */
export { currentPolicy, listMachinePolicies, publishPolicy, withdrawPolicy, type ScanLocation } from './policies.ts';
