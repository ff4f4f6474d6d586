import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fixture, fixtureText } from '../test-support.ts';
import { readXml } from '../xml/index.ts';
import { createServerSyncClient, type ClientLimits, type ServerSyncClient } from './index.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function clientOf(url: string, limits: Partial<ClientLimits> = {}, signal = new AbortController().signal): ServerSyncClient {
  return createServerSyncClient({ url, accountName: 'probe.lab.invalid', accountGuid: '6f1c2f6e-3f0b-4d3a-9b1e-0d2f6a1c5e12', signal, breath: () => undefined, limits });
}

const bundle = { updateId: 'a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe', revisionNumber: 200 };
const answers: Record<string, string> = {
  GetAuthConfig: '01-GetAuthConfig.response', GetAuthorizationCookie: '02-GetAuthorizationCookie.response', GetCookie: '03-GetCookie.response',
  GetConfigData: '05-GetConfigData.response', GetRevisionIdList: '06-GetRevisionIdList-GetConfig-true.response', GetUpdateData: '13-GetUpdateData-bundle.response',
};

interface Replay {
  readonly url: string;
  /** "operation" and the body, as they came. */
  readonly requests: [string, string][];
}

/** A server that answers with the captured messages. */
async function replay(change: (operation: string, count: number) => { status: number; body: string | Buffer } | undefined = () => undefined): Promise<Replay> {
  const requests: [string, string][] = [];
  const url = await listen((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const operation = /"[^"]*\/(\w+)"/.exec(String(request.headers['soapaction']))?.[1] ?? '';
      requests.push([operation, Buffer.concat(pieces).toString('utf8')]);
      const changed = change(operation, requests.filter(([name]) => name === operation).length);
      response.writeHead(changed?.status ?? 200, { 'content-type': 'text/xml; charset=utf-8' });
      response.end(changed?.body ?? fixture(`wsusss/${answers[operation]!}.xml`));
    });
  });
  return { url, requests };
}

async function codeOf(client: ServerSyncClient): Promise<[string, string]> {
  try {
    await client.connect();
    return ['connected', ''];
  } catch (error) {
    const { name, code, message } = error as { name: string; code: string; message: string };
    return [name === 'SynchronizationError' ? code : `not typed: ${name}`, message];
  }
}

describe('[SYNC-15] our client against captured answers', () => {
  it('[SYNC-15] sends the captured requests and understands the captured answers', async () => {
    const server = await replay();
    const client = clientOf(server.url);
    expect((await client.connect()).languageUpdateList).toHaveLength(39);
    const { revisions, anchor } = await client.listRevisions({ configuration: true });
    expect([revisions.length, anchor]).toEqual([30, '9438,2026-10-04 16:33:26.671']);
    await client.listRevisions({
      configuration: false, anchor: '9438,2026-10-04 16:09:27.371',
      categories: [{ id: '8c3fcc84-7410-4a95-8b89-a166a0190486', delta: true }], classifications: [{ id: 'e0789628-ce08-4437-be74-2495b842f43b', delta: true }],
    });
    const [received] = await Array.fromAsync(client.updates([bundle]));
    expect(received!.xml).toBe(fixtureText('update-xml/a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe-r200.xml'));
    expect(received!.update.identity).toEqual(bundle);
    const sent = new Map(server.requests.filter(([, body]) => !body.includes('<GetConfig>true')));
    for (const [operation, name] of [
      ['GetAuthConfig', '01-GetAuthConfig'], ['GetAuthorizationCookie', '02-GetAuthorizationCookie'], ['GetCookie', '03-GetCookie'], ['GetConfigData', '05-GetConfigData'],
      ['GetRevisionIdList', '11-GetRevisionIdList-anchor-delta'], ['GetUpdateData', '13-GetUpdateData'],
    ] as const) {
      expect(readXml(sent.get(operation)!)).toEqual(readXml(fixtureText(`wsusss/${name}.request.xml`)));
    }
  });

  it('[SYNC-15] InvalidCookie: authenticates again and goes on; not for ever', async () => {
    const fault = { status: 500, body: fixture('wsusss/19-GetRevisionIdList-no-cookie.fault.xml') };
    const once = await replay((operation, count) => (operation === 'GetRevisionIdList' && count === 1 ? fault : undefined));
    expect((await clientOf(once.url).listRevisions({ configuration: true })).revisions).toHaveLength(30);
    expect(once.requests.filter(([operation]) => operation === 'GetCookie')).toHaveLength(2);
    const always = await replay((operation) => (operation === 'GetRevisionIdList' ? fault : undefined));
    await expect(clientOf(always.url).listRevisions({ configuration: true })).rejects.toMatchObject({ code: 'DssAuthenticationError' });
    expect(always.requests.filter(([operation]) => operation === 'GetRevisionIdList')).toHaveLength(3);
  });

  it('[SYNC-15] an update that was not asked for, a damaged one, none at all', async () => {
    const bad = async (body: string): Promise<unknown> => {
      const server = await replay((operation) => (operation === 'GetUpdateData' ? { status: 200, body } : undefined));
      return Array.fromAsync(clientOf(server.url).updates([bundle])).catch((error: unknown) => (error as { code: string }).code);
    };
    const good = fixtureText('wsusss/13-GetUpdateData-bundle.response.xml');
    expect(await bad(fixtureText('wsusss/15-GetUpdateData-uncompressed-bundle.response.xml'))).toBe('UssOtherError');
    expect(await bad(good.replace('TVNDRgAAAAB', 'TVNDRgAAAAC'))).not.toBeInstanceOf(Array);
    expect(await bad(good.replace(/(<XmlUpdateBlobCompressed>.{3000})..../, '$1AAAA'))).toBe('ImportUpdateError');
    expect(await bad(good.replace(/<ServerSyncUpdateData>.*<\/ServerSyncUpdateData>/, ''))).toBe('UssOtherError');
    expect(await bad(good.replace(/<XmlUpdateBlobCompressed>.*<\/XmlUpdateBlobCompressed>/, '<XmlUpdateBlob>&lt;a/&gt;</XmlUpdateBlob>'))).toBe('ImportUpdateError');
  });
});

