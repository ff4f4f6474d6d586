import type { Breath } from '../../kernel/index.ts';
import { openCabinet, readCabinet, type OpenCabinet } from '../cabinet/index.ts';
import { updateOfFragments, writeUpdate } from '../metadata/index.ts';
import { elementsOf, readXml, scanXml } from '../xml/index.ts';
import { PackageError } from './package-error.ts';
import type { PackageEntry } from './write.ts';

/** wsusscn2.cab on disk, its list read. */
export interface OpenScanCabinet {
  /** Updates the list names. */
  readonly count: number;
  /** Those whose core fragment is there, put together from their fragments. @throws PackageError, CabError, XmlError, UpdateError */
  entries(): AsyncGenerator<PackageEntry, void, undefined>;
  close(): void;
}

/** Bytes of one inner cabinet, packed and unpacked, that are held in memory. */
const innerLimit = 256 * 1024 * 1024;
const listLimits = { characters: innerLimit, depth: 16, attributes: 64 };

interface Listed {
  readonly revisionId: number;
  readonly creationDate: string;
  readonly language: string;
}

interface Part {
  readonly name: string;
  /** The first revision whose fragments are in it. */
  readonly start: number;
}

/** Opens a scan cabinet (W§6). @throws CabError, PackageError, XmlError, and what the file system says */
export async function openScanCabinet(file: string, breath: Breath): Promise<OpenScanCabinet> {
  const outer = openCabinet(file);
  try {
    const parts = partsOf((await bytesOf(outer, 'index.xml', breath)).toString('utf8'));
    const inner = readCabinet(await bytesOf(outer, 'package.cab', breath), innerLimit).find((one) => one.name === 'package.xml');
    if (!inner) throw new PackageError('MissingPart', 'package.cab holds no package.xml.');
    const { listed, urls } = await readList(inner.data, breath);
    return { count: listed.length, entries: () => readEntries(outer, parts, listed, urls, breath), close: outer.close };
  } catch (error) {
    outer.close();
    throw error;
  }
}

async function bytesOf(cabinet: OpenCabinet, name: string, breath: Breath): Promise<Buffer> {
  const entry = cabinet.files.find((one) => one.name === name);
  if (!entry) throw new PackageError('MissingPart', `The scan cabinet holds no ${name}.`);
  if (entry.size > innerLimit) throw new PackageError('TooLong', `${name} in the scan cabinet is larger than ${innerLimit} bytes.`);
  const pieces: Buffer[] = [];
  for (const piece of cabinet.read(name)) {
    if (piece.length > 0) pieces.push(Buffer.from(piece));
    await breath();
  }
  return Buffer.concat(pieces);
}

function partsOf(index: string): Part[] {
  const cabinets = elementsOf(readXml(index)).flatMap(elementsOf).filter((one) => one.name === 'CAB');
  const parts = cabinets.flatMap(({ attributes: { NAME: name, RANGESTART: start } }) => (name === undefined || start === undefined ? [] : [{ name, start: Number(start) }]));
  if (parts.some(({ start }) => !Number.isSafeInteger(start) || start < 0)) throw new PackageError('BadLine', 'index.xml of the scan cabinet names a range that is no number.');
  return parts.sort((a, b) => a.start - b.start);
}

async function readList(bytes: Uint8Array, breath: Breath): Promise<{ listed: Listed[]; urls: Map<string, string> }> {
  const listed: Listed[] = [];
  const urls = new Map<string, string>();
  const scan = scanXml(listLimits, (path, attributes) => {
    if (path === '/OfflineSyncPackage/Updates/Update') {
      const revisionId = Number(attributes['RevisionId']);
      if (!Number.isSafeInteger(revisionId)) throw new PackageError('BadLine', 'package.xml of the scan cabinet lists an update without a revision id.');
      listed.push({ revisionId, creationDate: attributes['CreationDate'] ?? '', language: attributes['DefaultLanguage'] ?? 'en' });
    } else if (path === '/OfflineSyncPackage/FileLocations/FileLocation' && attributes['Id'] !== undefined && (attributes['Url'] ?? '').length <= 2048) urls.set(attributes['Id'], attributes['Url'] ?? '');
  });
  const decoder = new TextDecoder('utf-8');
  for (let at = 0; at < bytes.length; at += 65_536) {
    scan.write(decoder.decode(bytes.subarray(at, at + 65_536), { stream: true }));
    await breath();
  }
  scan.close();
  return { listed: listed.sort((a, b) => a.revisionId - b.revisionId), urls };
}

interface Found {
  core?: string;
  extended?: string;
  localized: string[];
}

/** Fragments of an inner cabinet by revision id: `c\1`, `x\1`, `l\en\1`. */
function fragmentsOf(cabinet: Uint8Array): Map<number, Found> {
  const found = new Map<number, Found>();
  for (const { name, data } of readCabinet(cabinet, innerLimit)) {
    const [, sort, id] = /^([cxl])[\\/](?:[\w-]+[\\/])?(\d+)$/.exec(name) ?? [];
    if (id === undefined) continue;
    const one = found.get(Number(id)) ?? { localized: [] };
    found.set(Number(id), one);
    const text = Buffer.from(data).toString('utf8');
    if (sort === 'c') one.core = text;
    else if (sort === 'x') one.extended = text;
    else one.localized.push(text);
  }
  return found;
}

async function* readEntries(outer: OpenCabinet, parts: readonly Part[], listed: readonly Listed[], urls: ReadonlyMap<string, string>, breath: Breath): AsyncGenerator<PackageEntry, void, undefined> {
  let open: { part: Part; fragments: Map<number, Found> } | undefined;
  for (const { revisionId, creationDate, language } of listed) {
    const part = parts.findLast(({ start }) => start <= revisionId);
    if (!part) continue;
    if (open?.part !== part) open = { part, fragments: fragmentsOf(await bytesOf(outer, part.name, breath)) };
    const { core, extended, localized = [] } = open.fragments.get(revisionId) ?? {};
    if (core === undefined) continue;
    const update = updateOfFragments({ core, extended, localized, properties: { DefaultPropertiesLanguage: language, ...(creationDate !== '' && { CreationDate: creationDate }) } });
    const files = update.files.flatMap(({ digest }) => {
      const url = urls.get(digest);
      return url === undefined || url === '' ? [] : [{ digest, url }];
    });
    yield { update, xml: writeUpdate(update), files };
    const pause = breath();
    if (pause) await pause;
  }
}
