import Database from 'better-sqlite3';
import { migrations } from './migrations.ts';

export type CatalogStoreErrorCode = 'NotACatalogStore' | 'Corrupt' | 'NewerVersion' | 'ImportOpen' | 'ImportClosed' | 'DiskFull' | 'Unusable';

/** The store cannot do what was asked; the message is in plain words and names the file where that helps. */
export class CatalogStoreError extends Error {
  readonly code: CatalogStoreErrorCode;
  constructor(code: CatalogStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CatalogStoreError';
    this.code = code;
  }
}

export type Connection = Database.Database;

/** 'PbWC': marks the file as a catalog store, so that another database is not migrated by mistake. */
const applicationId = 0x50_62_57_43;

/** Opens or creates the file and brings it to the newest schema. @throws CatalogStoreError; the file is then as it was. */
export function openConnection(file: string): Connection {
  let connection: Connection;
  try {
    connection = new Database(file);
  } catch (error) {
    throw translated(error, file);
  }
  try {
    connection.pragma('foreign_keys = ON');
    checkIdentity(connection, file);
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
    connection.pragma('cache_size = -32768');
    // A checkpoint runs inside a commit: small ones keep the thread free (10 ms each at most here, 35 ms with ten times the pages).
    connection.pragma('wal_autocheckpoint = 800');
    migrate(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw translated(error, file);
  }
}

/** Opens a file that another connection fills. @throws CatalogStoreError */
export function openServedConnection(file: string): Connection {
  try {
    const connection = new Database(file, { readonly: true, fileMustExist: true });
    connection.pragma('query_only = ON');
    return connection;
  } catch (error) {
    throw translated(error, file);
  }
}

function checkIdentity(connection: Connection, file: string): void {
  const empty = connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (!empty && connection.pragma('application_id', { simple: true }) !== applicationId) {
    throw new CatalogStoreError('NotACatalogStore', `"${file}" is a database, but not a catalog store.`);
  }
  const version = connection.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length) throw new CatalogStoreError('NewerVersion', `"${file}" was written by a newer version of this program.`);
}

function migrate(connection: Connection): void {
  const done = connection.pragma('user_version', { simple: true }) as number;
  migrations.slice(done).forEach((step, index) => {
    connection.transaction(() => {
      connection.exec(step);
      connection.pragma(`application_id = ${applicationId}`);
      connection.pragma(`user_version = ${done + index + 1}`);
    })();
  });
}

/** Turns an error of SQLite into one in plain words. */
export function translated(error: unknown, file: string): CatalogStoreError {
  if (error instanceof CatalogStoreError) return error;
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new CatalogStoreError('Corrupt', `The catalog store "${file}" is damaged: ${message}.`, { cause: error });
  }
  if (code === 'SQLITE_FULL') return new CatalogStoreError('DiskFull', `There is no room left on the disk of "${file}".`, { cause: error });
  return new CatalogStoreError('Unusable', `The catalog store "${file}" cannot be used: ${message}.`, { cause: error });
}

/** Runs a step on the connection. @throws CatalogStoreError in place of SQLite's own. */
export function guarded<T>(connection: Connection, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw translated(error, connection.name);
  }
}
