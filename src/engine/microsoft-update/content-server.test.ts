import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { system } from '../kernel/index.ts';
import { createContentServer, type ContentServer } from './content-server.ts';
import { payloadFile } from './files.ts';
import { payloadFor } from './payload.ts';

describe('the Internet location of the bundled catalog', () => {
  let server: ContentServer;
  let address: string;
  beforeEach(async () => {
    server = createContentServer({ after: system.after });
    address = await server.listen();
  });
  afterEach(() => server.close());
  const at = (url: string) => address + new URL(url).pathname;

  it('[DEPLOY-03] gives each file as its address and digests say, whole or a range of it', async () => {
    const { file, url } = payloadFile('0000-1', 'Windows XP-KB1 (x86).exe');
    const content = payloadFor('0000-1/Windows XP-KB1 (x86).exe');
    const whole = await fetch(at(url));
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(content);
    expect(whole.headers.get('content-length')).toBe(String(file.size));
    const range = await fetch(at(url), { headers: { range: 'bytes=100-199' } });
    expect([range.status, range.headers.get('content-range')]).toEqual([206, `bytes 100-199/${file.size}`]);
    expect(Buffer.from(await range.arrayBuffer())).toEqual(content.subarray(100, 200));
    expect((await fetch(at(url), { headers: { range: `bytes=${file.size}-` } })).status).toBe(416);
    const head = await fetch(at(url), { method: 'HEAD' });
    expect([head.headers.get('etag'), head.headers.get('accept-ranges')]).toEqual([whole.headers.get('etag'), 'bytes']);
  });

  it('[DEPLOY-03] has no other files', async () => {
    for (const path of ['/', '/a/b', '/a/4096', '/a/9999999/b', '/a/5000/b', '/a/4096/%zz', '/../4096/x', `/a/4096/${'x'.repeat(601)}`]) expect((await fetch(address + path)).status, path).toBe(404);
    expect((await fetch(`${address}/a/4096/b`, { method: 'POST' })).status).toBe(405);
  });

  it('[DEPLOY-03] has the faults a test wants, for the files it wants', async () => {
    const { url } = payloadFile('0000-1', 'a.exe');
    const get = async () => Buffer.from(await (await fetch(at(url), { redirect: 'manual' })).arrayBuffer());
    server.setFault({ kind: 'notFound' }, 'a.exe');
    expect((await fetch(at(url))).status).toBe(404);
    expect((await fetch(`${address}/x/4096/b.exe`)).status).toBe(200);
    server.setFault({ kind: 'truncated', after: 5 }, 'a.exe');
    await expect(get()).rejects.toThrow();
    server.setFault({ kind: 'wrongBytes' }, 'a.exe');
    expect((await get()).equals(payloadFor('0000-1/a.exe'))).toBe(false);
    server.setFault({ kind: 'redirect', to: 'http://elsewhere.example/' }, 'a.exe');
    expect((await fetch(at(url), { redirect: 'manual' })).status).toBe(302);
    server.setFault({ kind: 'slow', ms: 1 }, 'a.exe');
    expect(await get()).toEqual(payloadFor('0000-1/a.exe'));
    server.setFault(null, 'a.exe');
    expect(await get()).toEqual(payloadFor('0000-1/a.exe'));
  });
});
