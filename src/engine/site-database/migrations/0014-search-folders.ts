/**
 * Folders below Search Folders (REPO-04): standard folders (`criteria` is null) and search folders, whose criteria and the folder
 * of the repository they search are JSON. `guid` names one across sites. `source_site` made it; one of the central site can be
 * moved once at a child, which `moved` remembers.
 */
export const sql = `
CREATE TABLE search_folders (
  folder_id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, parent_id INTEGER REFERENCES search_folders (folder_id),
  criteria TEXT, look_in TEXT, source_site TEXT NOT NULL, from_central INTEGER NOT NULL, moved INTEGER NOT NULL DEFAULT 0,
  changed_revision INTEGER NOT NULL, changed_at INTEGER, changed_by TEXT
) STRICT;
CREATE INDEX search_folders_by_parent ON search_folders (parent_id);
`;
