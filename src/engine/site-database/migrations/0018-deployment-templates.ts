/**
 * Deployment templates (DEPLOY-01): their settings as JSON, and the document one was read from, whose form an export keeps.
 * `source_site` is where a template was made; elsewhere it is read-only.
 */
export const sql = `
CREATE TABLE deployment_templates (
  template_id INTEGER PRIMARY KEY AUTOINCREMENT, unique_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL COLLATE NOCASE, description TEXT NOT NULL,
  settings TEXT NOT NULL, document TEXT, source_site TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL, modified_at INTEGER NOT NULL, modified_by TEXT NOT NULL, changed_revision INTEGER NOT NULL
) STRICT;
`;
