import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { system } from '../kernel/index.ts';
import { createContentServer, payloadFile, type ContentFault, type ContentServer } from '../microsoft-update/index.ts';
import { bringContent, contentIdOf, createPaths, createThrottle, folderOrigin, inParallel, webOrigin, type Content, type ContentFile, type Origin } from './index.ts';

const fileOf = (folder: string, name: string, size?: number): ContentFile => {
  const { file, url } = payloadFile(folder, name, size);
  return { fileName: name, size: file.size, sha1: Buffer.from(file.digest, 'base64').toString('hex'), sha256: Buffer.from(file.sha256!, 'base64').toString('hex'), url };
};
const of = (...files: ContentFile[]): Content => ({ contentId: contentIdOf(files), languages: [], files });
const sha1 = (data: Uint8Array) => createHash('sha1').update(data).digest('hex');

let server: ContentServer;
let address: string;
let folder: string;
beforeEach(async () => {
  server = createContentServer({ after: system.after });
  address = await server.listen();
  folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const web = (file: ContentFile, more: { idle?: number; total?: number } = {}): Origin => webOrigin(file.url!, { resolve: async (url) => new URL(url.pathname, address), idle: more.idle ?? 5000, total: more.total ?? 20_000 });
const bring = (content: Content, originOf = (file: ContentFile) => web(file), signal = new AbortController().signal) =>
  bringContent({ content, place: join(folder, 'source', content.contentId), staging: join(folder, 'staging', content.contentId), originOf, signal, came: () => undefined });
const placed = (content: Content) => join(folder, 'source', content.contentId);
const staged = (content: Content) => (existsSync(join(folder, 'staging', content.contentId)) ? readdirSync(join(folder, 'staging', content.contentId)) : []);

describe('bringing a content', () => {
  it('[DEPLOY-03] brings its files, verified, in one folder that appears whole; what is there is not asked for again', async () => {
    const content = of(fileOf('a', 'one.exe'), fileOf('a', 'two.cab', 300 * 1024));
    expect(await bring(content)).toBe('brought');
    for (const file of content.files) expect(sha1(readFileSync(join(placed(content), file.fileName)))).toBe(file.sha1);
    expect(readdirSync(join(folder, 'source'))).toEqual([content.contentId]);
    expect(readdirSync(join(folder, 'staging'))).toEqual([]);
    expect(server.asked).toHaveLength(2);
    expect(await bring(content)).toBe('there');
    expect(server.asked).toHaveLength(2);
  });

  it('[DEPLOY-03] goes on where it stopped, with a range; a server without ranges begins anew', async () => {
    const content = of(fileOf('a', 'one.exe', 300 * 1024));
    for (const wholeFile of [false, true]) {
      server.setFault({ kind: 'truncated', after: 100_000 });
      await expect(bring(content)).rejects.toMatchObject({ problem: 'Interrupted', mayPass: true });
      expect(staged(content)).toEqual(['one.exe.part']);
      expect(existsSync(join(folder, 'source'))).toBe(false);
      server.setFault(wholeFile ? { kind: 'wholeFile' } : null);
      expect(await bring(content)).toBe('brought');
      expect(server.asked.at(-1)).toBe(`GET /a/307200/one.exe bytes=100000-`);
      rmSync(join(folder, 'source'), { recursive: true });
    }
  });

  it('[DEPLOY-03] a beginning that was damaged on the disk is found out and fetched again', async () => {
    const content = of(fileOf('a', 'one.exe'));
    mkdirSync(join(folder, 'staging', content.contentId), { recursive: true });
    writeFileSync(join(folder, 'staging', content.contentId, 'one.exe.part'), Buffer.alloc(1000, 1));
    expect(await bring(content)).toBe('brought');
    expect(server.asked.map((line) => line.split(' ')[2])).toEqual(['bytes=1000-', undefined]);
    writeFileSync(join(placed(content), 'one.exe'), 'damaged');
    expect(await bring(content)).toBe('brought');
    expect(sha1(readFileSync(join(placed(content), 'one.exe')))).toBe(content.files[0]!.sha1);
  });

  const faults: [ContentFault, string][] = [
    [{ kind: 'wrongBytes' }, 'WrongDigest'], [{ kind: 'endless' }, 'WrongSize'], [{ kind: 'notFound' }, 'NotFound'], [{ kind: 'redirect', to: 'http://127.0.0.1:1/' }, 'Redirected'],
  ];
  it.each(faults)('[DEPLOY-03] $kind is named and leaves nothing', async (fault, problem) => {
    const content = of(fileOf('a', 'one.exe'));
    server.setFault(fault);
    await expect(bring(content)).rejects.toMatchObject({ problem, code: expect.stringMatching(/^0x80/) as string, todo: expect.stringMatching(/\./) as string });
    expect(existsSync(join(folder, 'source'))).toBe(false);
    expect(staged(content)).toEqual([]);
  });

  it('[DEPLOY-03] a server that stands still, one that takes too long, none, and another size are named', async () => {
    const content = of(fileOf('a', 'one.exe'));
    server.setFault({ kind: 'slow', ms: 100 });
    await expect(bring(content, (file) => web(file, { idle: 20 }))).rejects.toMatchObject({ problem: 'TimedOut' });
    await expect(bring(content, (file) => web(file, { total: 50 }))).rejects.toMatchObject({ problem: 'TimedOut' });
    server.setFault(null);
    await expect(bring(content, () => webOrigin('http://127.0.0.1:1/a', { resolve: async (url) => url, idle: 1000, total: 1000 }))).rejects.toMatchObject({ problem: 'Unreachable' });
    await expect(bring(content, () => webOrigin('file:///etc/passwd', { resolve: async (url) => url, idle: 1000, total: 1000 }))).rejects.toMatchObject({ problem: 'NoAddress' });
    await expect(bring(of({ ...content.files[0]!, size: 5000 }))).rejects.toMatchObject({ problem: 'WrongSize' });
  });

  it('[DEPLOY-03] SHA-256 is checked beside SHA-1', async () => {
    const file = fileOf('a', 'one.exe');
    await expect(bring(of({ ...file, sha256: '0'.repeat(64) }))).rejects.toMatchObject({ problem: 'WrongDigest', message: expect.stringContaining('SHA-256') as string });
    expect(await bring(of({ ...file, sha256: null }))).toBe('brought');
  });

  it('[DEPLOY-03] from a folder: the file is copied and verified; a missing, a wrong and a longer one are named', async () => {
    const content = of(fileOf('a', 'one.exe'));
    expect(await bring(content)).toBe('brought');
    const from = join(placed(content), 'one.exe');
    const there = { ...content, contentId: 'copy' };
    expect(await bring(there, () => folderOrigin(from))).toBe('brought');
    expect(readFileSync(join(placed(there), 'one.exe'))).toEqual(readFileSync(from));
    const other = { ...content, contentId: 'other' };
    await expect(bring(other, () => folderOrigin(join(folder, 'nothing.exe')))).rejects.toMatchObject({ problem: 'NotReadable' });
    writeFileSync(from, Buffer.alloc(content.files[0]!.size, 3));
    await expect(bring(other, () => folderOrigin(from))).rejects.toMatchObject({ problem: 'WrongDigest' });
    writeFileSync(from, Buffer.alloc(3));
    await expect(bring(other, () => folderOrigin(from))).rejects.toMatchObject({ problem: 'WrongSize' });
  });

  it('[DEPLOY-03] a name in metadata leads nowhere else', async () => {
    for (const fileName of ['../one.exe', 'a/b', 'a\\b', '..', '.', 'c:one', 'a\u0000', 'nul ', '']) await expect(bring(of({ ...fileOf('a', 'one.exe'), fileName })), fileName).rejects.toMatchObject({ problem: 'BadName' });
  });

  it('[DEPLOY-03] a place that cannot be written is named, and cancelling is', async () => {
    const content = of(fileOf('a', 'one.exe'));
    writeFileSync(join(folder, 'source'), 'a file, no folder');
    await expect(bring(content)).rejects.toMatchObject({ problem: 'NotWritable' });
    const abort = new AbortController();
    abort.abort();
    await expect(bring(content, web, abort.signal)).rejects.toMatchObject({ problem: 'Cancelled' });
  });
});

describe('content ids', () => {
  it('[DEPLOY-03] are the same for the same files in any order and differ by any name or digest', () => {
    const file = fc.record({ fileName: fc.stringMatching(/^[a-z]{1,8}$/), sha1: fc.stringMatching(/^[0-9a-f]{40}$/) });
    fc.assert(
      fc.property(fc.uniqueArray(file, { minLength: 1, maxLength: 5, selector: (one) => one.fileName }), (files) => {
        expect(contentIdOf(files.toReversed())).toBe(contentIdOf(files));
        expect(contentIdOf(files)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(contentIdOf([{ ...files[0]!, fileName: 'another' }, ...files.slice(1)])).not.toBe(contentIdOf(files));
      }),
      { numRuns: 50 },
    );
  });
});

describe('paths', () => {
  const paths = createPaths({ shares: '/data/shares', servers: () => ['CEN01.corp.lab', 'DP01.corp.lab'], windows: false });
  it('[DEPLOY-03] a share of a server of the site is a folder of the site, however its name is written', () => {
    for (const path of ['\\\\CEN01\\Sources\\2013-01', '\\\\cen01.CORP.lab\\sources\\2013-01\\']) {
      expect(paths.local(path)).toBe('/data/shares/cen01.corp.lab/sources/2013-01');
      expect(paths.same(path)).toBe('\\\\cen01.corp.lab\\sources\\2013-01');
    }
    expect(paths.local('/srv/updates')).toBe('/srv/updates');
  });
  it('[DEPLOY-03] what is no path, leads out, or is on a server that is not there is refused', () => {
    for (const path of ['', 'Sources', '\\\\CEN01', '\\\\CEN01\\', '\\\\CEN01\\a\\..\\b', '\\\\CEN01\\..\\b', '\\\\CEN01\\a\\b:c', '\\\\CEN01\\a \\b', '\\\\CEN01\\a/../../b']) expect(() => paths.local(path), path).toThrow(expect.objectContaining({ problem: 'BadName' }));
    expect(() => paths.local('\\\\FILES\\Sources')).toThrow(expect.objectContaining({ problem: 'NotReadable' }));
  });
});

describe('limits', () => {
  it('[DEPLOY-03] bytes are held back to the rate, over all that share it', async () => {
    let [now, waited] = [0, 0];
    const { signal } = new AbortController();
    const throttle = createThrottle({ rate: () => 1000, monotonic: () => now, after: (ms, run) => (now += ms, waited += ms, run()) });
    for (let i = 0; i < 100; i++) await throttle(100, signal);
    expect(waited).toBeGreaterThan(9000);
    expect(waited).toBeLessThan(10_100);
    expect(createThrottle({ rate: () => null, monotonic: () => now, after: () => expect.unreachable() })(1e9, signal)).toBeUndefined();
    // Who is cancelled does not wait.
    const abort = new AbortController();
    const held = createThrottle({ rate: () => 1, monotonic: () => 0, after: () => {} })(1e9, abort.signal);
    abort.abort();
    await held;
  });
  it('[DEPLOY-03] so many at a time, each once', async () => {
    let [running, most] = [0, 0];
    const done: number[] = [];
    await inParallel(Array.from({ length: 20 }, (_, i) => i), 4, async (i) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      done.push(i);
    });
    expect([most, done.toSorted((a, b) => a - b)]).toEqual([4, Array.from({ length: 20 }, (_, i) => i)]);
  });
});
