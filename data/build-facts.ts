/**
 * Rebuilds the compact fact files of this folder: `node data/build-facts.ts <folder of source facts>`.
 * Run by hand when a source changes; the product reads only the results. See README.md for sources and licences.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { earlyUpdates } from './early-updates.ts';
import { observedUpdates } from './observed-updates.ts';
import { parseCsv, parseTsv, readTable, writeTable, type Row } from './table.ts';

const source = process.argv[2];
if (!source) throw new Error('usage: node data/build-facts.ts <folder of source facts>');
const target = import.meta.dirname;

const text = (name: string): string => {
  const bytes = readFileSync(join(source, name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replaceAll('\r\n', '\n');
};

const listed = parseCsv(text('bulletins/bulletins.csv'))
  .map((row) => ({ ...row, kb: /^\d+$/.test(row['component_kb'] ?? '') ? row['component_kb'] ?? '' : row['bulletin_kb'] ?? '' }));
const bulletins: Row[] = [...listed, ...readTable(join(target, 'more-bulletins.tsv'))]
  .toSorted((a, b) => order(a).localeCompare(order(b)));
function order(row: Row): string {
  return [row['date_posted'], row['bulletin_id'], row['kb'], row['affected_product'], row['affected_component']].join('\t');
}

const dayOfKb = new Map<string, string>();
for (const row of bulletins) if (!dayOfKb.has(row['kb'] ?? '')) dayOfKb.set(row['kb'] ?? '', row['date_posted'] ?? '');

/** Feature upgrades exist once per language and edition and would be half of the catalog; English (United States) stands for all. */
function isKept(row: Row): boolean {
  if (!row['update_id']) return false;
  return row['classification'] !== 'Upgrades' || / en-us\b/.test(row['title'] ?? '');
}
const osdsus = parseTsv(text('osdsus/updates.tsv.gz')).filter(isKept)
  .toSorted((a, b) => (a['update_id'] ?? '').localeCompare(b['update_id'] ?? ''));
const osdsusIds = new Set(osdsus.map((row) => row['update_id']));
const osdsusFiles = parseTsv(text('osdsus/files.tsv.gz'))
  .map((row) => ({ ...row, update_id: row['update_id_or_title'] ?? '' }))
  .filter((row) => osdsusIds.has(row.update_id));

const noted = parseTsv(text('urls/unattended_updates_2000_2012.tsv'));
const known = readTable(join(target, 'known-updates.tsv'));
const knownKbs = new Set(known.map((row) => row['kb'] ?? ''));

/** Names of English or language-neutral packages by KB. */
function knownFiles(): Row[] {
  const urls = [...text('urls/wsusoffline_static_urls.txt').split('\n'), ...noted.map((row) => row['enu_or_all_url'] ?? '')];
  // Language codes as Microsoft's packages carry them, three letters or with the country.
  const foreign = /[-_](?:ara|chs|cht|csy|dan|deu|ell|esn|fin|fra|heb|hun|ita|jpn|kor|nld|nor|plk|ptb|ptg|rus|sve|trk|rom|bgr|hrv|eti|etx|lth|lvi|sky|slv|tha|ukr|ind|hin|srl)\b|[-_][a-z]{2}-[a-z]{2}\b/i;
  const rows = new Map<string, Row>();
  for (const url of urls.map((line) => line.trim()).filter((line) => line.startsWith('http')).toSorted()) {
    const name = url.slice(url.lastIndexOf('/') + 1).replace(/_[0-9a-f]{40}(?=\.)/i, '');
    const kb = /kb(\d{6,7})/i.exec(name)?.[1];
    if (!kb || foreign.test(name) || !(dayOfKb.has(kb) || knownKbs.has(kb))) continue;
    if (!rows.has(name.toLowerCase())) rows.set(name.toLowerCase(), { kb, file_name: name });
  }
  return [...rows.values()].toSorted((a, b) => `${a['kb']} ${a['file_name']}`.localeCompare(`${b['kb']} ${b['file_name']}`));
}

const write = (name: string, columns: readonly string[], rows: readonly Row[]): void => writeTable(join(target, name), columns, rows);
write('bulletins.tsv.gz', [
  'date_posted', 'bulletin_id', 'bulletin_severity', 'title', 'affected_product', 'kb', 'affected_component', 'component_severity', 'component_impact',
  'supersedes', 'reboot', 'cves',
], bulletins);
write('osdsus-updates.tsv.gz', [
  'update_id', 'title', 'kb', 'security_bulletins', 'msrc_severity', 'classification', 'products', 'creation_date', 'arch', 'legacy_name',
], osdsus);
write('osdsus-files.tsv.gz', ['update_id', 'file_name', 'size', 'sha1_hex', 'sha256_hex', 'url', 'patching_type'], osdsusFiles);
write('early-updates.tsv', ['kb', 'date', 'product', 'classification', 'title', 'file_name'], earlyUpdates(noted, new Set([...dayOfKb.keys(), ...knownKbs])));
const elsewhere = new Set([...knownKbs, ...osdsus.map((row) => row['kb'] ?? '')]);
write('observed-updates.tsv', ['kb', 'date', 'product', 'architecture'], observedUpdates(join(source, 'machines'), dayOfKb, elsewhere));
write('known-files.tsv.gz', ['kb', 'file_name'], knownFiles());
