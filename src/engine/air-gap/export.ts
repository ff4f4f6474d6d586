import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from '../jobs/index.ts';
import { Failure, type Breath } from '../kernel/index.ts';
import { createPackageWriter, readUpdate, type CatalogStore, type PackageAbout, type PackageWriter, type StoredRevision } from '../wsus/index.ts';
import { checkFolder, digestOf } from './folder.ts';
import { manifestName, mostParts, partName, signatureName, type Manifest } from './manifest.ts';

/** Unpacked bytes of one part: under 1 GB, and far from the end of a cabinet folder at 2 GiB. */
export const PART_LIMIT = 1_000_000_000;

export interface Exporting {
  folder: string;
  catalog: CatalogStore;
  /** Fingerprint of the signing key, and its signature over bytes. */
  signer: { fingerprint: string; sign(bytes: Uint8Array): string };
  about: Pick<PackageAbout, 'serverId' | 'languages' | 'createdAt'>;
  source: Manifest['source'];
  expiresAt: number;
  partLimit: number;
  running: Running;
  breath: Breath;
}

/** Where an export may go: a folder without anything of a bundle in it. @throws Failure REFUSED */
export function checkTarget(folder: string): void {
  checkFolder(folder);
  const found = readdirSync(folder).find((name) => [manifestName, signatureName].includes(name) || /^part-\d{3}\.cab$/.test(name));
  if (found !== undefined) throw new Failure('REFUSED', { what: 'The catalog was not exported.', why: `The folder holds ${found} of another export.`, todo: 'Choose an empty folder.' });
}

/** Order of W§6: detectoids, classifications, products, updates. */
const rank = ({ updateType, categoryType }: StoredRevision): number =>
  updateType === 'Detectoid' ? 0 : updateType !== 'Category' ? 3 : categoryType === 'UpdateClassification' ? 1 : 2;

/** Current rows in the order of the package, each after the members of its bundle. Rings of bundles end where they began. */
function* inOrder(catalog: CatalogStore, rows: readonly StoredRevision[]) {
  const left = new Map(rows.map((row) => [row.rowId, row]));
  for (const first of rows) {
    const stack = left.delete(first.rowId) ? [loaded(catalog, first)] : [];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const member = top.members.pop();
      if (member === undefined) {
        yield top;
        stack.pop();
        continue;
      }
      const row = catalog.find(member);
      if (row && left.delete(row.rowId)) stack.push(loaded(catalog, row));
    }
  }
}

function loaded(catalog: CatalogStore, row: StoredRevision) {
  const xml = catalog.getXml(row.rowId);
  const update = readUpdate(xml);
  const members = update.bundledUpdates.flatMap((one) => ('anyOf' in one ? one.anyOf : [one])).reverse();
  return { row, update, xml, members };
}

/** Writes the catalog as it is now as a signed bundle; when it throws, nothing of it is left in the folder. */
export async function exportCatalog(exporting: Exporting): Promise<Manifest> {
  const { folder, running, signer } = exporting;
  const written: string[] = [];
  try {
    const manifest = await writeParts(exporting, written);
    running.signal.throwIfAborted();
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8');
    // The manifest last: a folder without it is no bundle.
    for (const [name, content] of [[signatureName, `ed25519 ${signer.fingerprint} ${signer.sign(bytes)}\n`], [manifestName, bytes]] as const) {
      written.push(name);
      writeFileSync(join(folder, name), content, { flag: 'wx', flush: true });
    }
    return manifest;
  } catch (error) {
    for (const name of written) rmSync(join(folder, name), { force: true });
    throw error;
  }
}

async function writeParts(exporting: Exporting, written: string[]): Promise<Manifest> {
  const { folder, catalog, running, breath, about } = exporting;
  const catalogVersion = catalog.version();
  const ranked: StoredRevision[][] = [[], [], [], []];
  for (const row of catalog.currentUpdates()) {
    ranked[rank(row)]!.push(row);
    const pause = breath();
    if (pause) await pause;
  }
  const rows = ranked.flat();
  const kinds = new Map(rows.filter((row) => row.updateType === 'Category').map((row) => [row.identity.updateId, row.categoryType === 'UpdateClassification' ? ('Classification' as const) : ('Category' as const)]));
  const counts = { categories: kinds.size, detectoids: rows.filter((row) => row.updateType === 'Detectoid').length };
  const parts: Manifest['parts'] = [];
  let writer: PackageWriter | undefined;
  const begin = (): PackageWriter => {
    const name = partName(parts.length + 1);
    if (parts.length === mostParts || existsSync(join(folder, name))) throw new Error(`${name} cannot be written.`);
    written.push(name);
    return createPackageWriter(join(folder, name), { ...about, kindOf: (id) => kinds.get(id) });
  };
  const finish = async (one: PackageWriter) => {
    const name = written.at(-1)!;
    parts.push({ name, bytes: await one.finish(breath), sha256: await digestOf(join(folder, name), breath, running.signal), documents: one.count() });
  };

  running.phase('Exporting the catalog');
  let done = 0;
  try {
    for (const { row, update, xml } of inOrder(catalog, rows)) {
      running.signal.throwIfAborted();
      if (writer && writer.size() + Buffer.byteLength(xml) > exporting.partLimit) {
        const full = writer;
        writer = undefined;
        await finish(full);
      }
      writer ??= begin();
      writer.add({ update, xml, files: catalog.filesOf(row.rowId) });
      running.progress(++done, rows.length);
      const pause = breath();
      if (pause) await pause;
    }
    const last = writer;
    writer = undefined;
    if (last) await finish(last);
  } finally {
    writer?.abandon();
  }
  return { format: 1, catalogVersion, createdAt: about.createdAt, expiresAt: exporting.expiresAt, source: exporting.source, parts, counts: { ...counts, updates: rows.length - counts.categories - counts.detectoids } };
}
