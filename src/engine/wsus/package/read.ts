import type { Breath } from '../../kernel/index.ts';
import type { FileLocation } from '../catalog-store/index.ts';
import { openCabinet, type OpenCabinet } from '../cabinet/index.ts';
import { readUpdate } from '../metadata/index.ts';
import { defaultXmlLimits, scanXml } from '../xml/index.ts';
import { PackageError } from './package-error.ts';
import type { PackageEntry } from './write.ts';

/** A package on disk whose package.xml has been read. */
export interface OpenPackage {
  /** Updates that package.xml lists. */
  readonly count: number;
  /** The updates in order, one document in memory at a time. @throws PackageError, CabError, XmlError, UpdateError */
  entries(): AsyncGenerator<PackageEntry, void, undefined>;
  close(): void;
}

/** Characters of package.xml at most: what one cabinet folder can hold. */
const listLimits = { characters: 2 * 1024 ** 3, depth: 16, attributes: 32 };
const urlLimit = 2048;
/** guid, revision, length, each with its comma. */
const headLength = 55;
const head = /^([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}),([0-9a-fA-F]{8}),([0-9a-fA-F]{8}),$/;

/** Opens a package (W§6), in whatever compression and order of files. @throws CabError, PackageError, XmlError, and what the file system says */
export async function openPackage(file: string, breath: Breath): Promise<OpenPackage> {
  const cabinet = openCabinet(file);
  try {
    for (const name of ['package.xml', 'metadata.txt']) {
      if (!cabinet.files.some((one) => one.name === name)) throw new PackageError('MissingPart', `The export package holds no ${name}.`);
    }
    const { urls, count } = await readList(cabinet, breath);
    return { count, entries: () => readEntries(cabinet, urls, count, breath), close: cabinet.close };
  } catch (error) {
    cabinet.close();
    throw error;
  }
}

async function* textOf(cabinet: OpenCabinet, name: string, breath: Breath): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Uint8Array) => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw new PackageError('BadText', `${name} of the export package is not UTF-8.`);
    }
  };
  for (const piece of cabinet.read(name)) {
    yield decode(piece);
    const pause = breath();
    if (pause) await pause;
  }
  yield decode();
}

/** Locations by digest, and the number of updates. */
async function readList(cabinet: OpenCabinet, breath: Breath): Promise<{ urls: Map<string, string>; count: number }> {
  const urls = new Map<string, string>();
  let count = 0;
  const scan = scanXml(listLimits, (path, { Digest: digest, MUUrl: url }) => {
    if (path === '/ExportPackage/Updates/Update') count++;
    if (path !== '/ExportPackage/Files/File' || digest === undefined || url === undefined) return;
    if (digest.length > 128 || url.length > urlLimit) throw new PackageError('TooLong', 'package.xml names a file with too long a digest or address.');
    urls.set(digest, url);
  });
  for await (const text of textOf(cabinet, 'package.xml', breath)) scan.write(text);
  scan.close();
  return { urls, count };
}

async function* readEntries(cabinet: OpenCabinet, urls: ReadonlyMap<string, string>, count: number, breath: Breath): AsyncGenerator<PackageEntry, void, undefined> {
  let seen = 0;
  for await (const { updateId, revisionNumber, xml } of readLines(textOf(cabinet, 'metadata.txt', breath))) {
    const update = readUpdate(xml);
    if (update.identity.updateId !== updateId || update.identity.revisionNumber !== revisionNumber) throw new PackageError('WrongIdentity', `The document of update ${updateId} is that of another one.`);
    const files = update.files.flatMap(({ digest }): FileLocation[] => {
      const url = urls.get(digest);
      return url === undefined ? [] : [{ digest, url }];
    });
    seen++;
    yield { update, xml, files };
  }
  if (seen !== count) throw new PackageError('WrongCount', `package.xml lists ${count} updates, metadata.txt holds ${seen}.`);
}

interface Line {
  readonly updateId: string;
  readonly revisionNumber: number;
  readonly xml: string;
}

async function* readLines(pieces: AsyncIterable<string>): AsyncGenerator<Line, void, undefined> {
  let text = '';
  let next: { updateId: string; revisionNumber: number; length: number } | undefined;
  // Pieces are joined only when a whole line is there: a long document comes in many.
  let waiting: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (next && length < next.length + 2) continue;
    text = waiting.join('');
    let at = 0;
    for (;;) {
      if (!next) {
        if (text.length - at < headLength) break;
        next = readHead(text.slice(at, at + headLength));
        at += headLength;
      }
      const end: number = at + next.length;
      if (text.length < end + 2) break;
      if (text.slice(end, end + 2) !== '\r\n') throw new PackageError('BadLine', `The line of update ${next.updateId} in metadata.txt does not end where it says.`);
      yield { updateId: next.updateId, revisionNumber: next.revisionNumber, xml: text.slice(at, end) };
      at = end + 2;
      next = undefined;
    }
    waiting = [text.slice(at)];
    length = text.length - at;
  }
  if (next || length > 0) throw new PackageError('BadLine', 'metadata.txt ends within a line.');
}

function readHead(text: string): { updateId: string; revisionNumber: number; length: number } {
  const [, id, revision, length] = head.exec(text) ?? [];
  if (id === undefined) throw new PackageError('BadLine', 'A line of metadata.txt does not begin with an id, a revision and a length.');
  const characters = Number.parseInt(length!, 16);
  if (characters > defaultXmlLimits.characters) throw new PackageError('TooLong', `The document of update ${id} says it has ${characters} characters; ${defaultXmlLimits.characters} are the most.`);
  return { updateId: id.toLowerCase(), revisionNumber: Number.parseInt(revision!, 16), length: characters };
}
