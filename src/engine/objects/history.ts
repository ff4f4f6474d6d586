import type { Selectable } from 'kysely';
import type { ChangedObject, JournalEntry, ObjectRef } from '../../contract/index.ts';
import type { Readable, Tables } from '../site-database/index.ts';

type Row = Selectable<Tables['journal']>;

/** Objects that an entry of the list names. */
const TOLD = 20;

/** The name under which an undo is journaled; its input names the revision it takes back. */
export const UNDO = 'objects.undo';

/** An entry that changed objects, as far as cancelling each other out goes. */
interface Step {
  revision: number;
  name: string;
  actor: string;
  undoes: number | null;
}

/**
 * Of changes, newest first, those that stand: a change and the undo that took it back cancel each other out, and an undo
 * that was undone itself does not count.
 */
export function standing<S extends Step>(newestFirst: readonly S[]): { standing: S[]; undone: ReadonlyMap<number, number> } {
  const undone = new Map<number, number>();
  const left = newestFirst.filter(({ revision, undoes }) => {
    if (undone.has(revision)) return false;
    if (undoes !== null) undone.set(undoes, revision);
    return undoes === null;
  });
  return { standing: left, undone };
}

export const undoesOf = (row: Pick<Row, 'name' | 'input'>): number | null => (row.name === UNDO ? (JSON.parse(row.input) as { revision: number }).revision : null);

/** The undo that took a revision back and stands, if any: undos of one revision and of that undo form a chain. */
export function undoneBy(db: Readable, revision: number): number | null {
  const undos = db.prepare<number>(`SELECT revision FROM journal WHERE name = '${UNDO}' AND json_extract(input, '$.revision') = ? ORDER BY revision DESC`).pluck();
  return undos.all(revision).find((undo) => undoneBy(db, undo) === null) ?? null;
}

/** What a revision changed, by name alone: of thousands of objects their whole before and after is much. */
export function namedObjects(db: Readable, revision: number, most = -1): ChangedObject[] {
  const rows = db
    .prepare<{ kind: string; id: string; name: string; made: number; gone: number }>('SELECT kind, object_id AS id, name, before IS NULL AS made, after IS NULL AS gone FROM journal_objects WHERE revision = ? ORDER BY position LIMIT ?')
    .all(revision, most);
  return rows.map(({ kind, id, name, made, gone }) => ({ kind, id, name, change: made === 1 ? 'made' : gone === 1 ? 'deleted' : 'changed' }));
}

export function objectsOf(db: Readable, revision: number): (ChangedObject & { before: string | null; after: string | null })[] {
  const rows = db.prepare<{ kind: string; object_id: string; name: string; before: string | null; after: string | null }>('SELECT kind, object_id, name, before, after FROM journal_objects WHERE revision = ? ORDER BY position').all(revision);
  return rows.map(({ object_id: id, ...row }) => ({ ...row, id, change: row.before === null ? 'made' : row.after === null ? 'deleted' : 'changed' }));
}

export function toEntry(db: Readable, row: Row): JournalEntry {
  const objects = namedObjects(db, row.revision, TOLD);
  return { revision: row.revision, at: row.at, actor: row.actor, kind: row.kind, name: row.name, objects, undoes: undoesOf(row), undoneBy: undoneBy(db, row.revision) };
}

export const findRow = (db: Readable, revision: number): Row | undefined => db.prepare<Row>('SELECT * FROM journal WHERE revision = ?').get(revision);

/** The journal as the console lists it; on any connection. */
export interface HistoryReads {
  list(asked: { find: string; inputs: boolean; of: ObjectRef | null; offset: number; limit: number }): { total: number; rows: JournalEntry[] };
}

export function createHistoryReads(db: Readable): HistoryReads {
  return {
    list: ({ find, inputs, of, offset, limit }) => {
      const conditions = [
        inputs ? null : "kind = 'command'",
        of && 'revision IN (SELECT revision FROM journal_objects WHERE kind = :kind AND object_id = :id)',
        find === '' ? null : '(instr(lower(actor), :find) OR instr(lower(name), :find) OR revision IN (SELECT revision FROM journal_objects WHERE instr(lower(name), :find)))',
      ].filter((one) => one !== null);
      const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
      const named = { ...of, ...(find === '' ? {} : { find: find.toLowerCase() }) };
      const total = db.prepare<number>(`SELECT count(*) FROM journal ${where}`).pluck().get(named)!;
      const rows = db.prepare<Row>(`SELECT * FROM journal ${where} ORDER BY revision DESC LIMIT :limit OFFSET :offset`).all({ ...named, limit, offset });
      return { total, rows: rows.map((row) => toEntry(db, row)) };
    },
  };
}
