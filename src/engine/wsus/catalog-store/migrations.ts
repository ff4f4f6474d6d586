/** Append only: one entry per step, run in order, each in its own transaction. `user_version` counts the steps done. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('catalog_version', '0');

  -- Metadata only (SYNC-14). A reader of version N sees the rows with since_version <= N and not until_version <= N.
  CREATE TABLE revisions (
    row_id INTEGER PRIMARY KEY,
    update_id TEXT NOT NULL,
    revision_number INTEGER NOT NULL,
    update_type TEXT NOT NULL,
    category_type TEXT,
    publication_state TEXT NOT NULL,
    arrived_at INTEGER NOT NULL,
    xml BLOB NOT NULL,
    xml_length INTEGER NOT NULL,
    since_version INTEGER NOT NULL,
    until_version INTEGER,
    UNIQUE (update_id, revision_number)
  ) STRICT;
  CREATE INDEX revisions_since ON revisions (since_version);
  CREATE INDEX revisions_until ON revisions (until_version) WHERE until_version IS NOT NULL;
  CREATE INDEX revisions_type ON revisions (update_type, arrived_at);

  CREATE TABLE revision_prerequisites (
    prerequisite_id TEXT NOT NULL,
    row_id INTEGER NOT NULL REFERENCES revisions ON DELETE CASCADE,
    PRIMARY KEY (prerequisite_id, row_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX revision_prerequisites_row ON revision_prerequisites (row_id);

  CREATE TABLE revision_files (
    row_id INTEGER NOT NULL REFERENCES revisions ON DELETE CASCADE,
    digest TEXT NOT NULL,
    PRIMARY KEY (row_id, digest)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE files (
    digest TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    size INTEGER,
    since_version INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX files_since ON files (since_version);
  `,
  `
  -- Languages a revision is for, lower case, each between bars ("|en|zh-tw|"); empty: for all.
  ALTER TABLE revisions ADD COLUMN languages TEXT NOT NULL DEFAULT '';
  `,
  `
  -- What a site keeps of an update (UpdateSummary as JSON), so that its document is read once; documents from before have none.
  CREATE TABLE revision_summaries (
    row_id INTEGER PRIMARY KEY REFERENCES revisions ON DELETE CASCADE,
    summary TEXT NOT NULL
  ) STRICT;
  `,
];
