/**
 * State message files the site has accepted, one row each with its compact body: the truth that compliance is counted
 * from (house rule "Compliance is columns"). Files up to a snapshot's number are folded into it; files that were refused
 * are kept with the reason. `clients_state` is each agent's own memory, so that a lab fleet goes on after a restart.
 */
export const sql = `
CREATE TABLE state_message_files (
  file_number INTEGER PRIMARY KEY, client_id INTEGER NOT NULL, received_at INTEGER NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE TABLE refused_state_message_files (
  refusal_id INTEGER PRIMARY KEY, client_id INTEGER, received_at INTEGER NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, size INTEGER NOT NULL
) STRICT;
CREATE INDEX refused_state_message_files_by_client ON refused_state_message_files (client_id, received_at);
CREATE TABLE compliance_snapshots (part INTEGER PRIMARY KEY, file_number INTEGER NOT NULL, taken_at INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE client_memory (part INTEGER PRIMARY KEY, saved_at INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
`;
