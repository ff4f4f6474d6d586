import type { Readable } from '../site-database/index.ts';
import { VISIBLE } from './columns.ts';
import { severities } from './model.ts';

/** Texts that are looked into, in lower case by row_id. */
export type SearchedText = 'article_id' | 'bulletin_id' | 'title' | 'update_id';

/** Columns that change within a catalog version. */
export type Settable = 'custom_severity' | 'deployed';

/** A column with few different values: the number of the value by row_id, and the values by number. */
export interface Coded<T> {
  readonly codes: Uint32Array;
  readonly values: readonly T[];
}

/** Index of the severity, expired, superseded. */
export interface Marked {
  readonly severity: number;
  readonly expired: boolean;
  readonly superseded: boolean;
}

/** A folder of the Update Repository: ids of categories. */
export interface InFolder {
  readonly classification: string;
  readonly vendor: string;
  readonly product: string;
}

/**
 * The rows of one catalog version as columns by row_id: what criteria are evaluated over. Each is read when it is first asked
 * for, in one pass; after that a criterion costs a comparison a row (100,000 updates: 3 MB of numbers, 8 MB of titles).
 */
export interface SearchColumns {
  readonly rows: {
    readonly itemId: Int32Array;
    readonly ciId: Int32Array;
    readonly dateReleased: Float64Array;
    readonly dateRevised: Float64Array;
    readonly marks: Coded<Marked>;
  };
  /** Languages as they are shown, in lower case. */
  readonly languages: Coded<string>;
  /** All folders an update lies in. */
  readonly folders: Coded<readonly InFolder[]>;
  /** A column of small numbers that is set within a catalog version, as it is at an edition. */
  settable(column: Settable, edition: number | string): Coded<number>;
  text(column: SearchedText): readonly string[];
}

type Numbers = [row: number, item: number, ci: number, marks: number, released: number, revised: number];

const marked = Array.from({ length: 32 }, (_, code): Marked => ({ severity: code & 7, expired: (code & 8) !== 0, superseded: (code & 16) !== 0 }));

function readRows(db: Readable, version: number): SearchColumns['rows'] {
  const read = db.prepare(`SELECT row_id, item_id, ci_id, severity + 8 * expired + 16 * superseded, date_released, date_revised FROM software_updates WHERE ${VISIBLE} ORDER BY row_id`).raw().all(version, version) as Numbers[];
  const size = (read.at(-1)?.[0] ?? 0) + 1;
  const codes = new Uint32Array(size);
  const rows = { itemId: new Int32Array(size), ciId: new Int32Array(size), dateReleased: new Float64Array(size), dateRevised: new Float64Array(size), marks: { codes, values: marked } };
  for (const [row, item, ci, marks, released, revised] of read) {
    rows.itemId[row] = item;
    rows.ciId[row] = ci;
    codes[row] = marks;
    rows.dateReleased[row] = released;
    rows.dateRevised[row] = revised;
  }
  return rows;
}

/** In the order of the column's covering index, so that the rows themselves are not read. */
const textsOf = (db: Readable, column: SearchedText | 'language', version: number) => db.prepare(`SELECT row_id, ${column} FROM software_updates WHERE ${VISIBLE}`).raw().all(version, version) as [row: number, text: string][];

/** Hands out a number for each different value. */
function coder<T>(): { values: T[]; of(key: string, make: () => T): number } {
  const known = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    of: (key, make) => {
      const code = known.get(key) ?? values.push(make()) - 1;
      known.set(key, code);
      return code;
    },
  };
}

function readLanguages(db: Readable, version: number, size: number): Coded<string> {
  const { values, of } = coder<string>();
  const codes = new Uint32Array(size);
  for (const [row, text] of textsOf(db, 'language', version)) codes[row] = of(text, () => text.toLowerCase());
  return { codes, values };
}

/** Most are 0, so only the others are read. */
function readSettable(db: Readable, column: Settable, version: number, size: number): Coded<number> {
  const codes = new Uint32Array(size);
  for (const [row, value] of db.prepare(`SELECT row_id, ${column} FROM software_updates WHERE ${VISIBLE} AND ${column} > 0`).raw().all(version, version) as [number, number][]) codes[row] = value;
  return { codes, values: severities.map((_, index) => index) };
}

/** Folder by folder: there are some hundred, and each is a stretch of the table's key. Most updates lie in the same few sets of them. */
function readFolders(db: Readable, itemId: Int32Array): Coded<readonly InFolder[]> {
  const all = db.prepare<InFolder>('SELECT DISTINCT classification_id AS classification, vendor_id AS vendor, product_id AS product FROM update_folders').all();
  const items = db.prepare<number>('SELECT item_id FROM update_folders WHERE classification_id = ? AND vendor_id = ? AND product_id = ?').pluck();
  const sets = coder<readonly InFolder[]>();
  const none = sets.of('', () => []);
  const setOf = new Map<number, number>();
  all.forEach((folder, nth) => {
    for (const item of items.all(folder.classification, folder.vendor, folder.product)) {
      const before = setOf.get(item) ?? none;
      setOf.set(item, sets.of(`${before} ${nth}`, () => [...sets.values[before]!, folder]));
    }
  });
  return { codes: Uint32Array.from(itemId, (item) => setOf.get(item) ?? none), values: sets.values };
}

/** The columns of the version asked last; another version begins anew. */
export function createSearchColumns(db: Readable): (version: number) => SearchColumns {
  let known: { version: number; columns: SearchColumns } | null = null;
  const read = (version: number): SearchColumns => {
    let rows: SearchColumns['rows'] | undefined;
    let languages: Coded<string> | undefined;
    let folders: Coded<readonly InFolder[]> | undefined;
    const settable = new Map<Settable, { edition: number | string; coded: Coded<number> }>();
    const texts = new Map<SearchedText, string[]>();
    const columns: SearchColumns = {
      get rows() {
        return (rows ??= readRows(db, version));
      },
      get languages() {
        return (languages ??= readLanguages(db, version, columns.rows.itemId.length));
      },
      get folders() {
        return (folders ??= readFolders(db, columns.rows.itemId));
      },
      settable: (column, edition) => {
        const kept = settable.get(column);
        if (kept?.edition === edition) return kept.coded;
        const coded = readSettable(db, column, version, columns.rows.itemId.length);
        settable.set(column, { edition, coded });
        return coded;
      },
      text: (column) => {
        let text = texts.get(column);
        if (text) return text;
        text = Array.from(columns.rows.itemId, () => '');
        for (const [row, value] of textsOf(db, column, version)) text[row] = value.toLowerCase();
        texts.set(column, text);
        return text;
      },
    };
    return columns;
  };
  return (version) => {
    if (known?.version !== version) known = { version, columns: read(version) };
    return known.columns;
  };
}
