import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EngineStartError } from '../src/engine/index.ts';
import { build, migrations, openReader, openSiteDatabase, SiteDatabaseError, type Readable, type SiteDatabase } from '../src/engine/site-database/index.ts';
import { startTestEngine } from './support/engine.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
  file = join(folder, 'site.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pragma = (db: Readable, name: string) => Object.values(db.prepare<Record<string, unknown>>(`PRAGMA ${name}`).get()!)[0];
const tables = (db: Readable) => db.prepare<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").all();

function errorOf(run: () => unknown): SiteDatabaseError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(SiteDatabaseError);
    return error as SiteDatabaseError;
  }
  throw new Error('Nothing failed.');
}

function addSite(db: SiteDatabase) {
  const row = { id: 1, code: 'CEN', name: 'Central Site', server: 'CEN01.corp.lab', kind: 'central' as const, parent: null, revision: 7, catalog_version: 3, content_version: 2, last_synchronized_at: 5, next_retry_at: null, next_ci_id: 9, seed: 's', clock_kind: 'lab' as const, clock_at: 11 };
  db.transaction((w) => {
    w.run(build.insertInto('site').values(row));
    w.run(build.insertInto('components').values({ name: 'a', settings: '{}', changed_revision: 4, changed_at: 1, changed_by: 'x' }));
  });
  return row;
}

