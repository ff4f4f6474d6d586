/**
 * The Windows Update Agent on the wire: scans a computer against a WSUS server over MS-WUSP (W§4) and reports what it found. It
 * installs nothing and keeps nothing but the documents it was sent.
 */
export { createUpdateAgent, type ScanResult, type UpdateAgent, type UpdateAgentOptions } from './agent.ts';
