import type { Readable } from '../site-database/index.ts';
import { VISIBLE } from './columns.ts';

/** Between two rows' texts; no text that is looked for has it. */
const END = '\n';

/** Rows gathered at once: some five milliseconds. */
const PIECE = 4000;

interface Gathered {
  readonly version: number;
  /** The texts of all rows one after the other; null: not all of them are gathered. */
  text: string | null;
  readonly gathered: string[];
  readonly rows: number[];
  /** Where each row's text ends in `text`. */
  readonly ends: number[];
  /** The last two once all are gathered: who goes through them reads plain memory. */
  all: { rows: Int32Array; ends: Uint32Array };
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
  let kept: Gathered | null = null;
  const of = (version: number): Gathered => (kept?.version === version ? kept : (kept = { version, text: null, gathered: [], rows: [], ends: [], all: { rows: new Int32Array(), ends: new Uint32Array() } }));
  const more = (to: Gathered): boolean => {
    if (to.text !== null) return false;
    const read = next.all(to.version, to.version, to.rows.at(-1) ?? 0) as unknown as [number, string][];
    for (const [row, text] of read) {
      to.rows.push(row);
      to.ends.push((to.ends.at(-1) ?? -END.length) + END.length + text.length);
      to.gathered.push(text);
    }
    if (read.length === PIECE) return true;
    to.text = to.gathered.join(END);
    to.all = { rows: Int32Array.from(to.rows), ends: Uint32Array.from(to.ends) };
    for (const list of [to.gathered, to.rows, to.ends]) list.length = 0;
    return false;
  };
  return {
    ahead: (version) => more(of(version)),
    find: (needle, version) => {
      if (needle.includes(END)) return [];
      const stack = of(version);
      while (more(stack));
      const { rows, ends } = stack.all;
      const text = stack.text!;
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
