import type { Readable } from '../site-database/index.ts';
import { VISIBLE } from './columns.ts';

/** Texts that are looked into, in lower case by row_id. */
export type SearchedText = 'article_id' | 'bulletin_id' | 'title' | 'update_id' | 'language';

/** Folders of the repository, and which of them each item lies in: the stretch of `of` from `from[item_id]` on. */
export interface Folders {
  readonly all: readonly { classification: string; vendor: string; product: string }[];
  readonly from: Int32Array;
  readonly of: Int32Array;
}

/**
 * The rows of one catalog version as columns by row_id: what criteria are evaluated over. Each is read when it is first asked
 * for, in one pass; after that a criterion costs a comparison a row (100,000 updates: 3 MB of numbers, 8 MB of titles).
 */
export interface SearchColumns {
  readonly numbers: {
    readonly itemId: Int32Array;
    readonly ciId: Int32Array;
    readonly severity: Uint8Array;
    readonly expired: Uint8Array;
    readonly superseded: Uint8Array;
    readonly dateReleased: Float64Array;
    readonly dateRevised: Float64Array;
  };
  text(column: SearchedText): readonly string[];
  readonly folders: Folders;
}

type Numbers = [row: number, item: number, ci: number, marks: number, released: number, revised: number];

function readNumbers(db: Readable, version: number): SearchColumns['numbers'] {
  const rows = db.prepare(`SELECT row_id, item_id, ci_id, severity + 8 * expired + 16 * superseded, date_released, date_revised FROM software_updates WHERE ${VISIBLE} ORDER BY row_id`).raw().all(version, version) as Numbers[];
  const size = (rows.at(-1)?.[0] ?? 0) + 1;
  const numbers = {
    itemId: new Int32Array(size), ciId: new Int32Array(size), severity: new Uint8Array(size), expired: new Uint8Array(size), superseded: new Uint8Array(size),
    dateReleased: new Float64Array(size), dateRevised: new Float64Array(size),
  };
  for (const [row, item, ci, marks, released, revised] of rows) {
    numbers.itemId[row] = item;
    numbers.ciId[row] = ci;
    numbers.severity[row] = marks & 7;
    numbers.expired[row] = (marks >> 3) & 1;
    numbers.superseded[row] = marks >> 4;
    numbers.dateReleased[row] = released;
    numbers.dateRevised[row] = revised;
  }
  return numbers;
}

/** In the order of the column's covering index, so that the rows themselves are not read. */
function readText(db: Readable, column: SearchedText, version: number, size: number): string[] {
  const texts = Array.from({ length: size }, () => '');
  for (const [row, text] of db.prepare(`SELECT row_id, ${column} FROM software_updates WHERE ${VISIBLE}`).raw().all(version, version) as [number, string][]) texts[row] = text.toLowerCase();
  return texts;
}

/** Folder by folder: there are some hundred, and each is a stretch of the table's key. */
function readFolders(db: Readable): Folders {
  const all = db.prepare<{ classification: string; vendor: string; product: string }>('SELECT DISTINCT classification_id AS classification, vendor_id AS vendor, product_id AS product FROM update_folders').all();
  const items = db.prepare<number>('SELECT item_id FROM update_folders WHERE classification_id = ? AND vendor_id = ? AND product_id = ?').pluck();
  const within = all.map(({ classification, vendor, product }) => items.all(classification, vendor, product));
  let largest = 0;
  for (const list of within) for (const item of list) if (item > largest) largest = item;
  const from = new Int32Array(largest + 2);
  for (const list of within) for (const item of list) from[item + 1]!++;
  for (let item = 0; item <= largest; item++) from[item + 1]! += from[item]!;
  const of = new Int32Array(from[largest + 1]!);
  const next = from.slice();
  within.forEach((list, nth) => {
    for (const item of list) of[next[item]!++] = nth;
  });
  return { all, from, of };
}

/** The columns of the version asked last; another version begins anew. */
export function createSearchColumns(db: Readable): (version: number) => SearchColumns {
  let known: { version: number; columns: SearchColumns } | null = null;
  return (version) => {
    if (known?.version === version) return known.columns;
    let numbers: SearchColumns['numbers'] | undefined;
    let folders: SearchColumns['folders'] | undefined;
    const texts = new Map<SearchedText, string[]>();
    const columns: SearchColumns = {
      get numbers() {
        return (numbers ??= readNumbers(db, version));
      },
      text: (column) => {
        const read = texts.get(column) ?? readText(db, column, version, columns.numbers.itemId.length);
        texts.set(column, read);
        return read;
      },
      get folders() {
        return (folders ??= readFolders(db));
      },
    };
    known = { version, columns };
    return columns;
  };
}
