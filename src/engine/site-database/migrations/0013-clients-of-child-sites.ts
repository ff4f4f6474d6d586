/**
 * Clients of child sites (SCAN-05, decision 0011). A child remembers how far it has told its parent: `clients.told` is 0 while
 * something of a client is news, told_to_parent holds the last configuration item, catalog version and state message file.
 * A parent keeps what came from its children until it is taken in (from_child_sites), and which of its own numbers stand for
 * theirs; `revision_number` -1 is an update that is not in the child's catalog any more, `since_content_version` the child's
 * first content version with that revision.
 */
export const sql = `
ALTER TABLE clients ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
CREATE INDEX clients_untold ON clients (client_id) WHERE told = 0;
CREATE TABLE told_to_parent (id INTEGER PRIMARY KEY CHECK (id = 1), item_id INTEGER NOT NULL, catalog_version INTEGER NOT NULL, file_number INTEGER NOT NULL) STRICT;
INSERT INTO told_to_parent VALUES (1, 0, 0, 0);
CREATE TABLE from_child_sites (number INTEGER PRIMARY KEY AUTOINCREMENT, site_code TEXT NOT NULL, message TEXT NOT NULL) STRICT;
CREATE TABLE child_clients (site_code TEXT NOT NULL, their_id INTEGER NOT NULL, client_id INTEGER NOT NULL, PRIMARY KEY (site_code, their_id)) STRICT, WITHOUT ROWID;
CREATE TABLE child_updates (
  site_code TEXT NOT NULL, their_id INTEGER NOT NULL, ci_id INTEGER NOT NULL, update_id TEXT, revision_number INTEGER NOT NULL, since_content_version INTEGER NOT NULL,
  PRIMARY KEY (site_code, their_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX child_updates_by_update ON child_updates (update_id, site_code);
ALTER TABLE child_sites ADD COLUMN files_left INTEGER NOT NULL DEFAULT 0;
`;
