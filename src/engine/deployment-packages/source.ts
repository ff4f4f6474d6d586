import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DownloadOrigin } from '../../contract/index.ts';
import { ContentError, fileProblem, UNFINISHED, type Paths } from '../content/index.ts';
import { Failure } from '../kernel/index.ts';
import type { Readable } from '../site-database/index.ts';
import { allPackages, settingsOf } from './store.ts';

const refused = (what: string, why: string, todo: string, path: string) => new Failure('INVALID_SETTINGS', { what, why, todo, fields: [{ path, message: why }] });

/** Does what needs a folder; what is wrong with it is said of the field. */
function ofFolder<R>(what: string, path: string, work: () => R): R {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    throw refused(what, error.message, error.todo, path);
  }
}

/**
 * Whether a folder can be a package's source: its path is one, no other package has it or a folder above or below, and the site server may write there.
 * A share of the site makes folders that are not there. @throws Failure INVALID_SETTINGS
 */
export function checkSource(db: Readable, paths: Paths, source: string, own: string | null): void {
  const what = 'The package source cannot be used.';
  ofFolder(what, 'draft.source', () => {
    const same = paths.same(source);
    const other = allPackages(db).find((row) => {
      if (row.package_id === own) return false;
      const theirs = paths.same(settingsOf(row).source);
      return theirs === same || theirs.startsWith(`${same}\\`) || same.startsWith(`${theirs}\\`) || theirs.startsWith(`${same}/`) || same.startsWith(`${theirs}/`);
    });
    if (other) throw refused(what, `${source} is used by package “${other.name}” (${other.package_id}).`, 'Choose a folder that no other package uses.', 'draft.source');
    const local = paths.local(source);
    const probe = join(local, `patchbay-probe${UNFINISHED}`);
    try {
      if (source.startsWith('\\\\')) mkdirSync(local, { recursive: true });
      else if (statSync(dirname(local)).isDirectory()) mkdirSync(local, { recursive: true });
      writeFileSync(probe, 'Patchbay looks whether this folder can be written.');
      rmSync(probe);
    } catch (error) {
      throw fileProblem(error, source, 'write');
    }
  });
}

/** A folder that files shall come from. @throws Failure INVALID_SETTINGS */
export function checkOrigin(paths: Paths, origin: DownloadOrigin): void {
  if (origin.kind === 'internet') return;
  ofFolder('Nothing is downloaded.', 'origin.path', () => {
    const local = paths.local(origin.path);
    try {
      readdirSync(local);
    } catch (error) {
      throw fileProblem(error, origin.path, 'read');
    }
  });
}

/** Takes away contents from a source that no update of the package has any more, and what was left unfinished. Files that are not Patchbay's stay. */
export async function cleanSource(folder: string, wanted: ReadonlySet<string>, known: (content: string) => boolean): Promise<string[]> {
  const gone: string[] = [];
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    return gone;
  }
  for (const name of names) {
    const content = name.endsWith(UNFINISHED) ? name.slice(0, -UNFINISHED.length) : name;
    if (wanted.has(name) || !known(content)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    gone.push(name);
  }
  return gone;
}
