/**
 * Deployment packages (DEPLOY-04): what an administrator set of one, the contents of updates that shall be in it, and where it is.
 * A package of a parent site has the id it got there; `number` is the order in which packages came, and the one of its own id at this site.
 * `package_contents.state`: wanted → there, or failed with its reason; `told`: the sites below know of it. `removed`: no update wants it
 * any more, its files go with the next update of the distribution points.
 * A distribution point's version is the one of the package that it holds.
 */
export const sql = `
CREATE TABLE deployment_packages (
  number INTEGER PRIMARY KEY AUTOINCREMENT, package_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL COLLATE NOCASE, settings TEXT NOT NULL, source_site TEXT NOT NULL,
  source_version INTEGER NOT NULL, source_at INTEGER, created_at INTEGER NOT NULL, created_by TEXT NOT NULL, modified_at INTEGER NOT NULL, modified_by TEXT NOT NULL, changed_revision INTEGER NOT NULL
) STRICT;
CREATE TABLE contents (content_id TEXT PRIMARY KEY, languages TEXT NOT NULL, size INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE content_files (
  content_id TEXT NOT NULL REFERENCES contents (content_id) ON DELETE CASCADE, file_name TEXT NOT NULL, size INTEGER NOT NULL, sha1 TEXT NOT NULL, sha256 TEXT, url TEXT,
  PRIMARY KEY (content_id, file_name)
) STRICT, WITHOUT ROWID;
CREATE TABLE package_contents (
  package_id TEXT NOT NULL REFERENCES deployment_packages (package_id) ON DELETE CASCADE, update_id TEXT NOT NULL COLLATE NOCASE, content_id TEXT NOT NULL REFERENCES contents (content_id),
  origin TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('wanted', 'there', 'failed')), problem TEXT, told INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (package_id, update_id, content_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX package_contents_by_content ON package_contents (content_id, package_id, state);
CREATE INDEX package_contents_by_update ON package_contents (update_id, content_id, state);
CREATE INDEX package_contents_wanted ON package_contents (package_id) WHERE state = 'wanted';
CREATE TABLE package_access_accounts (
  package_id TEXT NOT NULL REFERENCES deployment_packages (package_id) ON DELETE CASCADE, account TEXT NOT NULL COLLATE NOCASE, access TEXT NOT NULL CHECK (access IN ('read', 'change', 'full')),
  PRIMARY KEY (package_id, account)
) STRICT, WITHOUT ROWID;
CREATE TABLE package_distribution_points (
  package_id TEXT NOT NULL, site_code TEXT NOT NULL, server TEXT NOT NULL COLLATE NOCASE, state TEXT NOT NULL CHECK (state IN ('waiting', 'copying', 'installed', 'failed', 'byHand', 'removing')),
  version INTEGER NOT NULL, wanted_version INTEGER NOT NULL, everything INTEGER NOT NULL, changed_at INTEGER NOT NULL, problem TEXT, retry_at INTEGER,
  PRIMARY KEY (package_id, site_code, server)
) STRICT, WITHOUT ROWID;
CREATE TABLE distributed_contents (
  server TEXT NOT NULL COLLATE NOCASE, package_id TEXT NOT NULL, content_id TEXT NOT NULL, PRIMARY KEY (content_id, package_id, server)
) STRICT, WITHOUT ROWID;
CREATE INDEX distributed_contents_by_package ON distributed_contents (package_id, server);
CREATE TABLE download_settings (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL, changed_revision INTEGER NOT NULL) STRICT;
`;
