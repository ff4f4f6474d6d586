import type { Readable } from '../site-database/index.ts';

const BUILT_IN = 'SMS';

/** What every site calls a collection of this one: "SMS00001", "CEN0000C" (D§5.2). */
export const codeFrom = (id: number, builtIn: boolean, site: string): string => `${builtIn ? BUILT_IN : site}${id.toString(16).toUpperCase().padStart(5, '0')}`;

const found = (db: Readable, code: string) =>
  db
    .prepare<{ id: number; name: string }>('SELECT c.collection_id AS id, c.name FROM collections c JOIN site s WHERE c.collection_id = @id AND c.built_in = (@site = @builtIn) AND (c.built_in = 1 OR s.code = @site)')
    .get({ id: parseInt(code.slice(3), 16), site: code.slice(0, 3), builtIn: BUILT_IN });

/** Number at this site of the collection with a code; null: it is gone, or one of another site. */
export const numberOf = (db: Readable, code: string): number | null => found(db, code)?.id ?? null;
/** Its name at this site; null as above. */
export const nameOf = (db: Readable, code: string): string | null => found(db, code)?.name ?? null;

/** The code of a collection of this site; null: there is none. */
export function codeOf(db: Readable, id: number): string | null {
  const row = db.prepare<{ built_in: number; site: string }>('SELECT c.built_in, s.code AS site FROM collections c JOIN site s WHERE c.collection_id = ?').get(id);
  return row ? codeFrom(id, row.built_in === 1, row.site) : null;
}
