import Sqlite from 'better-sqlite3';
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Compilable } from 'kysely';
import { migrations as all, type Migration } from './migrations/index.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Tables } from './tables.ts';

/** Builds typed queries; the methods of Readable and Writable run them. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** What reads may do. */
export interface Readable {
  all<R>(query: Compilable<R>): R[];
  first<R>(query: Compilable<R>): R | undefined;
  /** A prepared statement for hot paths; cached by its text. */
  prepare<R = unknown>(sql: string): Sqlite.Statement<unknown[], R>;
}

/** What writes may do; only `transaction` reaches it, so that writes stay serial. */
export interface Writable extends Readable {
  run(query: Compilable<unknown>): { changes: number };
}

export interface SiteDatabase extends Readable {
  readonly file: string;
  /** One serial write: durable on disk when it returns, or as if it had never begun. */
  transaction<R>(write: (db: Writable) => R): R;
  /** A write nobody sees yet: it need not be on disk before the transaction that shows it. */
  stage<R>(write: (db: Writable) => R): R;
  /** Checkpoints beside it end first. */
  close(): void | Promise<void>;
}

export class SiteDatabaseError extends Error {
  readonly reason: 'corrupt' | 'newer' | 'migration' | 'unavailable' | 'full';
  constructor(reason: SiteDatabaseError['reason'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SiteDatabaseError';
    this.reason = reason;
  }
}

function reader(db: Sqlite.Database): Writable {
  const cache = new Map<string, Sqlite.Statement<unknown[], unknown>>();
  const prepare = (sql: string) => {
    let statement = cache.get(sql);
    if (!statement) cache.set(sql, (statement = db.prepare(sql)));
    return statement;
  };
  return {
    all: (query) => {
      const { sql, parameters } = query.compile();
      return prepare(sql).all(...parameters) as never[];
    },
    first: (query) => {
      const { sql, parameters } = query.compile();
      return prepare(sql).get(...parameters) as never;
    },
    run: (query) => {
      const { sql, parameters } = query.compile();
      return prepare(sql).run(...parameters);
    },
    prepare: <R>(sql: string) => prepare(sql) as Sqlite.Statement<unknown[], R>,
  };
}

function opened(file: string, options: Sqlite.Options): Sqlite.Database {
  let db: Sqlite.Database | undefined;
  try {
    db = new Sqlite(file, options);
    if (!options.readonly) db.pragma('journal_mode = WAL');
    db.pragma('foreign_keys = ON');
    db.pragma('synchronous = FULL');
    db.pragma('cache_size = -65536');
    // A synchronization writes the same pages of the sorted indexes again and again: fewer checkpoints write them to the file less often.
    db.pragma('wal_autocheckpoint = 3000');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db?.close();
    const code = (error as { code?: string }).code ?? '';
    const corrupt = code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
    throw new SiteDatabaseError(corrupt ? 'corrupt' : 'unavailable', `The site database ${file} cannot be ${corrupt ? 'read: it is damaged or not a database' : 'opened'} (${(error as Error).message}).`, error);
  }
}

/** Brings the schema up to date in one transaction: a failing migration leaves the file as it was and stops the start. */
function migrate(db: Sqlite.Database, migrations: readonly Migration[]) {
  const version = db.pragma('user_version', { simple: true }) as number;
  const latest = migrations.at(-1)?.id ?? 0;
  if (version > latest) throw new SiteDatabaseError('newer', `The site database was written by a newer Patchbay (schema ${version}; this one knows ${latest}).`);
  if (version === latest) return;
  let at: Migration | undefined;
  try {
    db.transaction(() => {
      for (const migration of migrations.filter((m) => m.id > version)) {
        at = migration;
        db.exec(migration.sql);
        db.pragma(`user_version = ${migration.id}`);
      }
    }).exclusive();
  } catch (error) {
    throw new SiteDatabaseError('migration', `The site database could not be brought to schema ${at?.id} (${at?.name}): ${(error as Error).message}. The file was left as it was.`, error);
  }
}

/** Runs a write. Throws SiteDatabaseError in place of SQLite's own errors of the disk. */
function guarded<R>(file: string, write: () => R): R {
  try {
    return write();
  } catch (error) {
    const code = String((error as { code?: string }).code);
    if (code === 'SQLITE_FULL') throw new SiteDatabaseError('full', `There is no room left on the disk of the site database ${file}.`, error);
    if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_READONLY') throw new SiteDatabaseError('unavailable', `The site database ${file} cannot be written (${(error as Error).message}).`, error);
    if (code.startsWith('SQLITE_CORRUPT')) throw new SiteDatabaseError('corrupt', `The site database ${file} is damaged (${(error as Error).message}).`, error);
    throw error;
  }
}

/** Pages (4 KB) of the write-ahead log that are worth a checkpoint beside the writer. */
const WORTH = 3000;
/** Writes between two looks at how long the log is. */
const LOOK = 16;
/** With checkpoints beside it the writer makes one itself only when they do not keep up: a log of 128 MB. */
const BEHIND = 32_768;

/** Opens (or makes) a site database; `checkpoints` keeps its write-ahead log short beside it. Throws SiteDatabaseError. */
export function openSiteDatabase(file: string, { migrations = all, checkpoints }: { migrations?: readonly Migration[]; checkpoints?: Checkpoints } = {}): SiteDatabase {
  const db = opened(file, {});
  try {
    migrate(db, migrations);
    const check = db.pragma('quick_check(1)', { simple: true }) as string;
    if (check !== 'ok') throw new SiteDatabaseError('corrupt', `The site database ${file} is damaged: ${check}.`);
  } catch (error) {
    db.close();
    throw error instanceof SiteDatabaseError ? error : new SiteDatabaseError('corrupt', `The site database ${file} is damaged: ${(error as Error).message}.`, error);
  }
  const tables = reader(db);
  // Staged transactions come in runs, and a pragma costs as much as a small one of them.
  let level = '';
  let writes = 0;
  if (checkpoints) db.pragma(`wal_autocheckpoint = ${BEHIND}`);
  const written = (to: Checkpoints) => {
    if (++writes % LOOK !== 0 || db.inTransaction) return;
    const [{ log, checkpointed }] = db.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
    if (log - checkpointed >= WORTH) to.begin();
  };
  const immediate = <R>(needs: 'NORMAL' | 'FULL', write: (db: Writable) => R): R => {
    if (level !== needs && !db.inTransaction) db.pragma(`synchronous = ${(level = needs)}`);
    const result = guarded(file, () => db.transaction(() => write(tables)).immediate());
    if (checkpoints) written(checkpoints);
    return result;
  };
  return {
    ...tables,
    file,
    transaction: (write) => immediate('FULL', write),
    stage: (write) => immediate('NORMAL', write),
    close: () => (checkpoints ? checkpoints.close().then(() => void db.close()) : void db.close()),
  };
}

/** A connection of a reader: it can see every commit and change nothing. */
export function openReader(file: string): Readable & { close(): void } {
  const db = opened(file, { readonly: true, fileMustExist: true });
  db.pragma('query_only = ON');
  // Readers go through whole tables: from mapped pages that takes a third of the time when the file is not in this connection's cache.
  db.pragma('mmap_size = 1073741824');
  return { ...reader(db), close: () => db.close() };
}
