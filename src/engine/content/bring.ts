import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ContentError, fileProblem } from './content-error.ts';
import type { Content, ContentFile } from './contents.ts';
import type { Origin } from './origins.ts';
import { isVerified, receiveFile } from './receive.ts';

export interface Bringing {
  content: Content;
  /** Folder it shall be in; it appears whole or not at all. */
  place: string;
  /** Folder of the site for what is on its way, the content's own. */
  staging: string;
  originOf(file: ContentFile): Origin;
  signal: AbortSignal;
  came(bytes: number): Promise<void> | undefined;
}

// oxlint-disable-next-line no-control-regex -- no name of a file has these
const plainName = /^(?!\.+$)[^<>:"/\\|?*\u0000-\u001f]{1,200}(?<![. ])$/;

function checkNames(files: readonly ContentFile[]): void {
  const bad = files.find(({ fileName }) => !plainName.test(fileName));
  if (bad) throw new ContentError('BadName', `The metadata names a file “${bad.fileName}”, which no folder can have.`, 'Report the update to its publisher.');
}

/** Whether all files of a content are in a folder, with their digests. */
export async function isWhole(place: string, content: Content, signal?: AbortSignal): Promise<boolean> {
  for (const file of content.files) if (!(await isVerified(join(place, file.fileName), file, signal))) return false;
  return true;
}

/** Ends in a name that no content has, so that nothing takes it for one. */
export const UNFINISHED = '.part';

/** To another disk, where a folder cannot be renamed to: copied beside its place, verified, then renamed. */
async function moveAcross(staged: string, place: string, content: Content, signal: AbortSignal): Promise<void> {
  const beside = `${place}${UNFINISHED}`;
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside);
  for (const { fileName } of content.files) await copyFile(join(staged, fileName), join(beside, fileName));
  if (!(await isWhole(beside, content, signal))) throw new ContentError('WrongDigest', `What was written to ${beside} is not what was sent there.`, 'Check the disk.');
  await rename(beside, place);
  await rm(staged, { recursive: true, force: true });
}

/**
 * Brings a content to its place: each file received and verified in `staging`, then the folder renamed, so that the place never has half of
 * it (DEPLOY-03). A place that has it already is left alone; says whether it was. Staging of an unfinished one stays and is gone on with.
 * @throws ContentError
 */
export async function bringContent({ content, place, staging, originOf, signal, came }: Bringing): Promise<'there' | 'brought'> {
  checkNames(content.files);
  try {
    if (await isWhole(place, content, signal)) return 'there';
    await mkdir(staging, { recursive: true });
    for (const file of content.files) {
      signal.throwIfAborted();
      const target = join(staging, file.fileName);
      if (await isVerified(target, file, signal)) continue;
      const partial = `${target}${UNFINISHED}`;
      await receiveFile({ wanted: file, partial, origin: originOf(file), signal, came });
      await rename(partial, target);
    }
    await mkdir(dirname(place), { recursive: true });
    // What stands there was not the content.
    await rm(place, { recursive: true, force: true });
    await rename(staging, place).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EXDEV') throw error;
      return moveAcross(staging, place, content, signal);
    });
    return 'brought';
  } catch (error) {
    if (signal.aborted) throw new ContentError('Cancelled', 'It was cancelled.', 'Download it again.', error);
    throw fileProblem(error, place, 'write');
  }
}
