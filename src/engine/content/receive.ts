import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { ContentError, fileProblem } from './content-error.ts';
import type { ContentFile } from './contents.ts';
import type { Origin } from './origins.ts';

type Wanted = Pick<ContentFile, 'fileName' | 'size' | 'sha1' | 'sha256'>;

export interface Receiving {
  wanted: Wanted;
  /** Where it grows; what is there from before is gone on with. */
  partial: string;
  origin: Origin;
  signal: AbortSignal;
  /** Called with each number of bytes that came; a promise is waited for. */
  came(bytes: number): Promise<void> | undefined;
}

const hashes = () => {
  const [sha1, sha256] = [createHash('sha1'), createHash('sha256')];
  return {
    update: (piece: Uint8Array) => void (sha1.update(piece), sha256.update(piece)),
    /** Null: they are the wanted ones. */
    differs: (wanted: Wanted): string | null => {
      const [one, two] = [sha1.digest('hex'), sha256.digest('hex')];
      if (one !== wanted.sha1.toLowerCase()) return `its SHA-1 is ${one}, the metadata says ${wanted.sha1.toLowerCase()}`;
      if (wanted.sha256 !== null && two !== wanted.sha256.toLowerCase()) return `its SHA-256 is ${two}, the metadata says ${wanted.sha256.toLowerCase()}`;
      return null;
    },
  };
};

const lengthOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

async function readInto(path: string, take: (piece: Uint8Array) => void, signal?: AbortSignal): Promise<void> {
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024, signal })) take(piece as Uint8Array);
}

/** Whether a file is there with the digests of the metadata. */
export async function isVerified(path: string, wanted: Wanted, signal?: AbortSignal): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() || found.size !== wanted.size) return false;
  const digests = hashes();
  await readInto(path, digests.update, signal);
  return digests.differs(wanted) === null;
}

/** Appends what the origin sends until the file has its size, hashing what is written. */
async function grow({ wanted, partial, origin, signal, came }: Receiving, have: number): Promise<ReturnType<typeof hashes>> {
  const { from, pieces } = await origin({ from: have, size: wanted.size, signal });
  const digests = hashes();
  if (from > 0) await readInto(partial, digests.update, signal);
  const handle = await open(partial, from > 0 ? 'r+' : 'w');
  let at = from;
  try {
    for await (const piece of pieces) {
      if (at + piece.length > wanted.size) throw new ContentError('WrongSize', `“${wanted.fileName}” does not end after the ${wanted.size} bytes that the metadata says.`, 'Get the file by hand and download it from a folder.');
      const written = handle.write(piece, 0, piece.length, at);
      digests.update(piece);
      await written;
      at += piece.length;
      await came(piece.length);
    }
    if (at < wanted.size) throw new ContentError('Interrupted', `“${wanted.fileName}” ended after ${at} of ${wanted.size} bytes.`, 'Download again: it goes on where it stopped.');
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return digests;
}

/**
 * Receives one file and verifies it against size, SHA-1 and SHA-256 of the metadata (DEPLOY-03). When it returns, `partial` is the whole
 * file, on the disk. What came before an interruption stays for the next try; what proved wrong does not.
 * @throws ContentError
 */
export async function receiveFile(receiving: Receiving): Promise<void> {
  const { wanted, partial, signal } = receiving;
  try {
    const have = await lengthOf(partial);
    if (have > wanted.size || (have === wanted.size && !(await isVerified(partial, wanted, signal)))) await rm(partial);
    else if (have === wanted.size && have > 0) return;
    const resumed = await lengthOf(partial);
    let why = (await grow(receiving, resumed)).differs(wanted);
    // The beginning from before may be what is wrong: once from the start.
    if (why !== null && resumed > 0) {
      await rm(partial);
      why = (await grow(receiving, 0)).differs(wanted);
    }
    if (why !== null) throw new ContentError('WrongDigest', `“${wanted.fileName}” is not the file of the update: ${why}.`, 'It was refused and deleted. Download again, or get the file from another place and download it from a folder.');
  } catch (error) {
    const explained = fileProblem(error, partial, 'write');
    if (explained.problem === 'WrongDigest' || explained.problem === 'WrongSize') await rm(partial, { force: true });
    throw explained;
  }
}
