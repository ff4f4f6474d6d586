/** Keys of exporting sites whose bundles this site imports (INSIGHT-03). */
export const sql = `
CREATE TABLE trusted_keys (
  fingerprint TEXT PRIMARY KEY, public_key TEXT NOT NULL, label TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('trusted', 'replaced', 'revoked')),
  pinned_at INTEGER NOT NULL, pinned_by TEXT NOT NULL, ended_at INTEGER, replaced_by TEXT
) STRICT, WITHOUT ROWID;
`;
