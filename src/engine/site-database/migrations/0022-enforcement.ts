/**
 * What clients of the lab installed beside what their machines were made with (CI_IDs of 32 bits, little endian), and what each remembers of
 * its deployments. Agents remember one moment more, so those of before begin anew: they tell everything once more.
 */
export const sql = `
CREATE TABLE machine_updates (client_id INTEGER PRIMARY KEY, changed_at INTEGER NOT NULL, updates BLOB NOT NULL) STRICT;
CREATE TABLE client_enforcement (part INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
DELETE FROM client_memory;
`;
