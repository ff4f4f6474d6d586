import { join } from 'node:path';
import type { Breath } from '../../../kernel/index.ts';
import { readTable, type Row } from '../../../microsoft-update/index.ts';
import type { Architecture, ProductType } from '../reading/index.ts';

/** A kind of computer, made from a real one's outputs (data/README.md). */
export interface MachineProfile {
  readonly id: string;
  /** "Windows XP SP3 x86": what the yearly mix counts. */
  readonly release: string;
  readonly operatingSystem: string;
  readonly caption: string;
  /** "5.1.2600" */
  readonly version: string;
  readonly servicePack: number;
  readonly productType: ProductType;
  readonly architecture: Architecture;
  readonly language: string;
  /** ms UTC: the day the release came out. */
  readonly availableFrom: number;
  /** Numbers of the articles the real computer had. */
  readonly installedUpdates: ReadonlySet<string>;
  /** No sample shows this release: facts of the table, no updates. */
  readonly generated: boolean;
}

export type ProgramKind = 'explorer' | 'framework' | 'office' | 'database' | 'part';

/** A program no sample shows: generated. */
export interface Program {
  readonly kind: ProgramKind;
  readonly name: string;
  /** ms UTC */
  readonly from: number;
  readonly runsOn: readonly string[];
  /** Keys below HKEY_LOCAL_MACHINE, each with its values. */
  readonly keys: readonly { readonly path: string; readonly values: Readonly<Record<string, string | number>> }[];
  readonly products: readonly { readonly code: string; readonly version: string }[];
}

export interface FleetFacts {
  readonly profiles: readonly MachineProfile[];
  readonly programs: readonly Program[];
  /** Of a thousand computers, by release and year; `firstYear` is the first of each list. */
  readonly mix: ReadonlyMap<string, readonly number[]>;
  readonly firstYear: number;
}

const firstYear = 2003;
const years = Array.from({ length: 24 }, (_, at) => String(firstYear + at));
const releaseColumns = ['release', 'operating_system', 'version', 'service_pack', 'product_type', 'architecture', 'available_from'];

/**
 * Reads what fleets are made of from the folder of the bundled facts.
 * @throws FactsError naming the file that is missing, damaged or has other columns
 */
export async function readFleetFacts(folder: string, breath: Breath): Promise<FleetFacts> {
  const releases = await readTable(join(folder, 'operating-systems.tsv'), [...releaseColumns, ...years], breath);
  const profiles = await readTable(join(folder, 'machine-profiles.tsv'), ['id', 'release', 'caption', 'language', 'installed_updates', 'source'], breath);
  const programs = await readTable(join(folder, 'machine-programs.tsv'), ['kind', 'name', 'from', 'runs_on', 'registry', 'installer'], breath);
  const byName = new Map(releases.map((row) => [row['release']!, row]));
  return {
    profiles: profiles.map((row) => profileOf(row, byName.get(row['release']!)!)),
    programs: programs.map(programOf),
    mix: new Map(releases.map((row) => [row['release']!, years.map((year) => Number(row[year]))])),
    firstYear,
  };
}

function profileOf(row: Row, release: Row): MachineProfile {
  return {
    id: row['id']!, release: row['release']!, operatingSystem: release['operating_system']!, caption: row['caption']!, version: release['version']!,
    servicePack: Number(release['service_pack']), productType: Number(release['product_type']) as ProductType, architecture: release['architecture'] as Architecture,
    language: row['language']!, availableFrom: Date.parse(release['available_from']!), installedUpdates: new Set(row['installed_updates']!.split(' ').filter((id) => id !== '')),
    generated: row['source'] === 'generated',
  };
}

/** "SOFTWARE\Microsoft\Internet Explorer!Version=8.0.6001.18702!Build=#86001" */
function programOf(row: Row): Program {
  const parts = (cell: string): string[] => cell.split(';').filter((part) => part !== '');
  return {
    kind: row['kind'] as ProgramKind, name: row['name']!, from: Date.parse(row['from']!), runsOn: parts(row['runs_on']!),
    keys: parts(row['registry']!).map((key) => {
      const [path = '', ...values] = key.split('!');
      return { path, values: Object.fromEntries(values.map((value) => [value.slice(0, value.indexOf('=')), valueOf(value.slice(value.indexOf('=') + 1))])) };
    }),
    products: parts(row['installer']!).map((product) => ({ code: product.slice(0, product.indexOf('=')), version: product.slice(product.indexOf('=') + 1) })),
  };
}

const valueOf = (text: string): string | number => (text.startsWith('#') ? Number(text.slice(1)) : text);
