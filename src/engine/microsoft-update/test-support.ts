import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const whole = join(import.meta.dirname, '../../../data');

/** A folder with the product's own facts, of the long tables only the first 500 rows. */
export function smallFacts(): { readonly folder: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'patchbay-facts-'));
  const folder = join(root, 'data');
  mkdirSync(folder);
  for (const name of readdirSync(whole)) {
    if (name.endsWith('.tsv')) writeFileSync(join(folder, name), readFileSync(join(whole, name)));
    if (!name.endsWith('.tsv.gz')) continue;
    const lines = gunzipSync(readFileSync(join(whole, name))).toString('utf8').split('\n');
    writeFileSync(join(folder, name), gzipSync(`${lines.slice(0, 501).filter((line) => line !== '').join('\n')}\n`));
  }
  return { folder, remove: () => rmSync(root, { recursive: true }) };
}
