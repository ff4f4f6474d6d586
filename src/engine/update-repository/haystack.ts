import type { Readable } from '../site-database/index.ts';
import { VISIBLE } from './columns.ts';

/** Between two rows' texts; no text that is looked for has it. */
const END = '\n';

interface Haystack {
  version: number;
  /** The texts of all rows one after the other. */
  text: string;
  rows: Int32Array;
  /** Where each row's text ends in `text`. */
  ends: Uint32Array;
}

function gather(db: Readable, version: number): Haystack {
  const read = db.prepare<[number, string]>(`SELECT row_id, find_text FROM software_updates WHERE ${VISIBLE}`).raw().all(version, version) as unknown as [number, string][];
  const rows = Int32Array.from(read, ([row]) => row);
  const ends = new Uint32Array(read.length);
  let at = 0;
  read.forEach(([, text], nth) => {
    ends[nth] = at += text.length;
    at += END.length;
  });
  return { version, rows, ends, text: read.map(([, text]) => text).join(END) };
}

/**
 * Looks a text up in what rows of software_updates show in any column: one search through one long text in memory, some
 * 250 bytes a row, made at the first search of a catalog version (D§1.3). Answers row_ids; `text` is in lower case.
 */
export function createHaystack(db: Readable): (text: string, version: number) => number[] {
  let kept: Haystack | null = null;
  return (needle, version) => {
    if (needle.includes(END)) return [];
    if (kept?.version !== version) kept = gather(db, version);
    const { text, rows, ends } = kept;
    const found: number[] = [];
    for (let at = text.indexOf(needle), row = 0; at >= 0; at = text.indexOf(needle, ends[row - 1]! + END.length)) {
      while (ends[row]! < at) row++;
      found.push(rows[row++]!);
      if (row === rows.length) break;
    }
    return found;
  };
}
