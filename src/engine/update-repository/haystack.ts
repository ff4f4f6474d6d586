import type { Readable } from '../site-database/index.ts';
import { VISIBLE } from './columns.ts';

/** Between two rows' texts; no text that is looked for has it. */
const END = '\n';

/** Rows gathered at once: some five milliseconds. */
const PIECE = 4000;

/** The texts of all rows one after the other, and where each ends. */
interface Gathered {
  readonly text: string;
  readonly rows: Int32Array;
  readonly ends: Uint32Array;
}

/** What is being gathered of a catalog version, and at its end the whole. */
interface Gathering {
  readonly version: number;
  readonly texts: string[];
  readonly rows: number[];
  whole: Gathered | null;
}

function wholeOf({ texts, rows }: Gathering): Gathered {
  const ends = new Uint32Array(rows.length);
  texts.reduce((at, text, nth) => (ends[nth] = at + text.length) + END.length, 0);
  return { text: texts.join(END), rows: Int32Array.from(rows), ends };
}

/**
 * What rows of software_updates show in any column, as one long text in memory (some 250 bytes a row), gathered once per catalog version.
 */
export interface Haystack {
  /** Row_ids of the rows with a text, which is in lower case (D§1.3). */
  find(text: string, version: number): number[];
  /** Gathers a piece of what the next search will go through; false: nothing is left to gather. */
  ahead(version: number): boolean;
}

export function createHaystack(db: Readable): Haystack {
  const next = db.prepare<[number, string]>(`SELECT row_id, find_text FROM software_updates WHERE ${VISIBLE} AND row_id > ? ORDER BY row_id LIMIT ${PIECE}`).raw();
  let kept: Gathering | null = null;
  const of = (version: number): Gathering => (kept?.version === version ? kept : (kept = { version, texts: [], rows: [], whole: null }));
  const more = (to: Gathering): boolean => {
    if (to.whole) return false;
    const read = next.all(to.version, to.version, to.rows.at(-1) ?? 0) as unknown as [number, string][];
    for (const [row, text] of read) {
      to.rows.push(row);
      to.texts.push(text);
    }
    if (read.length === PIECE) return true;
    to.whole = wholeOf(to);
    to.texts.length = to.rows.length = 0;
    return false;
  };
  return {
    ahead: (version) => more(of(version)),
    find: (needle, version) => {
      if (needle.includes(END)) return [];
      const gathering = of(version);
      while (more(gathering));
      const { text, rows, ends } = gathering.whole!;
      const found: number[] = [];
      for (let at = text.indexOf(needle), row = 0; at >= 0; at = text.indexOf(needle, ends[row - 1]! + END.length)) {
        while (ends[row]! < at) row++;
        found.push(rows[row++]!);
        if (row === rows.length) break;
      }
      return found;
    },
  };
}
