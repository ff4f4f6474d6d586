/** Since when an update is seen expired here, so that those long expired can be cleaned up (D§3.1). */
export const sql = `
CREATE TABLE expired_since (update_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
CREATE INDEX expired_since_at ON expired_since (at);
`;