describe('[SYNC-10] an upstream that fails', () => {
  it.each([
    [401, 'DssAuthenticationError', 'The request failed with HTTP status 401: Unauthorized.'],
    [403, 'DssAuthenticationError', 'The request failed with HTTP status 403: Forbidden.'],
    [407, 'ProxyError', 'The request failed with HTTP status 407: Proxy Authentication Required.'],
    [502, 'UssCommunicationError', 'The request failed with HTTP status 502: Bad Gateway.'],
    [503, 'UssBusy', 'The request failed with HTTP status 503: Service Unavailable.'],
    [500, 'UssCommunicationError', 'The request failed with HTTP status 500: Internal Server Error.'],
  ])('[SYNC-10] HTTP status %i', async (status, code, message) => {
    const server = await replay(() => ({ status, body: '<html>sorry</html>' }));
    expect(await codeOf(clientOf(server.url))).toEqual([code, message]);
    expect(server.requests).toHaveLength(code === 'UssCommunicationError' ? 3 : 1);
  });

  it('[SYNC-10] a wrong address', async () => {
    const url = await listen((_, response) => response.writeHead(404).end());
    expect((await codeOf(clientOf(url)))[0]).toBe('UssNotFound');
    expect(await codeOf(clientOf('ftp://x'))).toEqual(['UssNotFound', expect.stringContaining('is no address')]);
    expect((await codeOf(clientOf('http://127.0.0.1:1')))[0]).toBe('UssNotFound');
    expect((await codeOf(clientOf('not an address')))[0]).toBe('UssNotFound');
    expect((await codeOf(clientOf('http://no-such-host.invalid')))[0]).toBe('UssNotFound');
  });

  it('[SYNC-10] one that is slow, silent, or hangs up', async () => {
    const silent = await listen(() => {});
    expect(await codeOf(clientOf(silent, { idle: 50, attempts: 1 }))).toEqual(['UssCommunicationError', 'The operation has timed out.']);
    expect(await codeOf(clientOf(silent, { total: 50, attempts: 1 }))).toEqual(['UssCommunicationError', 'The operation has timed out.']);
    const half = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'text/xml', 'content-length': 1000 });
      response.write('<?xml version="1.0"?><soap');
    });
    expect(await codeOf(clientOf(half, { idle: 50, attempts: 1 }))).toEqual(['UssCommunicationError', 'The operation has timed out.']);
    const hangingUp = await listen((_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('<?xml', () => response.destroy());
    });
    expect((await codeOf(clientOf(hangingUp)))[0]).toBe('UssCommunicationError');
    const refusing = await listen((request) => request.socket.destroy());
    expect((await codeOf(clientOf(refusing)))[0]).toBe('UssCommunicationError');
  });

  it('[SYNC-10] one that answers nonsense, too much, or another protocol', async () => {
    const says = async (body: string, limits?: Partial<ClientLimits>): Promise<string> => (await codeOf(clientOf((await replay(() => ({ status: 200, body }))).url, limits)))[0];
    expect(await says('<html/>')).toBe('UssOtherError');
    expect(await says('\u0000')).toBe('UssOtherError');
    expect(await says('<!DOCTYPE a [<!ENTITY x "x">]><a>&x;</a>')).toBe('UssOtherError');
    expect(await says(fixtureText('wsusss/03-GetCookie.response.xml'))).toBe('UssOtherError');
    expect(await says(' '.repeat(5000), { responseBytes: 4000 })).toBe('UssOtherError');
    const version = await replay((operation) => (operation === 'GetConfigData' ? { status: 200, body: fixtureText('wsusss/05-GetConfigData.response.xml').replace('>1.20<', '>2.0<') } : undefined));
    expect((await codeOf(clientOf(version.url)))[0]).toBe('IncompatibleProtocolVersion');
  });

  it('[SYNC-04] canceling while the server is silent', async () => {
    const abort = new AbortController();
    const silent = await listen(() => abort.abort());
    expect(await codeOf(clientOf(silent, {}, abort.signal))).toEqual(['UserCanceled', 'The synchronization was canceled.']);
  });
});
