import type Database from 'better-sqlite3';

/** 'PbWR': marks the file, so that another database is not migrated by mistake. */
const applicationId = 0x50_62_57_52;

/** Append only: one entry per step, run in order, each in its own transaction. `user_version` counts the steps done. */
const migrations: readonly string[] = [
  `
  CREATE TABLE computers (
    client_id TEXT PRIMARY KEY,
    dns_name TEXT NOT NULL,
    windows TEXT NOT NULL,
    service_pack TEXT NOT NULL,
    description TEXT NOT NULL,
    architecture TEXT NOT NULL,
    agent_version TEXT NOT NULL,
    registered_at INTEGER NOT NULL,
    contacted_at INTEGER NOT NULL,
    scanned_at INTEGER,
    scan_result INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX computers_name ON computers (dns_name, client_id);

  -- What a computer's last report does not name is not applicable and has no row.
  CREATE TABLE update_states (
    client_id TEXT NOT NULL REFERENCES computers ON DELETE CASCADE,
    update_id TEXT NOT NULL,
    state TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (client_id, update_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    row_id INTEGER PRIMARY KEY,
    instance_id TEXT NOT NULL UNIQUE,
    client_id TEXT NOT NULL REFERENCES computers ON DELETE CASCADE,
    event_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    update_id TEXT,
    result INTEGER NOT NULL,
    replacements TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_computer ON events (client_id, at);
  `,
];

/** Brings a database to the newest schema. @throws Error in plain words */
export function migrate(connection: Database.Database, file: string): void {
  const isEmpty = connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (!isEmpty && connection.pragma('application_id', { simple: true }) !== applicationId) throw new Error(`"${file}" is a database, but not one of the computers of a WSUS server.`);
  const done = connection.pragma('user_version', { simple: true }) as number;
  if (done > migrations.length) throw new Error(`"${file}" was written by a newer version of this program.`);
  connection.pragma('foreign_keys = ON');
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  migrations.slice(done).forEach((step, index) => {
    connection.transaction(() => {
      connection.exec(step);
      connection.pragma(`application_id = ${applicationId}`);
      connection.pragma(`user_version = ${done + index + 1}`);
    })();
  });
}
