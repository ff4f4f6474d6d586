/** A record of a comma separated text by column name, with the line it begins on, from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Csv {
  /** In lower case, spaces as underscores: "Operating System" → "operating_system". */
  readonly columns: readonly string[];
  readonly records: readonly CsvRecord[];
  /** Lines that are no record. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

interface Cell {
  readonly text: string;
  /** Where it ends: at a separator, a line end or the end of the text. */
  readonly end: number;
}

/** The cell that begins at `at`; null: its quotation marks make no sense. */
function cellAt(text: string, at: number, separator: string): Cell | null {
  if (text[at] !== '"') {
    let end = at;
    while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1;
    const plain = text.slice(at, end);
    return plain.includes('"') ? null : { text: plain.trim(), end };
  }
  let close = text.indexOf('"', at + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0 || (close + 1 < text.length && text[close + 1] !== separator && text[close + 1] !== '\n')) return null;
  return { text: text.slice(at + 1, close).replaceAll('""', '"'), end: close + 1 };
}

/**
 * Reads a comma separated text with a header (RFC 4180); semicolons separate where the header has them in place of commas, as
 * spreadsheets of many countries write. A line whose quotation marks make no sense is left out and named.
 */
export function readCsv(text: string): Csv {
  const plain = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const header = plain.slice(0, plain.includes('\n') ? plain.indexOf('\n') : undefined);
  const separator = header.includes(';') && !header.includes(',') ? ';' : ',';
  const problems: { line: number; message: string }[] = [];
  const rows: { line: number; cells: string[] }[] = [];
  let [at, line] = [0, 1];
  while (at < plain.length) {
    const row = { line, cells: [] as string[] };
    let cell = cellAt(plain, at, separator);
    for (; cell; cell = cellAt(plain, cell.end + 1, separator)) {
      row.cells.push(cell.text);
      if (plain[cell.end] !== separator) break;
    }
    if (!cell) problems.push({ line, message: 'A quotation mark stands inside a cell, or is never closed.' });
    else if (row.cells.some((one) => one !== '')) rows.push(row);
    const end = cell ? cell.end : plain.indexOf('\n', at);
    const next = end < 0 ? plain.length : end + 1;
    line += plain.slice(at, next).split('\n').length - 1;
    at = next;
  }
  const columns = (rows.shift()?.cells ?? []).map((name) => name.toLowerCase().trim().replaceAll(/\s+/g, '_'));
  const records: CsvRecord[] = [];
  for (const one of rows) {
    if (one.cells.length > columns.length) problems.push({ line: one.line, message: `${one.cells.length} cells; the header has ${columns.length}.` });
    else records.push({ line: one.line, cells: Object.fromEntries(columns.map((name, place) => [name, one.cells[place] ?? ''])) });
  }
  return { columns, records, problems: problems.toSorted((a, b) => a.line - b.line) };
}
