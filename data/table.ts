/** Reading and writing of the small tables in this folder: tab separated, one header line, no quoting. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';

export type Row = Readonly<Record<string, string>>;

/** Rows of a tab separated text by column name. Throws when a line has another number of cells than the header. */
export function parseTsv(text: string): Row[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const header = (lines.shift() ?? '').split('\t');
  return lines.map((line, index) => {
    const cells = line.split('\t');
    if (cells.length !== header.length) throw new Error(`line ${index + 2}: ${cells.length} cells, ${header.length} expected`);
    return Object.fromEntries(header.map((name, column) => [name, cells[column] ?? '']));
  });
}

/** Rows of a comma separated text with RFC 4180 quoting. */
export function parseCsv(text: string): Row[] {
  const records: string[][] = [];
  let record: string[] = [];
  const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) throw new Error(`not CSV at character ${cell.lastIndex}`);
    const raw = found[1] ?? '';
    record.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (found[2] === ',') continue;
    records.push(record);
    record = [];
  }
  const header = records.shift() ?? [];
  return records.map((cells) => Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ''])));
}

/** A `.tsv` or `.tsv.gz` file. */
export function readTable(file: string): Row[] {
  const bytes = readFileSync(file);
  return parseTsv((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}

/** Writes the same bytes for the same rows: no time stamp, tabs and line ends inside cells become blanks. */
export function writeTable(file: string, columns: readonly string[], rows: readonly Row[]): void {
  const clean = (value: string): string => value.replaceAll(/[\t\r\n]+/g, ' ').trim();
  const lines = rows.map((row) => columns.map((column) => clean(row[column] ?? '')).join('\t'));
  const text = Buffer.from(`${[columns.join('\t'), ...lines].join('\n')}\n`, 'utf8');
  writeFileSync(file, file.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
}
