import { prerequisiteIds, summaryOf, type Update, type UpdateIdentity } from '../metadata/index.ts';
import type { Breath } from '../../kernel/index.ts';
import { packDocument } from './document.ts';
import { CatalogStoreError, guarded, type Connection } from './open.ts';
import { createReader } from './queries.ts';
import type { CatalogImport, ImportedRevision } from './model.ts';

/** Revisions written, rows removed in one transaction: a few milliseconds. */
const slice = 20;
const discardSlice = 200;

interface Staged {
  readonly revision: ImportedRevision;
  readonly packed: Buffer;
}

/**
 * Staging without a long transaction: staged rows carry the next version number, which no reader looks at yet, and a
 * commit is one changed setting. What a crash leaves behind is removed by `discardStaged` at the next open.
 */
export function createImport(connection: Connection, current: () => number, closed: () => void): CatalogImport {
  const next = current() + 1;
  const stage = stagingOf(connection, next);
  let waiting: Staged[] = [];
  let open = true;
  const counts = { added: 0, revised: 0, unchanged: 0 };
  let stagedRows = 0;

  const whileOpen = <T>(step: () => T): T => {
    if (!open) throw new CatalogStoreError('ImportClosed', 'This import is over already.');
    return guarded(connection, step);
  };
  const flush = connection.transaction((): void => {
    for (const one of waiting) {
      const result = stage(one);
      counts[result.outcome]++;
      stagedRows += result.rows;
    }
  });
  const flushAll = (): void => {
    flush();
    waiting = [];
  };
  const findRevision = connection.prepare<[string, number]>('SELECT 1 FROM revisions WHERE update_id = ? AND revision_number = ?').pluck();

  return {
    put: (revision) =>
      whileOpen(() => {
        waiting.push({ revision, packed: packDocument(revision.xml) });
        if (waiting.length >= slice) flushAll();
      }),
    counts: () => counts,
    has: (identity) => whileOpen(() => isWaiting(waiting, identity) || findRevision.get(identity.updateId, identity.revisionNumber) !== undefined),
    staged: () =>
      whileOpen(() => {
        flushAll();
        return createReader(connection, () => next);
      }),
    commit: (settings = {}) =>
      whileOpen(() => {
        flushAll();
        writeSettings(connection, stagedRows > 0 ? { ...settings, catalog_version: String(next) } : settings);
        open = false;
        closed();
        return current();
      }),
    discard: async (breath) => {
      if (!open) return;
      open = false;
      waiting = [];
      await discardSlowly(connection, next, breath).finally(closed);
    },
  };
}

async function discardSlowly(connection: Connection, staged: number, breath: Breath | undefined): Promise<void> {
  for (const step of discardSteps(connection, staged)) {
    guarded(connection, step);
    await breath?.();
  }
}

/** Removes at once what an import left that was interrupted, or could not be discarded (a full disk). */
export function discardStaged(connection: Connection, version: number): void {
  for (const step of discardSteps(connection, version + 1)) step();
}

function* discardSteps(connection: Connection, staged: number): IterableIterator<() => void> {
  const statements = [
    'DELETE FROM revisions WHERE row_id IN (SELECT row_id FROM revisions WHERE since_version >= ? LIMIT ?)',
    'UPDATE revisions SET until_version = NULL WHERE row_id IN (SELECT row_id FROM revisions WHERE until_version >= ? LIMIT ?)',
    'DELETE FROM files WHERE digest IN (SELECT digest FROM files WHERE since_version >= ? LIMIT ?)',
  ];
  for (const text of statements) {
    const statement = connection.prepare(text);
    let changes: number;
    do {
      changes = 0;
      yield () => void (changes = statement.run(staged, discardSlice).changes);
    } while (changes > 0);
  }
}

/** All at once; null removes. */
export function writeSettings(connection: Connection, settings: Readonly<Record<string, string | null>>): void {
  const remove = connection.prepare('DELETE FROM meta WHERE key = ?');
  const write = connection.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  connection.transaction(() => {
    for (const [key, value] of Object.entries(settings)) {
      if (value === null) remove.run(key);
      else write.run(key, value);
    }
  })();
}

function isWaiting(waiting: readonly Staged[], { updateId, revisionNumber }: UpdateIdentity): boolean {
  return waiting.some(({ revision: { update } }) => update.identity.updateId === updateId && update.identity.revisionNumber === revisionNumber);
}

function languagesOf({ properties: { languages } }: Update): string {
  return languages.length === 0 ? '' : `|${languages.join('|').toLowerCase()}|`;
}

type Outcome = 'added' | 'revised' | 'unchanged';

interface StageResult {
  readonly outcome: Outcome;
  readonly rows: number;
}

function stagingOf(connection: Connection, next: number): (staged: Staged) => StageResult {
  const newest = connection.prepare<[string], { row_id: number; revision_number: number }>(
    'SELECT row_id, revision_number FROM revisions WHERE update_id = ? ORDER BY revision_number DESC LIMIT 1',
  );
  const exact = connection.prepare<[string, number]>('SELECT 1 FROM revisions WHERE update_id = ? AND revision_number = ?').pluck();
  const replace = connection.prepare('UPDATE revisions SET until_version = ? WHERE row_id = ?');
  const insert = connection.prepare(`INSERT INTO revisions
    (update_id, revision_number, update_type, category_type, publication_state, arrived_at, xml, xml_length, since_version, until_version, languages)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertPrerequisite = connection.prepare('INSERT INTO revision_prerequisites VALUES (?, ?)');
  const insertRevisionFile = connection.prepare('INSERT OR IGNORE INTO revision_files VALUES (?, ?)');
  const insertSummary = connection.prepare('INSERT INTO revision_summaries VALUES (?, ?)');
  const insertFile = connection.prepare('INSERT OR IGNORE INTO files VALUES (?, ?, ?, ?)');

  return ({ revision, packed }) => {
    const { update, xml, arrivedAt, files = [] } = revision;
    const { updateId, revisionNumber } = update.identity;
    let rows = 0;
    for (const file of files) rows += insertFile.run(file.digest, file.url, file.size ?? null, next).changes;
    if (exact.get(updateId, revisionNumber) !== undefined) return { outcome: 'unchanged', rows };
    const known = newest.get(updateId);
    // An older revision may arrive after a newer one (W§3): it is kept for those who ask for it, but never current.
    const isOlder = known !== undefined && known.revision_number > revisionNumber;
    if (known && !isOlder) replace.run(next, known.row_id);
    const { updateType, publicationState = 'Published' } = update.properties;
    const categoryType = update.handlerData?.kind === 'category' ? update.handlerData.categoryType : null;
    const rowId = insert.run(updateId, revisionNumber, updateType, categoryType, publicationState, arrivedAt, packed, xml.length, next, isOlder ? next : null, languagesOf(update)).lastInsertRowid;
    insertSummary.run(rowId, JSON.stringify(summaryOf(update)));
    for (const id of prerequisiteIds(update)) insertPrerequisite.run(id, rowId);
    for (const file of update.files) insertRevisionFile.run(rowId, file.digest);
    return { outcome: known ? 'revised' : 'added', rows: rows + 1 };
  };
}
