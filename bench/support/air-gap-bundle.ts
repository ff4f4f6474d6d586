/** Makes an unsigned bundle of so many updates with documents of some 22 KB: `node air-gap-bundle.ts <folder> <updates>`. */
import { createHash } from 'node:crypto';
import { createReadStream, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createRandom } from '../../src/engine/kernel/index.ts';
import { scaleCatalog } from '../../src/engine/microsoft-update/index.ts';
import { createPackageWriter, openCatalogStore, readUpdate, writeUpdate, type PackageWriter } from '../../src/engine/wsus/index.ts';
import { factsFolder, LAB_START } from './site.ts';

const [folder, updates] = [process.argv[2]!, Number(process.argv[3])];
const documentLength = 22_000;
const partLimit = 1_000_000_000;

const random = createRandom('air gap');
const words = Array.from({ length: 2000 }, () => random.bits().toString(36));
const padding = (length: number) => {
  let text = '';
  while (text.length < length) text += ` ${words[random.below(words.length)]}`;
  return text;
};

const store = openCatalogStore(':memory:');
await scaleCatalog({ facts: factsFolder, store, breath: () => undefined, updates });
const parts: { name: string; documents: number; bytes: number; sha256: string }[] = [];
const nameOf = (number: number) => `part-${String(number).padStart(3, '0')}.cab`;
let writer: PackageWriter | undefined;
async function finish(one: PackageWriter) {
  const name = nameOf(parts.length + 1);
  await one.finish(() => undefined);
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, name)), hash);
  parts.push({ name, documents: one.count(), bytes: statSync(join(folder, name)).size, sha256: hash.digest('hex') });
}

const counts = { categories: 0, detectoids: 0, updates: 0 };
for (const row of store.currentUpdates()) {
  const plain = readUpdate(store.getXml(row.rowId));
  const isUpdate = row.updateType === 'Software';
  const update = isUpdate ? { ...plain, localizedProperties: plain.localizedProperties.map((one, i) => (i === 0 ? { ...one, description: `${one.description}${padding(documentLength)}` } : one)) } : plain;
  counts[isUpdate ? 'updates' : row.updateType === 'Category' ? 'categories' : 'detectoids']++;
  if (writer && writer.size() > partLimit - 2 * documentLength) {
    await finish(writer);
    writer = undefined;
  }
  writer ??= createPackageWriter(join(folder, nameOf(parts.length + 1)), { serverId: 'bench', createdAt: LAB_START, languages: [], kindOf: () => 'Category' });
  writer.add({ update, xml: writeUpdate(update), files: store.filesOf(row.rowId) });
}
if (writer) await finish(writer);
writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ format: 1, catalogVersion: 1, createdAt: LAB_START, expiresAt: LAB_START + 86_400_000, source: { site: 'CEN', server: 'bench' }, parts, counts }));
