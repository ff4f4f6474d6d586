/**
 * The objects of the console that a command made, changed or deleted, whole before and after, by kind and id (INSIGHT-05).
 * An undo is a command like any other and names the revision it takes back in its input.
 */
export const sql = `
CREATE TABLE journal_objects (
  revision INTEGER NOT NULL REFERENCES journal (revision), position INTEGER NOT NULL,
  kind TEXT NOT NULL, object_id TEXT NOT NULL, name TEXT NOT NULL, before TEXT, after TEXT,
  PRIMARY KEY (revision, position)
) STRICT;
CREATE INDEX journal_objects_by_object ON journal_objects (kind, object_id, revision);
CREATE INDEX journal_undone ON journal (json_extract(input, '$.revision')) WHERE name = 'objects.undo';
`;
