import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../src/engine/kernel/index.ts';
import { publish } from './support/catalog.ts';
import { killAndLook, moments, openUpstream, rowsOf, synchronizeElsewhere, undisturbedRun, xp, type Upstream } from './support/crash.ts';
import { logLines, openLab, stores, type Lab } from './support/lab.ts';

describe('a process killed in its first synchronization', () => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await openUpstream(400);
  });
  afterAll(() => upstream.close());

  test('[SYNC-10] shows nothing or everything at the next start, has nothing staged, and goes on to the same rows', async () => {
    const { rows, looks } = await undisturbedRun(upstream);
    expect(rows).toHaveLength(400);
    const seed = 'crash';
    const seen: string[] = [];
    for (const killAt of moments(createRandom(seed), looks)) {
      const shown = await killAndLook(upstream, rows, { killAt });
      if (killAt === 'committed') expect(shown).toBe('everything');
      seen.push(`${shown} at ${killAt}`);
      if (seen.length === 4) break;
    }
    console.log(`kills: 4 runs done, seed ${seed}, of ${looks} moments: ${seen.join(', ')}`);
  });
});

describe('a full disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('[SYNC-10] where no file may grow: 6703 says so, both stores are as before, and with room again the rows come', async () => {
    const upstream = await openUpstream(20);
    const open = () => openLab({ folder, upstreamUrl: upstream.url });
    let lab = await open();
    await lab.synchronize();
    const before = stores(lab);
    await lab.close();
    publish(upstream.store, Array.from({ length: 3000 }, (_, n) => xp(1000 + n)));
    for (const blocks of [1000, 2000, 3000]) {
      const { result } = await synchronizeElsewhere({ folder, upstreamUrl: upstream.url, blocks });
      expect(result).toMatchObject({ state: 'failed', failure: { source: 'LocalDbOtherError', message: expect.stringMatching(/disk|room|written|used/), todo: expect.stringMatching(/space/) } });
      expect(result!.log).toEqual(expect.arrayContaining([expect.stringMatching(/^Sync failed: .*LocalDbOtherError/), expect.stringMatching(/^STATMSG: ID=6703 SEV=E/)]));
      lab = await open();
      expect(stores(lab)).toBe(before);
      await lab.close();
    }
    lab = await open();
    expect((await lab.synchronize()).phases[1]).toMatchObject({ added: 3000 });
    expect(rowsOf(lab)).toHaveLength(3020);
    await lab.close();
    await upstream.close();
  });

  test('[SYNC-10] where the site database has no page left: the same, and commands say it too', async () => {
    const lab = await openLab({ folder });
    publish(lab.upstream, [xp(1)]);
    await lab.synchronize();
    const before = stores(lab);
    publish(lab.upstream, Array.from({ length: 500 }, (_, n) => xp(1000 + n)), lab.clock.now());
    const pages = (lab.database.prepare<{ page_count: number }>('PRAGMA page_count').get()!).page_count;
    lab.database.prepare(`PRAGMA max_page_count = ${pages + 10}`).get();
    const run = await lab.synchronize();
    expect(run.failure).toMatchObject({ source: 'LocalDbOtherError', message: expect.stringContaining('no room left on the disk') });
    expect(stores(lab)).toBe(before);
    lab.database.prepare(`PRAGMA max_page_count = ${2 ** 30}`).get();
    expect((await lab.synchronize()).phases[1]).toMatchObject({ added: 500 });
    await lab.close();
  });
});

describe('an upstream that is slow, stops half-way or speaks something else', () => {
  let lab: Lab;
  let closing: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    lab = await openLab();
    publish(lab.upstream, Array.from({ length: 5 }, (_, n) => xp(n)));
    await lab.synchronize();
  });
  afterEach(async () => {
    await lab.close();
    await Promise.all(closing.map((close) => close()));
    closing = [];
  });

  /** A raw server on loopback that becomes the site's upstream. */
  async function upstreamIs(answer: (socket: Socket) => void) {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      answer(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    closing.push(() => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(resolve));
    });
    const { settings } = lab.site.softwareUpdatePoint.settings();
    lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, syncSettings: { ...settings.syncSettings, source: 'upstream', upstream: { serverName: '127.0.0.1', port: (server.address() as AddressInfo).port, ssl: false } } });
  }

  const http = (body: string, length = Buffer.byteLength(body), status = '200 OK') => `HTTP/1.1 ${status}\r\nContent-Type: text/xml\r\nContent-Length: ${length}\r\n\r\n${body}`;
  const garbage = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) & 255));
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>&b;</soap:Body></soap:Envelope>`;
  const once = (answer: string | Buffer) => (socket: Socket) => void socket.once('data', () => socket.end(answer));

  test.each<[string, (socket: Socket) => void]>([
    ['bytes that are no HTTP', once(garbage)],
    ['nothing and a closed connection', (socket) => void socket.once('data', () => socket.destroy())],
    ['HTTP with garbage in it', once(Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${garbage.length}\r\n\r\n`), garbage]))],
    ['a page of something else', once(http('<html><body>It works!</body></html>'))],
    ['an answer that breaks off', once(http('<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Bo', 5000))],
    ['an entity bomb', once(http(bomb))],
    ['depth', once(http('<a>'.repeat(5000)))],
    ['an error page', once(http('<h1>Bad Gateway</h1>', undefined, '502 Bad Gateway'))],
    ['an endless header', (socket) => void socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(200_000)}`))],
  ])('[SYNC-10] %s: 6703 with source and message, both stores as before, the site goes on', async (_title, answer) => {
    const before = stores(lab);
    await upstreamIs(answer);
    const run = await lab.synchronize();
    expect(run.state).toBe('failed');
    expect(run.failure).toMatchObject({ source: expect.stringMatching(/^Uss\w+$/), message: expect.stringMatching(/\w{3}/) });
    expect(logLines(lab).at(-2)!.text).toMatch(/^STATMSG: ID=6703 SEV=E .*ISTR0="Uss\w+" ISTR1=".+"/);
    expect(stores(lab)).toBe(before);
    expect(lab.site.describe().synchronizedOnce).toBe(true);
  });

  test('[SYNC-04] one that never answers can be cancelled at once', async () => {
    const before = stores(lab);
    const asked = Promise.withResolvers<void>();
    await upstreamIs((socket) => void socket.on('data', () => asked.resolve()));
    const { value } = lab.site.softwareUpdatePoint.runSynchronization(lab.command());
    await asked.promise;
    lab.site.cancelJob(lab.command(), value.jobId);
    expect((await lab.ended(value.jobId)).state).toBe('cancelled');
    expect(stores(lab)).toBe(before);
  });
});
