import type { AdvertisementDraft, PackageDraft, ProgramDraft } from '../../contract/index.ts';
import type { Changed } from '../audit/index.ts';
import type { Readable, Writable } from '../site-database/index.ts';

/** The three kinds of objects, which are kept alike: what an administrator said of each. */
export interface Drafts {
  package: PackageDraft;
  program: ProgramDraft;
  advertisement: AdvertisementDraft;
}
export type Kind = keyof Drafts;

/** The whole of one, as the journal has it. */
export interface Whole<K extends Kind> {
  draft: Drafts[K];
  createdAt: number;
  createdBy: string;
}

export interface Stored<K extends Kind> extends Whole<K> {
  id: number;
  modifiedAt: number;
  modifiedBy: string;
  changedRevision: number;
}

interface Row {
  id: number;
  name: string;
  draft: string;
  created_at: number;
  created_by: string;
  modified_at: number;
  modified_by: string;
  changed_revision: number;
}

const tables: Readonly<Record<Kind, string>> = { package: 'packages', program: 'programs', advertisement: 'advertisements' };

const stored = <K extends Kind>(row: Row): Stored<K> => ({
  id: row.id, draft: JSON.parse(row.draft) as Drafts[K], createdAt: row.created_at, createdBy: row.created_by, modifiedAt: row.modified_at, modifiedBy: row.modified_by, changedRevision: row.changed_revision,
});

export function find<K extends Kind>(db: Readable, kind: K, id: number): Stored<K> | undefined {
  const row = db.prepare<Row>(`SELECT * FROM ${tables[kind]} WHERE id = ?`).get(id);
  return row && stored(row);
}

/** By name. */
export const all = <K extends Kind>(db: Readable, kind: K): Stored<K>[] => db.prepare<Row>(`SELECT * FROM ${tables[kind]} ORDER BY name, id`).all().map((row) => stored<K>(row));

export const programsOf = (db: Readable, packageId: number): Stored<'program'>[] => all(db, 'program').filter(({ draft }) => draft.package === packageId);
export const advertisementsOf = (db: Readable, programId: number): Stored<'advertisement'>[] => all(db, 'advertisement').filter(({ draft }) => draft.program === programId);

export const wholeOf = <K extends Kind>({ draft, createdAt, createdBy }: Stored<K>): Whole<K> => ({ draft, createdAt, createdBy });

/** In the caller's transaction; answers with its id, which is `id` where it had one before. */
export function put<K extends Kind>(db: Writable, kind: K, id: number | null, whole: Whole<K>, { revision, at, by }: Changed): number {
  const values = [whole.draft.name, JSON.stringify(whole.draft), whole.createdAt, whole.createdBy, at, by, revision];
  const sql = `INSERT INTO ${tables[kind]} (id, name, draft, created_at, created_by, modified_at, modified_by, changed_revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, draft = excluded.draft, modified_at = excluded.modified_at, modified_by = excluded.modified_by, changed_revision = excluded.changed_revision RETURNING id`;
  return db.prepare<number>(sql).pluck().get(id, ...values)!;
}

export const remove = (db: Writable, kind: Kind, id: number): void => void db.prepare(`DELETE FROM ${tables[kind]} WHERE id = ?`).run(id);

/** "CEN80001", and of advertisements "CEN20001". */
export const packageCode = (site: string, id: number): string => `${site}${id.toString(16).toUpperCase().padStart(5, '0')}`;
export const advertisementCode = (site: string, id: number): string => `${site}2${id.toString(16).toUpperCase().padStart(4, '0')}`;
