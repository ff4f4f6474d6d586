/**
 * Software distribution: packages, the programs in them and the advertisements of those, each with what an administrator said of it as
 * JSON. Ids of packages begin where those of deployment packages do not come.
 *
 * What the computers of the lab ran for an advertisement: one row for each of its assignments (site time in ms; 0: as soon as possible),
 * with the moments at which its policy came, it began and it ended (0: not yet); and the Windows Update Agents that programs installed.
 */
const kept = 'id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE, draft TEXT NOT NULL, created_at INTEGER NOT NULL, created_by TEXT NOT NULL, modified_at INTEGER NOT NULL, modified_by TEXT NOT NULL, changed_revision INTEGER NOT NULL';

export const sql = `
CREATE TABLE packages (${kept}) STRICT;
CREATE TABLE programs (${kept}) STRICT;
CREATE TABLE advertisements (${kept}) STRICT;
INSERT INTO sqlite_sequence (name, seq) VALUES ('packages', ${0x80000});
CREATE TABLE program_runs (
  client_id INTEGER NOT NULL, advertisement_id INTEGER NOT NULL, assignment INTEGER NOT NULL, received_at INTEGER NOT NULL, start_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL, ended_at INTEGER NOT NULL, exit_code INTEGER NOT NULL, PRIMARY KEY (client_id, advertisement_id, assignment)
) STRICT, WITHOUT ROWID;
CREATE INDEX program_runs_by_advertisement ON program_runs (advertisement_id, started_at, ended_at, exit_code);
CREATE TABLE machine_agents (client_id INTEGER PRIMARY KEY, version TEXT NOT NULL) STRICT;
INSERT OR IGNORE INTO security_rights (user_name, class, kind, object_id, rights)
  SELECT name, 'package', '', '', '["read","create","modify","delete","distribute","delegate","administer"]' FROM security_users WHERE name = 'CORP\\administrator'
  UNION ALL SELECT name, 'advertisement', '', '', '["read","create","modify","delete","delegate","administer"]' FROM security_users WHERE name = 'CORP\\administrator'
  UNION ALL SELECT name, c.value, '', '', '["read"]' FROM security_users, json_each('["package","advertisement"]') c WHERE name IN ('CORP\\deployment.admin', 'CORP\\report.viewer');
`;
