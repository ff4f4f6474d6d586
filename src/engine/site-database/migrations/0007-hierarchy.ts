/** Sites below this one, the links to neighbours with their queues, and what the parent asked for (SYNC-11). */
export const sql = `
CREATE TABLE child_sites (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, server TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('primary', 'secondary')), parent TEXT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('here', 'elsewhere')), join_digest TEXT
) STRICT;
CREATE TABLE links (
  neighbour TEXT PRIMARY KEY, direction TEXT NOT NULL CHECK (direction IN ('parent', 'child')),
  next_number INTEGER NOT NULL, received INTEGER NOT NULL, held INTEGER NOT NULL,
  last_exchange_at INTEGER, attempts INTEGER NOT NULL, last_error TEXT, next_attempt_at INTEGER
) STRICT;
CREATE TABLE link_queue (
  neighbour TEXT NOT NULL REFERENCES links (neighbour) ON DELETE CASCADE, number INTEGER NOT NULL,
  message TEXT NOT NULL, queued_at INTEGER NOT NULL, PRIMARY KEY (neighbour, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE software_update_points (
  site_code TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('active', 'internetFacing')), status TEXT NOT NULL,
  PRIMARY KEY (site_code, role)
) STRICT, WITHOUT ROWID;
ALTER TABLE site ADD COLUMN parent_requests INTEGER NOT NULL DEFAULT 0;
ALTER TABLE site ADD COLUMN parent_requests_handled INTEGER NOT NULL DEFAULT 0;
`;
