import type { HotfixList } from './model.ts';
import { listUpdates, namesUpdate } from './update-ids.ts';

/** Columns of Win32_QuickFixEngineering; they have no translation. "Source" is what Get-HotFix calls CSName. */
const columnNames = ['Node', 'Source', 'Caption', 'CSName', 'Description', 'FixComments', 'HotFixID', 'InstallDate', 'InstalledBy', 'InstalledOn', 'Name', 'ServicePackInEffect', 'Status'];
const column = new RegExp(`\\b(?:${columnNames.join('|')})\\b`, 'g');

interface Table {
  /** The line of the header and where in it each column begins. */
  readonly header: number;
  readonly starts: ReadonlyMap<string, number>;
}

function tableOf(lines: readonly string[]): Table | undefined {
  const header = lines.findIndex((line) => /\bHotFixID\b/.test(line) && !/\bHotFixID\s*:/.test(line));
  if (header < 0) return undefined;
  const found = [...lines[header]!.matchAll(column)];
  // wmic of Windows XP writes "Please wait …" in front of the first column, without a line end.
  const first = found[0]!.index;
  return { header, starts: new Map(found.map((match) => [match[0], match.index - first])) };
}

function cellOf(line: string, { starts }: Table, name: string): string {
  const start = starts.get(name);
  if (start === undefined) return '';
  const end = [...starts.values()].filter((other) => other > start).toSorted((a, b) => a - b)[0];
  return line.slice(start, end).trim();
}

/** Wide characters in a column before it move the id: then it is the first word of the line that names an update. */
function entryOf(line: string, table: Table): string {
  const cell = cellOf(line, table, 'HotFixID');
  const isTorn = /\S/.test(line[(table.starts.get('HotFixID') ?? 0) - 1] ?? ' ');
  return isTorn ? (line.split(/\s+/).find(namesUpdate) ?? cell) : cell;
}

/** What `wmic qfe` or Get-HotFix printed, as a table or as a list; undefined when the text is neither. */
export function readHotfixes(lines: readonly string[]): HotfixList | undefined {
  // With no update at all wmic prints an empty line, or says that there is no instance.
  if (lines.every((line) => line.trim() === '' || line.startsWith('No Instance(s) Available'))) return listOf([], []);
  const listed = lines.map((line) => /^\s*HotFixID\s*:\s*(\S.*)$/.exec(line)?.[1]).filter((entry) => entry !== undefined);
  if (listed.length > 0) return listOf(listed, lines.map((line) => /^\s*(?:Source|CSName|__SERVER)\s*:\s*(\S+)/.exec(line)?.[1] ?? ''));
  const table = tableOf(lines);
  if (!table) return undefined;
  const rows = lines.slice(table.header + 1).filter((line) => line.trim() !== '' && !/^[\s-]+$/.test(line));
  return listOf(rows.map((line) => entryOf(line, table)).filter((entry) => entry !== ''), rows.map((line) => cellOf(line, table, 'CSName') || cellOf(line, table, 'Source')));
}

function listOf(entries: readonly string[], hosts: readonly string[]): HotfixList {
  const names = new Set(hosts.filter((host) => host !== ''));
  return { kind: 'hotfixes', hostName: names.size === 1 ? [...names][0]! : null, installedUpdates: listUpdates(entries, null) };
}
