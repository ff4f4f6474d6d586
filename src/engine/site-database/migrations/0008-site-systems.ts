/** Servers of the site and the roles they hold; whether the updates here wait for a synchronization of a new software update point (SYNC-17, SYNC-18). */
export const sql = `
CREATE TABLE site_system_roles (
  server TEXT NOT NULL COLLATE NOCASE, role TEXT NOT NULL, installed_at INTEGER, installed_by TEXT, settings TEXT NOT NULL,
  PRIMARY KEY (server, role)
) STRICT, WITHOUT ROWID;
ALTER TABLE site ADD COLUMN updates_carried_over INTEGER NOT NULL DEFAULT 0;
`;
