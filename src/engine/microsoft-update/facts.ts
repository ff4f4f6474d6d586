import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Breath } from '../kernel/index.ts';

/** The bundled facts cannot be used: a file of the installation is missing or damaged. */
export class FactsError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FactsError';
  }
}

export type Row = Readonly<Record<string, string>>;

/** The tables of `data/` (see data/README.md); every column of a table is there in every row. */
export interface Facts {
  readonly bulletins: readonly Row[];
  readonly categories: readonly Row[];
  readonly productMap: readonly Row[];
  readonly knownUpdates: readonly Row[];
  readonly series: readonly Row[];
  readonly earlyUpdates: readonly Row[];
  readonly observedUpdates: readonly Row[];
  readonly knownFiles: readonly Row[];
  readonly osdsusUpdates: readonly Row[];
  readonly osdsusFiles: readonly Row[];
}

export const tables: { readonly [Table in keyof Facts]: { file: string; columns: readonly string[] } } = {
  bulletins: {
    file: 'bulletins.tsv.gz',
    columns: [
      'date_posted', 'bulletin_id', 'bulletin_severity', 'title', 'affected_product', 'kb', 'affected_component', 'component_severity', 'component_impact',
      'supersedes', 'reboot', 'cves',
    ],
  },
  categories: { file: 'categories.tsv', columns: ['type', 'name', 'category_id', 'parent'] },
  productMap: { file: 'product-map.tsv', columns: ['affected_product', 'product', 'version', 'service_pack', 'architecture', 'edition'] },
  knownUpdates: { file: 'known-updates.tsv', columns: ['kb', 'date', 'classification', 'severity', 'title', 'service_pack', 'targets', 'supersedes', 'reboot'] },
  series: { file: 'series.tsv', columns: ['kb', 'title', 'classification', 'products', 'architecture', 'first', 'last', 'rhythm'] },
  earlyUpdates: { file: 'early-updates.tsv', columns: ['kb', 'date', 'product', 'classification', 'title', 'file_name'] },
  observedUpdates: { file: 'observed-updates.tsv', columns: ['kb', 'date', 'product', 'architecture'] },
  knownFiles: { file: 'known-files.tsv.gz', columns: ['kb', 'file_name'] },
  osdsusUpdates: {
    file: 'osdsus-updates.tsv.gz',
    columns: ['update_id', 'title', 'kb', 'security_bulletins', 'msrc_severity', 'classification', 'products', 'creation_date', 'arch', 'legacy_name'],
  },
  osdsusFiles: { file: 'osdsus-files.tsv.gz', columns: ['update_id', 'file_name', 'size', 'sha1_hex', 'sha256_hex', 'url', 'patching_type'] },
};

/** No fact file is larger than this unpacked; more means a damaged or exchanged file. */
const largestTable = 32 * 1024 * 1024;

const unpack = promisify(gunzip);

/**
 * Reads all fact tables of a folder. `breath` is taken once per row.
 * @throws FactsError naming the file that is missing, damaged or has other columns.
 */
export async function readFacts(folder: string, breath: Breath): Promise<Facts> {
  const entries: [string, Row[]][] = [];
  for (const [table, { file, columns }] of Object.entries(tables)) {
    entries.push([table, await readTable(join(folder, file), columns, breath)]);
  }
  return Object.fromEntries(entries) as unknown as Facts;
}

/** A short text that is another one whenever a fact file changes. @throws FactsError naming the file that is missing. */
export async function fingerprintOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const { file } of Object.values(tables)) hash.update(await readBytes(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

export async function readTable(file: string, columns: readonly string[], breath: Breath): Promise<Row[]> {
  const text = await readText(file);
  const end = text.indexOf('\n');
  if (text.slice(0, end) !== columns.join('\t')) throw new FactsError(`"${file}" has other columns than expected.`);
  const rows: Row[] = [];
  for (let from = end + 1; from < text.length; ) {
    const to = text.indexOf('\n', from);
    if (to < 0) throw new FactsError(`"${file}" ends in the middle of a line.`);
    const cells = text.slice(from, to).split('\t');
    if (cells.length !== columns.length) throw new FactsError(`"${file}", line ${rows.length + 2}: ${cells.length} cells, ${columns.length} expected.`);
    const row: Record<string, string> = {};
    for (const [index, column] of columns.entries()) row[column] = cells[index] ?? '';
    rows.push(row);
    from = to + 1;
    const pause = breath();
    if (pause) await pause;
  }
  return rows;
}

async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file);
  try {
    return (file.endsWith('.gz') ? await unpack(bytes, { maxOutputLength: largestTable }) : bytes).toString('utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function readBytes(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
}

function unreadable(file: string, cause: unknown): FactsError {
  return new FactsError(`The bundled catalog's facts "${file}" cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
}

/** A cell that must not be missing; the tables' readers guarantee the column. */
export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new FactsError(`A fact table has no column "${column}".`);
  return value;
}
