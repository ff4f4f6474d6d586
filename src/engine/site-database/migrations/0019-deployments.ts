/**
 * Deployments (DEPLOY-02): settings, schedule, what SMS 2003 is told and what one was made with as JSON. An update that was ever in
 * a deployment keeps its number as one on a list does. `source_site` is where a deployment was made; elsewhere it is read-only.
 * Whether an update is deployed stands beside the rows it orders.
 */
export const sql = `
CREATE TABLE deployments (
  deployment_id INTEGER PRIMARY KEY AUTOINCREMENT, unique_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL COLLATE NOCASE, description TEXT NOT NULL,
  settings TEXT NOT NULL, schedule TEXT NOT NULL, sms2003 TEXT NOT NULL, made_with TEXT NOT NULL, enabled INTEGER NOT NULL, source_site TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL, modified_at INTEGER NOT NULL, modified_by TEXT NOT NULL, changed_revision INTEGER NOT NULL
) STRICT;
CREATE TABLE deployment_updates (
  deployment_id INTEGER NOT NULL REFERENCES deployments (deployment_id) ON DELETE CASCADE, ci_id INTEGER NOT NULL REFERENCES listed_updates (ci_id),
  PRIMARY KEY (deployment_id, ci_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deployment_updates_by_update ON deployment_updates (ci_id);
ALTER TABLE software_updates ADD COLUMN deployed INTEGER NOT NULL DEFAULT 0;
`;
