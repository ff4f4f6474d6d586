import { readUpdate, summaryOf, type CategoryType, type PublicationState, type UpdateSummary, type UpdateType } from '../metadata/index.ts';
import { unpackDocument } from './document.ts';
import type { CatalogReader, FileLocation, MeasuredRevision, RevisionFilter, StoredRevision } from './model.ts';
import { CatalogStoreError, guarded, type Connection } from './open.ts';

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
/** Rows with a list each. */
const measuredPage = 100;

/** Reads at a version. Lists come in pages, so that other work can use the connection between two items. */
export function createReader(connection: Connection, version: () => number): CatalogReader {
  // All of a version is read along the rows: over the index of versions each page would sort everything anew. What changed is few.
  const pageOver = (since: string) => connection.prepare<Record<string, unknown>, RevisionRow>(`
    SELECT ${columns} FROM revisions r
    WHERE r.row_id > $after AND ${since} > $from AND ${since} <= $to AND (r.until_version IS NULL OR r.until_version > $to)
      AND ($types IS NULL OR r.update_type IN (SELECT value FROM json_each($types)))
      AND ($categories IS NULL OR EXISTS (
        SELECT 1 FROM revision_prerequisites p WHERE p.row_id = r.row_id AND p.prerequisite_id IN (SELECT value FROM json_each($categories))))
    ORDER BY r.row_id LIMIT ${pageSize}`);
  const sizes = connection.prepare<Record<string, unknown>, { row_id: number; update_id: string; update_type: UpdateType; xml_length: number; prerequisites: string | null }>(`
    SELECT r.row_id, r.update_id, r.update_type, r.xml_length, (SELECT group_concat(p.prerequisite_id, ' ') FROM revision_prerequisites p WHERE p.row_id = r.row_id) AS prerequisites
    FROM revisions r WHERE r.row_id > $after AND r.since_version <= $to AND (r.until_version IS NULL OR r.until_version > $to) ORDER BY r.row_id LIMIT ${measuredPage}`);
  const currentPage = pageOver('+r.since_version');
  const changedPage = pageOver('r.since_version');
  const categoryRows = connection.prepare<Record<string, unknown>, RevisionRow>(`
    SELECT ${columns} FROM revisions r
    WHERE r.update_type = 'Category' AND +r.since_version <= $to AND (r.until_version IS NULL OR r.until_version > $to) ORDER BY +r.row_id`);
  const exact = connection.prepare<[string, number, number], RevisionRow>(
    `SELECT ${columns} FROM revisions r WHERE r.update_id = ? AND r.revision_number = ? AND r.since_version <= ?`,
  );

  const readXml = connection.prepare<[number], { xml: Buffer; xml_length: number }>('SELECT xml, xml_length FROM revisions WHERE row_id = ?');
  const readSummary = connection.prepare<[number], string>('SELECT summary FROM revision_summaries WHERE row_id = ?').pluck();
  // In two steps: a join of the two takes four times as long for the one or two files of an update.
  const readDigests = connection.prepare<[number], string>('SELECT digest FROM revision_files WHERE row_id = ? ORDER BY digest').pluck();
  const readFile = connection.prepare<[string, number], { url: string; size: number | null }>('SELECT url, size FROM files WHERE digest = ? AND since_version <= ?');
  const readCounts = connection.prepare<[number, number], { update_type: UpdateType; total: number }>(
    `SELECT update_type, count(*) AS total FROM revisions
     WHERE since_version <= ? AND (until_version IS NULL OR until_version > ?) GROUP BY update_type`,
  );

  function* pages(from: number, to: number, filter: RevisionFilter): IterableIterator<StoredRevision> {
    const types = filter.updateTypes ? JSON.stringify(filter.updateTypes) : null;
    const categories = filter.categoryIds ? JSON.stringify(filter.categoryIds) : null;
    const page = from < 0 ? currentPage : changedPage;
    let after = 0;
    for (;;) {
      const rows = guarded(connection, () => page.all({ after, from, to, types, categories }));
      for (const row of rows) yield revisionOf(row);
      if (rows.length < pageSize) return;
      after = rows.at(-1)!.row_id;
    }
  }
  function* measured(to: number): IterableIterator<MeasuredRevision> {
    let after = 0;
    for (;;) {
      const rows = guarded(connection, () => sizes.all({ after, to }));
      for (const row of rows) {
        yield { rowId: row.row_id, updateId: row.update_id, updateType: row.update_type, characters: row.xml_length, prerequisiteIds: row.prerequisites?.split(' ') ?? [] };
      }
      if (rows.length < measuredPage) return;
      after = rows.at(-1)!.row_id;
    }
  }
  const getXml = (rowId: number): string => {
    const row = guard(() => readXml.get(rowId));
    if (!row) throw new CatalogStoreError('Corrupt', `The catalog store has no row ${rowId}.`);
    return unpackDocument(row.xml, row.xml_length);
  };
  const guard = <T>(step: () => T): T => guarded(connection, step);
  return {
    version,
    currentUpdates: (filter = {}) => pages(-1, version(), filter),
    categories: () => guard(() => categoryRows.all({ to: version() })).map(revisionOf),
    changedBetween: (from, to) => pages(from, to, {}),
    measured: () => measured(version()),
    find: ({ updateId, revisionNumber }) => {
      const row = guard(() => exact.get(updateId.toLowerCase(), revisionNumber, version()));
      return row && revisionOf(row);
    },
    getXml,
    getSummary(rowId) {
      const summary = guard(() => readSummary.get(rowId));
      return summary === undefined ? summaryOf(readUpdate(getXml(rowId))) : parsedSummary(summary);
    },
    filesOf: (rowId) => guard(() => readDigests.all(rowId).flatMap((digest) => locations(digest, readFile.get(digest, version())))),
    locationOf: (digest) => locations(digest, guard(() => readFile.get(digest, version())))[0],
    together: (read) => guard(() => connection.transaction(read).deferred()),
    counts: () => guard(() => Object.fromEntries(readCounts.all(version(), version()).map((row) => [row.update_type, row.total]))),
  };
}

function locations(digest: string, row: { url: string; size: number | null } | undefined): FileLocation[] {
  if (!row) return [];
  return [row.size === null ? { digest, url: row.url } : { digest, url: row.url, size: row.size }];
}

function parsedSummary(text: string): UpdateSummary {
  try {
    return JSON.parse(text) as UpdateSummary;
  } catch (error) {
    throw new CatalogStoreError('Corrupt', 'A stored summary of an update cannot be read.', { cause: error });
  }
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
