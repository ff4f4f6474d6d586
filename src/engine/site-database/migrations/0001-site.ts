/** The site, its journal, jobs, component settings, synchronizations and status messages. */
export const sql = `
CREATE TABLE site (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  code TEXT NOT NULL, name TEXT NOT NULL, server TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('central', 'primary', 'secondary')), parent TEXT,
  revision INTEGER NOT NULL, catalog_version INTEGER NOT NULL, content_version INTEGER NOT NULL,
  last_synchronized_at INTEGER, next_retry_at INTEGER, next_ci_id INTEGER NOT NULL,
  seed TEXT NOT NULL, clock_kind TEXT NOT NULL CHECK (clock_kind IN ('lab', 'live')), clock_at INTEGER NOT NULL
) STRICT;
CREATE TABLE journal (
  revision INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('command', 'input')), name TEXT NOT NULL,
  input TEXT NOT NULL, before TEXT, after TEXT
) STRICT;
CREATE TABLE jobs (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'cancelling', 'done', 'failed', 'cancelled')),
  phase TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER, started_at INTEGER NOT NULL, ended_at INTEGER,
  started_by TEXT NOT NULL, message TEXT
) STRICT;
CREATE TABLE components (
  name TEXT PRIMARY KEY, settings TEXT NOT NULL, changed_revision INTEGER NOT NULL, changed_at INTEGER, changed_by TEXT
) STRICT;
CREATE TABLE synchronizations (job_id TEXT PRIMARY KEY REFERENCES jobs (id), started_at INTEGER NOT NULL, detail TEXT NOT NULL) STRICT;
CREATE TABLE status_messages (
  record_id INTEGER PRIMARY KEY, message_id INTEGER NOT NULL, severity INTEGER NOT NULL, component TEXT NOT NULL,
  site_code TEXT NOT NULL, system TEXT NOT NULL, at INTEGER NOT NULL, description TEXT NOT NULL, insertion_strings TEXT NOT NULL
) STRICT;
CREATE INDEX status_messages_by_component ON status_messages (component, record_id);
`;