describe('migrations', () => {
  test('[SYNC-05] are numbered 1, 2, 3 … without gaps', () => {
    expect(migrations.map((m) => m.id)).toEqual(migrations.map((_, i) => i + 1));
  });

  test.each(migrations.map((m, i) => [m.name, i] as const))('[SYNC-05] %s alone: goes on from the schema before it and keeps what was there', (_name, i) => {
    const before = openSiteDatabase(file, { migrations: migrations.slice(0, i) });
    const old = tables(before);
    const site = i > 0 ? addSite(before) : undefined;
    before.close();
    const after = openSiteDatabase(file, { migrations: migrations.slice(0, i + 1) });
    expect(pragma(after, 'user_version')).toBe(migrations[i]!.id);
    expect(tables(after).map((t) => t.name)).toEqual(expect.arrayContaining(old.map((t) => t.name)));
    if (site) expect(after.first(build.selectFrom('site').selectAll())).toMatchObject(site);
    after.close();
  });

  test('[SYNC-05] all at once and one by one make the same schema', () => {
    for (let i = 1; i <= migrations.length; i++) openSiteDatabase(file, { migrations: migrations.slice(0, i) }).close();
    const stepwise = openSiteDatabase(file);
    const whole = openSiteDatabase(join(folder, 'whole.db'));
    const schema = (db: Readable) => db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
    expect(schema(stepwise)).toEqual(schema(whole));
    stepwise.close();
    whole.close();
  });

  test('[SYNC-05] one that fails half-way leaves the file byte by byte as it was and stops the start', () => {
    const db = openSiteDatabase(file);
    addSite(db);
    db.close();
    const before = readFileSync(file);
    const failing = { id: migrations.at(-1)!.id + 2, name: 'failing', sql: 'DELETE FROM components; UPDATE site SET revision = 0; INSERT INTO nowhere VALUES (1);' };
    const good = { id: migrations.at(-1)!.id + 1, name: 'good', sql: 'CREATE TABLE more (a INTEGER) STRICT;' };
    const error = errorOf(() => openSiteDatabase(file, { migrations: [...migrations, good, failing] }));
    expect(error.reason).toBe('migration');
    expect(error.message).toMatch(/failing.*no such table: nowhere.*left as it was/);
    expect(readFileSync(file).equals(before)).toBe(true);
    const again = openSiteDatabase(file);
    expect(again.first(build.selectFrom('site').select('revision'))).toEqual({ revision: 7 });
    again.close();
  });

  test('[SYNC-05] a file written by a newer Patchbay is refused and left alone', () => {
    openSiteDatabase(file, { migrations: [...migrations, { id: migrations.at(-1)!.id + 1, name: 'future', sql: 'CREATE TABLE future (a INTEGER) STRICT;' }] }).close();
    const before = readFileSync(file);
    expect(errorOf(() => openSiteDatabase(file))).toMatchObject({ reason: 'newer', message: expect.stringContaining('newer Patchbay') });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('the file', () => {
  test('[SYNC-05] is WAL, checks foreign keys, and every table is STRICT', () => {
    const db = openSiteDatabase(file);
    expect(pragma(db, 'journal_mode')).toBe('wal');
    expect(pragma(db, 'foreign_keys')).toBe(1);
    expect(tables(db).filter((t) => !/\)\s*STRICT/.test(t.sql)).map((t) => t.name)).toEqual([]);
    expect(() => db.transaction((w) => w.prepare("INSERT INTO components VALUES ('a', '{}', 'not a number', NULL, NULL)").run())).toThrow(/cannot store TEXT value in INTEGER column/);
    expect(() => db.transaction((w) => w.prepare("INSERT INTO update_folders VALUES ('c', 'v', 'p', 1)").run())).toThrow(/FOREIGN KEY/);
    db.close();
  });

  test('[SYNC-05] is on disk when a transaction returns; staged rows wait for it', () => {
    const db = openSiteDatabase(file);
    const FULL = 2;
    const NORMAL = 1;
    expect(db.transaction((w) => pragma(w, 'synchronous'))).toBe(FULL);
    expect(db.stage((w) => pragma(w, 'synchronous'))).toBe(NORMAL);
    expect(() => db.stage(() => { throw new Error('half-way'); })).toThrow('half-way');
    expect(db.transaction((w) => pragma(w, 'synchronous'))).toBe(FULL);
    db.close();
  });

  test('[SYNC-05] a transaction that throws has never been', () => {
    const db = openSiteDatabase(file);
    addSite(db);
    const write = () => db.transaction((w) => {
      w.run(build.updateTable('site').set({ revision: 99 }));
      throw new Error('half-way');
    });
    expect(write).toThrow('half-way');
    expect(db.first(build.selectFrom('site').select('revision'))).toEqual({ revision: 7 });
    db.close();
  });

  test('[SYNC-05] a reader sees every commit, nothing before it, and can change nothing', () => {
    const db = openSiteDatabase(file);
    addSite(db);
    const reader = openReader(file);
    const revision = () => reader.first(build.selectFrom('site').select('revision'))!.revision;
    db.transaction((w) => {
      w.run(build.updateTable('site').set({ revision: 8 }));
      expect(revision()).toBe(7);
    });
    expect(revision()).toBe(8);
    expect(() => reader.prepare('UPDATE site SET revision = 9').run()).toThrow(/readonly/);
    reader.close();
    db.close();
  });
});

describe('a file that cannot be used', () => {
  const noise = Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919) & 255));

  test('[SYNC-05] damage is told as such, wherever it is, and the file is left alone', () => {
    writeFileSync(file, noise);
    expect(errorOf(() => openSiteDatabase(file))).toMatchObject({ reason: 'corrupt', message: expect.stringContaining(file) });
    expect(readFileSync(file).equals(noise)).toBe(true);
    rmSync(file);
    openSiteDatabase(file).close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 8192, 16_384);
    writeFileSync(file, bytes);
    expect(errorOf(() => openSiteDatabase(file)).reason).toBe('corrupt');
  });

  test('[SYNC-05] a folder in its place is no database', () => {
    expect(errorOf(() => openSiteDatabase(folder)).reason).toBe('unavailable');
  });

  test('[SYNC-05] the engine does not start on a damaged site database and says what, why and what to do', async () => {
    mkdirSync(join(folder, 'CEN'));
    writeFileSync(join(folder, 'CEN', 'site.db'), noise);
    const engine = startTestEngine(folder);
    const error = await engine.ready.then(() => undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineStartError);
    expect((error as EngineStartError).explained).toEqual({ what: 'The site could not be opened.', why: expect.stringMatching(/site\.db.*damaged/), todo: expect.stringMatching(/restore .* from a backup/), kind: 'failed' });
    expect(readFileSync(join(folder, 'CEN', 'site.db')).equals(noise)).toBe(true);
    await engine.close();
  });
});
