/** Machine policies that tell clients where to scan and that there is something new to scan for (SYNC-13); the current one is the newest that was not withdrawn. */
export const sql = `
CREATE TABLE machine_policies (
  policy_id TEXT NOT NULL, version INTEGER NOT NULL, server TEXT NOT NULL, port INTEGER NOT NULL, ssl INTEGER NOT NULL,
  content_version INTEGER NOT NULL, published_at INTEGER NOT NULL, withdrawn_at INTEGER,
  PRIMARY KEY (policy_id, version)
) STRICT, WITHOUT ROWID;
`;
