/**
 * Rebuilds machine-profiles.tsv: `node data/build-machines.ts`. The sources are the outputs of real computers in
 * test/fixtures/machines; releases of Windows none of them shows get a profile without updates, labelled "generated".
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMachineOutput, type SystemInfo } from '../src/engine/clients/machines/index.ts';
import { readTable, writeTable, type Row } from './table.ts';

const folder = join(import.meta.dirname, '../test/fixtures/machines');

interface Sample {
  /** Outputs of one computer. */
  readonly files: readonly string[];
  /** What a list of updates does not say and its name does; left out where there is a systeminfo. */
  readonly told?: { readonly release: string; readonly caption: string; readonly language: string };
}

const samples: readonly Sample[] = [
  { files: ['10_1803_x64_education_en-us_systeminfo'] },
  { files: ['10_1803_x64_enterprise_es-ar_20190307_systeminfo'] },
  { files: ['10_1803_x64_proforworkstations_en-us_A_20190305_systeminfo', '10_1803_x64_proforworkstations_en-us_A_20190305_qfe'] },
  { files: ['10_1803_x64_proforworkstations_en-us_B_20190306_systeminfo', '10_1803_x64_proforworkstations_en-us_B_20190306_qfe'] },
  { files: ['10_1803_x86_enterprise_nl_systeminfo'] },
  { files: ['10_1809_x64_education_en-us_20190306_systeminfo'] },
  { files: ['10_1809_x64_education_es_systeminfo'] },
  { files: ['10_1809_x64_enterprise_zh-cn_systeminfo'] },
  { files: ['10_1809_x64_pro_en-us_20190307_systeminfo'] },
  { files: ['10_21H1_x64_enterprise_systeminfo'] },
  { files: ['10_22H2_x64_enterprise_en-us_systeminfo'] },
  { files: ['10_rtm_x64_pro_en-us_systeminfo'] },
  { files: ['11_22H2_x64_home-single-language_systeminfo'] },
  { files: ['11_23H2_x64_enterprise_systeminfo'] },
  { files: ['7_sp1_x64_enterprise_en-us_20190305_systeminfo', '7_sp1_x64_enterprise_en-us_20190305_qfe'] },
  { files: ['7_sp1_x64_enterprise_en-us_A_systeminfo'] },
  { files: ['7_sp1_x64_enterprise_en-us_B_qfe'], told: { release: 'Windows 7 SP1 x64', caption: 'Microsoft Windows 7 Enterprise', language: 'en-us' } },
  { files: ['7_sp1_x64_enterprise_fr_systeminfo_cmd'] },
  { files: ['7_sp1_x64_enterprise_fr_systeminfo_powershell'] },
  { files: ['7_sp1_x86_enterprise_en-us_systeminfo'] },
  { files: ['8.1_u1_x64_enterprise_en-us_systeminfo'] },
  { files: ['srv_2003_sp1_x64_standard_en-us_systeminfo'] },
  { files: ['srv_2003r2_sp2_rtm_x64_standard_en-us_systeminfo'] },
  { files: ['srv_2008_rtm_x64_standard_en-us_systeminfo'] },
  { files: ['srv_2008_rtm_x86_standard_en-us_systeminfo'] },
  { files: ['srv_2012r2_u1_systeminfo', 'srv_2012r2_u1_qfe'] },
  { files: ['srv_2012r2_x64_standard_ru_qfe'], told: { release: 'Windows Server 2012 R2 x64', caption: 'Microsoft Windows Server 2012 R2 Standard', language: 'ru' } },
  { files: ['srv_2016_1607_datacenter_en-us_systeminfo'] },
  { files: ['srv_2019_rtm_datacenter_en-us_systeminfo'] },
  { files: ['vista_x64_sp0_systeminfo'] },
  { files: ['vista_x64_sp1_qfe'], told: { release: 'Windows Vista SP1 x64', caption: 'Microsoft Windows Vista Enterprise', language: 'en-us' } },
  { files: ['vista_x64_sp2_systeminfo', 'vista_x64_sp2_qfe'] },
  { files: ['xp_rtm_x86_professional_en-us_systeminfo'] },
  { files: ['xp_sp1_x86_qfe'], told: { release: 'Windows XP SP1 x86', caption: 'Microsoft Windows XP Professional', language: 'en-us' } },
  { files: ['xp_sp2_x64_systeminfo', 'xp_sp2_x64_qfe'] },
  { files: ['xp_sp2_x86_systeminfo'] },
  { files: ['xp_sp3_x86_professional_en-us_qfe'], told: { release: 'Windows XP SP3 x86', caption: 'Microsoft Windows XP Professional', language: 'en-us' } },
];

const releases = readTable(join(import.meta.dirname, 'operating-systems.tsv'));

function releaseOf({ operatingSystem, version, servicePack, architecture }: SystemInfo): string {
  const found = releases.filter((row) => row['operating_system'] === operatingSystem && row['version'] === version
    && row['service_pack'] === String(servicePack) && row['architecture'] === architecture);
  if (found.length !== 1) throw new Error(`operating-systems.tsv has ${found.length} rows for ${operatingSystem} ${version} SP${servicePack} ${architecture}`);
  return found[0]!['release']!;
}

function profileOf({ files, told }: Sample): Row {
  const outputs = files.map((name) => readMachineOutput(readFileSync(join(folder, `${name}.txt`)), name)).filter((output) => output.kind !== 'offered');
  const system = outputs.find((output) => output.kind === 'systeminfo');
  const facts = told ?? (system && { release: releaseOf(system), caption: system.caption, language: system.language });
  if (!facts) throw new Error(`${files[0]}: nothing says which Windows it is`);
  const updates = new Set(outputs.flatMap(({ installedUpdates }) => installedUpdates.articleIds));
  const sample = files[0]!.replace(/_(?:systeminfo|qfe)/, '');
  return { id: sample.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), ...facts, installed_updates: [...updates].toSorted((a, b) => Number(a) - Number(b)).join(' '), source: `sample ${sample}` };
}

const sampled = samples.map(profileOf);
const shown = new Set(sampled.map((row) => row['release']));
const generated = releases.filter((row) => !shown.has(row['release'])).map((row): Row => ({
  id: `generated-${row['release']!.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`, release: row['release']!,
  caption: `Microsoft ${row['release']!.replace(/ (?:SP\d )?x\d\d$/, '')}`, language: 'en-us', installed_updates: '', source: 'generated',
}));
const rows = [...sampled, ...generated].toSorted((a, b) => a['id']!.localeCompare(b['id']!));
writeTable(join(import.meta.dirname, 'machine-profiles.tsv'), ['id', 'release', 'caption', 'language', 'installed_updates', 'source'], rows);
