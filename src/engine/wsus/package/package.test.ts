import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { CabError, openCabinet, readCabinet, writeCabinet } from '../cabinet/index.ts';
import { readUpdate, UpdateError } from '../metadata/index.ts';
import { damaged, fixture, fixtureText, randomized } from '../test-support.ts';
import { readXml, textOf, XmlError } from '../xml/index.ts';
import { createPackageWriter, openPackage, PackageError, type PackageEntry } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (bytes?: Uint8Array) => {
  const file = join(folder, `${files++}.cab`);
  if (bytes) writeFileSync(file, bytes);
  return file;
};
const breath = () => undefined;

const documents = readdirSync(new URL('../../../../test/fixtures/wsus/update-xml/', import.meta.url)).filter((name) => name.endsWith('.xml')).map((name) => fixtureText(`update-xml/${name}`));
const entries: PackageEntry[] = documents.map((xml) => {
  const update = readUpdate(xml);
  return { update, xml, files: update.files.map((file) => ({ digest: file.digest, url: `http://download.example/${encodeURIComponent(file.fileName)}?a=1&b=2` })) };
});
const about = {
  serverId: 'a6a7a5b2-62b1-4f42-8d6f-6d1d0b2f9d0a', createdAt: Date.UTC(2013, 0, 7, 8), languages: [{ id: 1033, short: 'en', long: 'English', enabled: true }],
  kindOf: (id: string) => (id === '0fa1201d-4330-4fa8-8ae9-b877473b6441' ? ('Classification' as const) : ('Category' as const)),
};

async function written(list: readonly PackageEntry[]): Promise<string> {
  const file = newFile();
  const writer = createPackageWriter(file, about);
  list.forEach(writer.add);
  expect(await writer.finish(breath)).toBe(readFileSync(file).length);
  return file;
}

async function read(file: string): Promise<PackageEntry[]> {
  const opened = await openPackage(file, breath);
  try {
    return await Array.fromAsync(opened.entries());
  } finally {
    opened.close();
  }
}

/** Reads a cabinet by the words of MS-CAB alone, sharing nothing with the product: every file by name. */
function plainly(bytes: Buffer): Map<string, Buffer> {
  expect(bytes.toString('latin1', 0, 4)).toBe('MSCF');
  expect(bytes.readUInt32LE(8)).toBe(bytes.length);
  const folders = Array.from({ length: bytes.readUInt16LE(26) }, (_, i) => {
    let [at, content] = [bytes.readUInt32LE(36 + i * 8), Buffer.alloc(0)];
    expect(bytes.readUInt16LE(36 + i * 8 + 6)).toBe(1);
    for (let left = bytes.readUInt16LE(36 + i * 8 + 4); left > 0; left--) {
      const [packed, size] = [bytes.readUInt16LE(at + 4), bytes.readUInt16LE(at + 6)];
      expect(bytes.toString('latin1', at + 8, at + 10)).toBe('CK');
      const dictionary = content.subarray(-32768);
      const block = inflateRawSync(bytes.subarray(at + 10, at + 8 + packed), dictionary.length > 0 ? { dictionary } : {});
      expect(block.length).toBe(size);
      content = Buffer.concat([content, block]);
      at += 8 + packed;
    }
    return content;
  });
  const found = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(16);
  for (let left = bytes.readUInt16LE(28); left > 0; left--) {
    const end = bytes.indexOf(0, at + 16);
    const [size, offset, index] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4), bytes.readUInt16LE(at + 8)];
    found.set(bytes.toString('latin1', at + 16, end), folders[index]!.subarray(offset, offset + size));
    at = end + 1;
  }
  return found;
}

const codeOf = async (file: string) => read(file).then(() => 'read', (error: unknown) => (error instanceof PackageError || error instanceof CabError || error instanceof XmlError || error instanceof UpdateError ? error.code : `not typed: ${String(error)}`));

