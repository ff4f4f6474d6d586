/**
 * The objects of the console that a command made, changed or deleted, whole before and after, by kind and id (INSIGHT-05).
 * An undo is a command like any other and names the revision it takes back in its input.
 *
 * Update lists (REPO-06). An update that was ever on a list keeps its number (CI_ID) for good, also one that this site has not
 * synchronized: lists of a parent site may name it before. `source_site` is where a list was made; elsewhere it is read-only.
 */
export const sql = `
CREATE TABLE journal_objects (
  revision INTEGER NOT NULL REFERENCES journal (revision), position INTEGER NOT NULL,
  kind TEXT NOT NULL, object_id TEXT NOT NULL, name TEXT NOT NULL, before TEXT, after TEXT,
  PRIMARY KEY (revision, position)
) STRICT;
CREATE INDEX journal_objects_by_object ON journal_objects (kind, object_id, revision);
CREATE INDEX journal_undone ON journal (json_extract(input, '$.revision')) WHERE name = 'objects.undo';
CREATE TABLE update_lists (
  list_id INTEGER PRIMARY KEY AUTOINCREMENT, unique_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL COLLATE NOCASE, description TEXT NOT NULL, source_site TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL, modified_at INTEGER NOT NULL, modified_by TEXT NOT NULL, changed_revision INTEGER NOT NULL
) STRICT;
CREATE TABLE listed_updates (ci_id INTEGER PRIMARY KEY, update_id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE update_list_members (
  list_id INTEGER NOT NULL REFERENCES update_lists (list_id) ON DELETE CASCADE, ci_id INTEGER NOT NULL REFERENCES listed_updates (ci_id),
  PRIMARY KEY (list_id, ci_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX update_list_members_by_update ON update_list_members (ci_id);
`;
