import type { ColumnId } from '../../contract/index.ts';
import type { Readable } from '../site-database/index.ts';
import { isNumberColumn, numberColumns, textColumns, VISIBLE } from './columns.ts';
import { downloadedRows } from './downloaded.ts';
import { displayed } from './displayed.ts';
import { createHaystack } from './haystack.ts';
import { toRow, type StoredRow } from './row.ts';

/** Rows of software_updates by what they show, as row_ids (D§1.3). */
export interface Found {
  /** `text` is in lower case; it stands anywhere `within` the text of `column` (null: of any), or at its `start`. */
  rows(text: string, column: ColumnId | null, place: 'within' | 'start', version: number): number[];
  /** Does a little of what a search in all columns will need; false: nothing is left to do. */
  ahead(version: number): boolean;
}

// eslint-disable-next-line no-control-regex -- ASCII is 0 to 127
const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text);

/** Looks texts up in the covering index of their column, so that no row has to be read but those that are shown. */
export function createFound(db: Readable): Found {
  const haystack = createHaystack(db);
  const select = (condition: string) => db.prepare<number>(`SELECT row_id FROM software_updates WHERE ${VISIBLE} AND ${condition}`).pluck();

  /** Numbers show few different texts: those that pass are looked for. */
  const byNumber = (column: keyof typeof numberColumns, passes: (shown: string) => boolean, version: number) => {
    const name = numberColumns[column];
    const sample = db.prepare<StoredRow>(`SELECT * FROM software_updates WHERE ${VISIBLE} LIMIT 1`).get(version, version);
    const numbers = db.prepare<number>(`SELECT DISTINCT ${name} FROM software_updates WHERE ${VISIBLE}`).pluck().all(version, version);
    const passing = numbers.filter((number) => passes(displayed(toRow({ ...sample!, [name]: number }), column).toLowerCase()));
    return select(`${name} IN (SELECT value FROM json_each(?))`).all(version, version, JSON.stringify(passing));
  };

  const byText = (name: string, text: string, place: 'within' | 'start', passes: (shown: string) => boolean, version: number) => {
    // SQLite folds ASCII letters only; other text is compared here.
    if (isAscii(text)) return select(`instr(lower(${name}), ?) ${place === 'start' ? '= 1' : '> 0'}`).all(version, version, text);
    const pairs = db.prepare(`SELECT row_id, ${name} FROM software_updates WHERE ${VISIBLE}`).raw().all(version, version) as [number, string][];
    return pairs.filter(([, shown]) => passes(shown.toLowerCase())).map(([row]) => row);
  };

  return {
    ahead: haystack.ahead,
    rows: (text, column, place, version) => {
      if (column === null) return haystack.find(text, version);
      const passes = (shown: string) => (place === 'start' ? shown.startsWith(text) : shown.includes(text));
      const name = textColumns[column];
      if (name !== undefined) return byText(name, text, place, passes, version);
      if (column === 'downloaded') {
        const there = downloadedRows(db);
        return select('1').all(version, version).filter((row) => passes(there[row] === 1 ? 'yes' : 'no'));
      }
      if (isNumberColumn(column)) return byNumber(column, passes, version);
      const sample = db.prepare<StoredRow>(`SELECT * FROM software_updates WHERE ${VISIBLE} LIMIT 1`).get(version, version);
      return sample && passes(displayed(toRow(sample), column).toLowerCase()) ? select('1').all(version, version) : [];
    },
  };
}