describe('[SYNC-08] export packages', () => {
  test('[SYNC-08] hold metadata.txt and package.xml in the form of wsusutil, read by the format’s text alone', async () => {
    const inner = plainly(readFileSync(await written(entries)));
    let rest = inner.get('metadata.txt')!.toString('utf8');
    for (const { update, xml } of entries) {
      const line = `${update.identity.updateId},${update.identity.revisionNumber.toString(16).padStart(8, '0')},${xml.length.toString(16).padStart(8, '0')},${xml}\r\n`;
      expect(rest.startsWith(line)).toBe(true);
      rest = rest.slice(line.length);
    }
    expect(rest).toBe('');
    const root = readXml(inner.get('package.xml')!.toString('utf8'));
    expect([root.name, root.attributes, root.children.map((one) => (typeof one === 'string' ? one : one.name))]).toEqual([
      'ExportPackage', { ServerID: about.serverId, CreationTime: '2013-01-07T08:00:00.000Z', FormatVersion: '1.0', ProtocolVersion: '1.20' }, ['Languages', 'Files', 'Updates'],
    ]);
    expect(textOf(root)).toBe('');
    expect(inner.get('package.xml')!.toString('utf8').match(/<Update /g)).toHaveLength(entries.length);
  });

  test('[SYNC-08] come back as they were written, documents character by character and files with their addresses', async () => {
    const back = await read(await written(entries));
    expect(back.map((one) => [one.xml, one.files])).toEqual(entries.map((one) => [one.xml, one.files]));
  });

  test('[SYNC-08] are read in pieces as they are read whole, LZX, MSZIP and stored', async () => {
    const stored = writeCabinet([{ name: 'a', data: Buffer.alloc(100_000, 'abc') }, { name: 'b', data: Buffer.from('b') }], 'stored');
    const lzx = Buffer.from(/<XmlUpdateBlobCompressed>([^<]+)</.exec(fixtureText('wsusss/13-GetUpdateData-bundle.response.xml'))![1]!, 'base64');
    for (const bytes of [readFileSync(await written(entries)), fixture('wsusscn2-mini.cab'), stored, lzx]) {
      const opened = openCabinet(newFile(bytes));
      for (const { name, data } of readCabinet(bytes)) expect(Buffer.concat(Array.from(opened.read(name), (piece) => Uint8Array.from(piece))).equals(data)).toBe(true);
      opened.close();
    }
  });

  test('[SYNC-08] that say one thing and hold another are refused by name', async () => {
    const { update, xml } = entries[0]!;
    const line = (id: string, length: number, text = xml) => `${id},${update.identity.revisionNumber.toString(16).padStart(8, '0')},${length.toString(16).padStart(8, '0')},${text}\r\n`;
    const right = line(update.identity.updateId, xml.length);
    const list = (count: number) => `<ExportPackage><Updates>${'<Update/>'.repeat(count)}</Updates></ExportPackage>`;
    const made = (metadata: string | Uint8Array, packageXml = list(1)) => newFile(writeCabinet([{ name: 'package.xml', data: Buffer.from(packageXml) }, { name: 'metadata.txt', data: Buffer.from(metadata as string) }]));
    expect(await codeOf(made(right))).toBe('read');
    expect(await codeOf(made(right, list(2)))).toBe('WrongCount');
    expect(await codeOf(made(right + right))).toBe('WrongCount');
    expect(await codeOf(made(line('11111111-2222-4333-8444-555555555555', xml.length)))).toBe('WrongIdentity');
    expect(await codeOf(made(line(update.identity.updateId, xml.length - 1)))).toBe('BadLine');
    expect(await codeOf(made(line(update.identity.updateId, xml.length + 1)))).toBe('BadLine');
    expect(await codeOf(made(line(update.identity.updateId, 0x7fffffff)))).toBe('TooLong');
    expect(await codeOf(made('not a line'.repeat(20)))).toBe('BadLine');
    expect(await codeOf(made(Buffer.from([0xff, 0xfe, 0xfd])))).toBe('BadText');
    expect(await codeOf(made(right, '<!DOCTYPE x><ExportPackage/>'))).toBe('DoctypeRefused');
    expect(await codeOf(made(right, `<ExportPackage><Files><File Digest="x" MUUrl="http://${'a'.repeat(3000)}"/></Files></ExportPackage>`))).toBe('TooLong');
    expect(await codeOf(newFile(writeCabinet([{ name: 'metadata.txt', data: Buffer.from(right) }])))).toBe('MissingPart');
  });

  test('[SYNC-08] a single cabinet of more than 2 GiB is refused by name, since its folder ends there', async () => {
    const file = await written(entries);
    truncateSync(file, 2 * 1024 ** 3 + 1);
    expect(() => openCabinet(file)).toThrow(/larger than 2 GiB/);
  });

  test('[SYNC-08] damaged ones never crash and are refused with a typed error, or read with every document as it was', async () => {
    const bytes = readFileSync(await written(entries.slice(0, 3)));
    await randomized('damaged packages', fc.asyncProperty(damaged([bytes]), async (some) => {
      const file = newFile(some);
      const outcome = await codeOf(file);
      rmSync(file);
      expect(outcome).not.toMatch(/not typed/);
    }));
  });
});
