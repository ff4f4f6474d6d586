import type { CategoryType, PublicationState, UpdateIdentity, UpdateType } from '../metadata/index.ts';
import type { RevisionFilter, StoredRevision } from './model.ts';
import { translated, type Connection } from './open.ts';

interface RevisionRow {
  readonly row_id: number;
  readonly update_id: string;
  readonly revision_number: number;
  readonly update_type: UpdateType;
  readonly category_type: CategoryType | null;
  readonly publication_state: PublicationState;
  readonly arrived_at: number;
}

const columns = 'r.row_id, r.update_id, r.revision_number, r.update_type, r.category_type, r.publication_state, r.arrived_at';
const pageSize = 500;

export interface RevisionQueries {
  currentUpdates(filter?: RevisionFilter): IterableIterator<StoredRevision>;
  categories(): StoredRevision[];
  changedBetween(from: number, to: number): IterableIterator<StoredRevision>;
  find(identity: UpdateIdentity): StoredRevision | undefined;
}

/** Reads of committed revisions. Lists come in pages, so that other work can use the connection between two items. */
export function createRevisionQueries(connection: Connection, version: () => number): RevisionQueries {
  const page = connection.prepare<Record<string, unknown>, RevisionRow>(`
    SELECT ${columns} FROM revisions r
    WHERE r.row_id > $after AND r.since_version > $from AND r.since_version <= $to AND (r.until_version IS NULL OR r.until_version > $to)
      AND ($types IS NULL OR r.update_type IN (SELECT value FROM json_each($types)))
      AND ($categories IS NULL OR EXISTS (
        SELECT 1 FROM revision_prerequisites p WHERE p.row_id = r.row_id AND p.prerequisite_id IN (SELECT value FROM json_each($categories))))
    ORDER BY r.row_id LIMIT ${pageSize}`);
  const exact = connection.prepare<[string, number, number], RevisionRow>(
    `SELECT ${columns} FROM revisions r WHERE r.update_id = ? AND r.revision_number = ? AND r.since_version <= ?`,
  );

  function* pages(from: number, to: number, filter: RevisionFilter): IterableIterator<StoredRevision> {
    const types = filter.updateTypes ? JSON.stringify(filter.updateTypes) : null;
    const categories = filter.categoryIds ? JSON.stringify(filter.categoryIds) : null;
    let after = 0;
    for (;;) {
      const rows = guarded(() => page.all({ after, from, to, types, categories }));
      for (const row of rows) yield revisionOf(row);
      if (rows.length < pageSize) return;
      after = rows.at(-1)!.row_id;
    }
  }
  const guarded = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      throw translated(error, connection.name);
    }
  };
  return {
    currentUpdates: (filter = {}) => pages(-1, version(), filter),
    categories: () => [...pages(-1, version(), { updateTypes: ['Category'] })],
    changedBetween: (from, to) => pages(from, to, {}),
    find: ({ updateId, revisionNumber }) => {
      const row = guarded(() => exact.get(updateId.toLowerCase(), revisionNumber, version()));
      return row && revisionOf(row);
    },
  };
}

function revisionOf(row: RevisionRow): StoredRevision {
  return {
    rowId: row.row_id,
    identity: { updateId: row.update_id, revisionNumber: row.revision_number },
    updateType: row.update_type,
    categoryType: row.category_type,
    publicationState: row.publication_state,
    arrivedAt: row.arrived_at,
  };
}
