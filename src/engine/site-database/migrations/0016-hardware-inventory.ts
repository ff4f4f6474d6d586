/**
 * What the last hardware inventory of each client found (SCAN-14): installed updates as CI_IDs of 32 bits, little endian; null:
 * none was synchronized then. Agents remember one moment more, so those of before begin anew: they tell everything once more.
 * Each chunk of the compliance snapshot has its own serial numbers now; the journal of messages makes the next one.
 */
export const sql = `
CREATE TABLE hardware_inventory (client_id INTEGER PRIMARY KEY, collected_at INTEGER NOT NULL, agent_version TEXT NOT NULL, installed BLOB) STRICT;
DELETE FROM client_memory;
DELETE FROM compliance_snapshots;
`;
