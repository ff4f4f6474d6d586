/**
 * Clients of the site (SCAN-01 …). client_id counts from 1 without holes as rows come, since it is the place of the
 * client in the compliance planes; it is never given twice. `machine` is how a computer of the lab is made, or what was
 * read of a real one (JSON); real agents have none. content_versions says which catalog version a content version showed:
 * what a client that scanned at one has been asked about.
 */
export const sql = `
CREATE TABLE clients (
  client_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, name TEXT NOT NULL COLLATE NOCASE, domain TEXT NOT NULL, site_code TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('lab', 'imported', 'agent')),
  operating_system TEXT NOT NULL, os_version TEXT NOT NULL, service_pack INTEGER NOT NULL, product_type INTEGER NOT NULL,
  architecture TEXT NOT NULL, language TEXT NOT NULL, agent_version TEXT NOT NULL,
  machine TEXT, registered_at INTEGER NOT NULL, removed_at INTEGER
) STRICT;
CREATE INDEX clients_by_name ON clients (name, client_id);
CREATE TABLE content_versions (content_version INTEGER PRIMARY KEY, catalog_version INTEGER NOT NULL, raised_at INTEGER NOT NULL) STRICT;
INSERT INTO content_versions SELECT content_version, catalog_version, coalesce(last_synchronized_at, clock_at) FROM site WHERE content_version > 0;
`;
