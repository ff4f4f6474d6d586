import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectBySocket, signIn, type Connected } from './support/engine.ts';
import type { Served } from '../src/server/index.ts';

let connected: Connected & { served: Served };
let address = '';
let cookie = '';
beforeAll(async () => {
  connected = await connectBySocket();
  ({ address, cookie } = await signIn(connected.served));
});
afterAll(() => connected.close());

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const [host, port] = address.split(':') as [string, string];
    const asked = request({ host, port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (data) => (body += data));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** 'open', or the status the upgrade was refused with. */
function upgrade(headers: Record<string, string>, path = '/engine'): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${address}${path}`, { headers });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
    socket.on('error', () => resolve('error'));
  });
}

test('[SYNC-01] the console is served only to who holds the one-time address', async () => {
  expect((await get('/')).status).toBe(403);
  expect((await get('/?token=guessed')).status).toBe(403);
  const url = new URL(connected.served.newUrl());
  const first = await get(`${url.pathname}${url.search}`);
  expect(first).toMatchObject({ status: 303, headers: { location: '/', 'set-cookie': [expect.stringMatching(/^patchbay=[^;]+; HttpOnly; SameSite=Strict; Path=\/$/)] } });
  expect((await get(`${url.pathname}${url.search}`)).status).toBe(403);
  expect((await get('/', { cookie })).status).toBe(200);
  expect((await get('/', { cookie: 'patchbay=x' })).status).toBe(403);
});

test('[SYNC-01] another host name or method is not answered, and no path leaves the folder', async () => {
  expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(421);
  expect((await get('/', { cookie }, 'POST')).status).toBe(405);
  for (const path of ['/../package.json', '/%2e%2e/%2e%2e/package.json', '/..%2fpackage.json', '/%00', '/%ff', '//etc/passwd', '/tsconfig.json/../../../package.json']) expect((await get(path, { cookie })).status).toBe(404);
});

test('[SYNC-01] every answer carries the content security policy', async () => {
  for (const path of ['/', '/nothing']) {
    const { headers } = await get(path, { cookie });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe");
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

test('[SYNC-01] the engine is reached from the console’s own origin with its cookie only', async () => {
  const origin = `http://${address}`;
  expect(await upgrade({ cookie, origin })).toBe('open');
  expect(await upgrade({ origin })).toBe('403');
  expect(await upgrade({ cookie, origin: 'http://evil.example' })).toBe('403');
  expect(await upgrade({ cookie })).toBe('403');
  expect(await upgrade({ cookie, origin }, '/other')).toBe('403');
  expect(await upgrade({ cookie, origin, host: 'evil.example' })).toBe('403');
});

test('[SYNC-01] garbage on the wire is refused and the engine goes on', async () => {
  const socket = new WebSocket(`ws://${address}/engine`, { headers: { cookie, origin: `http://${address}` } });
  await new Promise((resolve) => socket.once('open', resolve));
  for (const frame of ['', '{', 'null', '[]', '{"i":"1","p":{"u":"/site/nothing"}}', '\u0000\u0001', 'x'.repeat(100_000)]) socket.send(frame);
  socket.send(Buffer.from([0, 1, 2, 255]));
  socket.close();
  await new Promise((resolve) => socket.once('close', resolve));
  await expect(connected.client.site.describe({ call: { site: 'CEN', actor: 'a' } })).resolves.toMatchObject({ value: { code: 'CEN' } });
});
