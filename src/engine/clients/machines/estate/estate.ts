import { Failure, type Random } from '../../../kernel/index.ts';
import { computerOf, knownAt, type FleetFacts } from '../fleet/index.ts';
import { readMachineOutput, type HotfixList, type SystemInfo } from '../reading/index.ts';
import { readCsv, type Csv } from './csv.ts';
import { profileFor } from './profiles.ts';
import { computerName, computerRow, issueOf, readWindowRow, type ComputerRow } from './rows.ts';
import type { EstateComputer, ScenarioCollection } from './scenario.ts';

export interface EstateFile {
  /** File name, with or without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What was not understood, or not taken and why; `line` counts from 1, null: of the file as a whole. */
export interface EstateProblem {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
}

export interface Estate {
  /** In the order of names. */
  readonly computers: readonly EstateComputer[];
  readonly collections: readonly ScenarioCollection[];
  readonly problems: readonly EstateProblem[];
}

/** Computers of an estate at most. */
const MOST_COMPUTERS = 200_000;
/** Bytes of a list. */
const LARGEST_LIST = 64 * 1024 * 1024;

/** What is told of one computer, from whatever files. */
interface Told {
  system?: SystemInfo;
  hotfixes?: HotfixList;
  row?: ComputerRow;
  readonly file: string;
  readonly line: number | null;
}

interface Reading {
  readonly told: Map<string, Told & { name: string }>;
  readonly collections: Map<string, { name: string; direct: string[]; windows: ScenarioCollection['maintenanceWindows'] }>;
  readonly problems: EstateProblem[];
}

/**
 * Reads an estate (docs/estate.md): `.csv` files are lists of computers or of maintenance windows, all others outputs of computers.
 * A line or a file that is not understood is left out and named; the others are taken.
 * @param choices.random decides what is generated, by the name of each computer; `now` is site time in ms
 */
export function readEstate(files: readonly EstateFile[], { facts, random, now }: { facts: FleetFacts; random: Random; now: number }): Estate {
  const reading: Reading = { told: new Map(), collections: new Map(), problems: [] };
  for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (/\.csv$/i.test(file.name)) readList(file, reading);
    else readOutput(file, reading);
  }
  const known = knownAt(facts.programs, now);
  const computers = [...reading.told.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)).flatMap((one): EstateComputer[] => {
    const made = profileFor(one, facts, now);
    if ('message' in made) {
      reading.problems.push({ file: one.file, line: one.line, message: made.message });
      return [];
    }
    const generated = computerOf(one.name, made.profile, known, random.fork(one.name.toUpperCase()), now);
    // A computer whose list of updates is known has these and no others.
    const patched = made.listed ? { patchedUntil: 0, missPerMille: 0 } : { patchedUntil: Math.min(now, one.row?.patched_until ?? generated.patchedUntil) };
    const shown = one.system ? { manufacturer: one.system.manufacturer || generated.manufacturer, model: one.system.model || generated.model, memoryMb: one.system.memoryMb ?? generated.memoryMb } : {};
    return [{ profile: made.profile, computer: { ...generated, ...patched, ...shown } }];
  });
  const names = new Set(computers.map(({ computer }) => computer.name.toUpperCase()));
  const collections = [...reading.collections.values()].map(({ name, direct, windows }): ScenarioCollection => ({
    name, comment: '', parent: null, queries: [], direct: direct.filter((one) => names.has(one.toUpperCase())), dynamic: false, schedule: null, maintenanceWindows: windows,
  }));
  return { computers, collections, problems: reading.problems };
}

function readOutput({ name, bytes }: EstateFile, { told, problems }: Reading): void {
  const problem = (message: string): void => void problems.push({ file: name, line: null, message });
  try {
    const output = readMachineOutput(bytes, name);
    if (output.kind === 'offered') return problem('It lists updates that were offered. None of them is installed, so nothing was taken.');
    const computer = computerName.safeParse(output.hostName ?? baseOf(name)).data ?? baseOf(name);
    if (!computerName.safeParse(computer).success) return problem('Nothing says which computer it is of: name the file after the computer.');
    const { cut } = output.installedUpdates;
    if (cut.length > 0) problem(`The list of updates is cut short after ${cut.join(', ')}; what is missing there counts as not installed.`);
    const before = told.get(computer.toUpperCase());
    const part = output.kind === 'systeminfo' ? 'system' : 'hotfixes';
    if (before?.[part]) return problem(`${computer} was told of already in ${before.file}.`);
    told.set(computer.toUpperCase(), { name: computer, file: name, line: null, ...before, [part]: output });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    problem(error.explained.why);
  }
}

/** "outputs/PC-1_systeminfo.txt" → "PC-1" */
function baseOf(name: string): string {
  return name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '').replace(/[-_. ](?:systeminfo|qfe|hotfix(?:es)?|updates?)$/i, '');
}

function readList({ name, bytes }: EstateFile, reading: Reading): void {
  const problem = (line: number | null, message: string): void => void reading.problems.push({ file: name, line, message });
  if (bytes.length > LARGEST_LIST) return problem(null, `It is larger than ${LARGEST_LIST} bytes.`);
  const csv = readCsv(new TextDecoder().decode(bytes));
  for (const { line, message } of csv.problems) problem(line, message);
  if (csv.columns.includes('window')) readWindows(csv, reading, problem);
  else if (csv.columns.includes('computer')) readComputers(name, csv, reading, problem);
  else problem(1, `The header has neither a column "computer" nor a column "window": ${csv.columns.join(', ').slice(0, 200) || 'it is empty'}.`);
}

type Problem = (line: number | null, message: string) => void;

function collectionOf({ collections }: Reading, name: string) {
  const key = name.toUpperCase();
  const found = collections.get(key) ?? { name, direct: [], windows: [] };
  collections.set(key, found);
  return found;
}

function readComputers(file: string, csv: Csv, reading: Reading, problem: Problem): void {
  for (const { line, cells } of csv.records) {
    const row = computerRow.safeParse(cells);
    if (!row.success) {
      problem(line, issueOf(row.error));
      continue;
    }
    const key = row.data.computer.toUpperCase();
    const before = reading.told.get(key);
    if (before?.row) {
      problem(line, `${row.data.computer} stands in the list already.`);
      continue;
    }
    if (!before && reading.told.size >= MOST_COMPUTERS) return problem(line, `An estate has ${MOST_COMPUTERS} computers at most; those from here on were left out.`);
    reading.told.set(key, { name: row.data.computer, file, line, ...before, row: row.data });
    for (const name of row.data.collection) collectionOf(reading, name).direct.push(row.data.computer);
  }
}

function readWindows(csv: Csv, reading: Reading, problem: Problem): void {
  for (const { line, cells } of csv.records) {
    const row = readWindowRow(cells);
    if ('message' in row) {
      problem(line, row.message);
      continue;
    }
    const collection = collectionOf(reading, row.collection);
    if (collection.windows.some(({ name }) => name.toUpperCase() === row.window.name.toUpperCase())) problem(line, `${row.collection} has a window of this name already.`);
    else collection.windows.push(row.window);
  }
}
