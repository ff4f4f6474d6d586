/** KB numbers that real computers reported as installed and described as "Update" (neither security update nor hotfix). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './table.ts';

const machines: readonly { file: string; product: string; architecture: string }[] = [
  { file: '7_sp1_x64_enterprise_en-us_20190305_qfe.txt', product: 'Windows 7', architecture: 'x64' },
  { file: '7_sp1_x64_enterprise_en-us_B_qfe.txt', product: 'Windows 7', architecture: 'x64' },
  { file: 'vista_x64_sp1_qfe.txt', product: 'Windows Vista', architecture: 'x64' },
  { file: 'vista_x64_sp2_qfe.txt', product: 'Windows Vista', architecture: 'x64' },
  { file: 'srv_2012r2_u1_qfe.txt', product: 'Windows Server 2012 R2', architecture: 'x64' },
  { file: 'srv_2012r2_x64_standard_ru_qfe.txt', product: 'Windows Server 2012 R2', architecture: 'x64' },
];

/** Outside these numbers the bulletin list is too thin to tell a day. */
const firstKb = 955_000;
const lastKb = 4_013_000;

/** Microsoft gave out KB numbers in rising order: the median of the publication days of the 25 closest lower numbers in the bulletin list. */
function estimateDay(kb: number, dated: readonly (readonly [number, string])[]): string {
  const next = dated.findIndex(([number]) => number > kb);
  const end = next < 0 ? dated.length : next;
  const near = dated.slice(Math.max(0, end - 25), end).map(([, day]) => day).toSorted();
  const median = near[Math.floor(near.length / 2)];
  if (!median) throw new Error(`no dated KB number below ${kb}`);
  return median;
}

/** One row per product, architecture and KB; `date` is an estimate. `bulletins` are dated KB numbers to estimate from. */
export function observedUpdates(folder: string, bulletins: ReadonlyMap<string, string>, known: ReadonlySet<string>): Row[] {
  const dated = [...bulletins].map(([kb, day]) => [Number(kb), day] as const).toSorted((a, b) => a[0] - b[0]);
  const found = new Map<string, Row>();
  for (const { file, product, architecture } of machines) {
    const bytes = readFileSync(join(folder, file));
    const text = bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8');
    for (const [, kb = ''] of text.matchAll(/(?<!Security )Update +KB(\d{6,7})\b/g)) {
      if (bulletins.has(kb) || known.has(kb) || Number(kb) < firstKb || Number(kb) > lastKb) continue;
      found.set(`${product} ${kb}`, { kb, product, architecture, date: estimateDay(Number(kb), dated) });
    }
  }
  return [...found.values()].toSorted((a, b) => `${a['product']} ${a['kb']}`.localeCompare(`${b['product']} ${b['kb']}`));
}
