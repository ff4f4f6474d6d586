import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createIds, createRandom } from '../../kernel/index.ts';
import { openCatalogStore, type CatalogStore } from '../catalog-store/index.ts';
import { writeUpdate, type Update } from '../metadata/index.ts';
import {
  createEnvelopeReader, createServerSyncClient, dssAuthPath, getAuthConfig, getAuthorizationCookie, getConfigData, getCookie, getDriverIdList, getDriverSetData,
  getRelatedRevisionsForUpdates, getRevisionIdList, getUpdateData, getUpdateDecryptionData, type Operation, ping, readResponse, type ReceivedUpdate, type ServerSyncClient, serverSyncPath, writeRequest,
} from '../protocol/index.ts';
import { damaged, fixture, fixtureText, randomized } from '../test-support.ts';
import { elementsOf, readXml, type XmlElement } from '../xml/index.ts';
import { createWsusServer, type WsusServer, type WsusServerOptions } from './index.ts';

const start = Date.UTC(2013, 0, 7, 9);
const guid = (number: number): string => `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
const product = guid(0xf0002);
const classification = guid(0xc0001);

function category(id: string, categoryType: 'Product' | 'UpdateClassification'): Update {
  return { ...software(0), identity: { updateId: id, revisionNumber: 1 }, properties: { ...software(0).properties, updateType: 'Category' }, prerequisites: [], files: [], handlerData: { kind: 'category', categoryType } };
}

function software(id: number, description = 'x', revisionNumber = 1): Update {
  return {
    identity: { updateId: guid(id), revisionNumber },
    properties: { updateType: 'Software', languages: [], securityBulletinIds: [], kbArticleIds: [String(id)], cveIds: [] },
    localizedProperties: [{ language: 'en', title: `Update ${id}`, description, moreInfoUrls: [] }],
    prerequisites: [{ anyOf: [product] }, { anyOf: [classification] }], bundledUpdates: [], supersededUpdates: [],
    files: [{ digest: createHash('sha1').update(`file ${id}`).digest('base64'), digestAlgorithm: 'SHA1', fileName: `kb${id}.exe`, size: 10 }],
  };
}

function fill(store: CatalogStore, updates: readonly Update[], arrivedAt: number): void {
  const open = store.beginImport();
  for (const update of updates) open.put({ update, xml: writeUpdate(update), arrivedAt, files: update.files.map(({ digest, fileName }) => ({ digest, url: `http://download.example/${fileName}` })) });
  open.commit();
}

interface Stand {
  readonly store: CatalogStore;
  readonly clock: { now(): number; set(moment: number): void };
  readonly url: string;
  client(signal?: AbortSignal): ServerSyncClient;
  post(body: string | Uint8Array, options?: { path?: string; headers?: Record<string, string>; method?: string }): Promise<{ status: number; text: string }>;
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function stand(options: Partial<WsusServerOptions> = {}): Promise<Stand> {
  const store = openCatalogStore(':memory:');
  let now = start;
  const clock = { now: () => now, set: (moment: number) => void (now = moment) };
  const random = createRandom('server');
  const server: WsusServer = createWsusServer({ store, clock, ids: createIds(random), random, serverName: 'upstream.lab', ...options });
  const url = await server.listen();
  closing.push(async () => {
    await server.close();
    store.close();
  });
  return {
    store, clock, url,
    client: (signal = new AbortController().signal) => createServerSyncClient({ url, accountName: 'sup.lab', accountGuid: guid(7), signal, breath: () => undefined }),
    post: (body, { path = serverSyncPath, headers = {}, method = 'POST' } = {}) =>
      new Promise((resolve, reject) => {
        const outgoing = httpRequest(url + path, { method, agent: false, headers: { 'content-type': 'text/xml; charset=utf-8', ...headers } }, (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }));
          response.on('error', reject);
        });
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
  };
}

async function call<Request, Response>(at: Stand, operation: Operation<Request, Response>, request: Request, path = serverSyncPath): Promise<string> {
  return (await at.post(writeRequest(operation, request), { path, headers: { soapaction: `"${operation.action}"` } })).text;
}

function result<Request, Response>(operation: Operation<Request, Response>, text: string): Response {
  const reader = createEnvelopeReader({ characters: 1e7, depth: 32, elements: 1e6, attributes: 64 });
  reader.write(Buffer.from(text));
  return readResponse(operation, reader.close());
}

async function cookieOf(at: Stand): Promise<{ expiration: string; encryptedData: string }> {
  const authorization = result(getAuthorizationCookie, await call(at, getAuthorizationCookie, { accountName: 'a', accountGuid: guid(7) }, dssAuthPath));
  return result(getCookie, await call(at, getCookie, { authCookies: [authorization], protocolVersion: '1.20' }));
}

function faultOf(text: string): string[] {
  const [code, , message] = [/<ErrorCode>(\w+)/.exec(text)?.[1] ?? 'no fault', '', /<Message>([^<]*)/.exec(text)?.[1] ?? ''];
  return [code, message];
}

async function all(updates: AsyncIterable<ReceivedUpdate>): Promise<ReceivedUpdate[]> {
  const received: ReceivedUpdate[] = [];
  for await (const one of updates) received.push(one);
  return received;
}

/** Names, order and namespaces, without the texts; of repeated items only the first. */
function shape(element: XmlElement): unknown {
  const seen = new Set<string>();
  const children = elementsOf(element).filter(({ name }) => !seen.has(name) && seen.add(name));
  return [element.kind, element.name, Object.keys(element.attributes), children.map(shape)];
}

const selection = { configuration: false as const, categories: [{ id: product, delta: true }], classifications: [{ id: classification, delta: true }] };

describe('[SYNC-15] our server answers as the captured one', () => {
  it('[SYNC-15] every answer has the same elements, order and namespaces', async () => {
    const at = await stand();
    fill(at.store, [category(product, 'Product'), category(classification, 'UpdateClassification'), software(1, 'long '.repeat(2000)), { ...software(2), files: [] }], start);
    const captured = (name: string): unknown => shape(readXml(fixtureText(`wsusss/${name}.response.xml`)));
    const cookie = await cookieOf(at);
    expect(shape(readXml(await call(at, getAuthConfig, {})))).toEqual(captured('01-GetAuthConfig'));
    expect(shape(readXml(await call(at, getAuthorizationCookie, { accountName: 'a', accountGuid: guid(7) }, dssAuthPath)))).toEqual(captured('02-GetAuthorizationCookie'));
    const authorization = result(getAuthorizationCookie, await call(at, getAuthorizationCookie, { accountName: 'a', accountGuid: guid(7) }, dssAuthPath));
    expect(shape(readXml(await call(at, getCookie, { authCookies: [authorization], protocolVersion: '1.20' })))).toEqual(captured('03-GetCookie'));
    expect(shape(readXml(await call(at, getConfigData, { cookie })))).toEqual(captured('05-GetConfigData'));
    expect(shape(readXml(await call(at, getRevisionIdList, { cookie, filter: { getConfig: true } })))).toEqual(captured('06-GetRevisionIdList-GetConfig-true'));
    const plain = await call(at, getUpdateData, { cookie, updateIds: [{ updateId: guid(2), revisionNumber: 1 }] });
    expect(shape(readXml(plain))).toEqual(captured('15-GetUpdateData-uncompressed-bundle'));
    const packed = await call(at, getUpdateData, { cookie, updateIds: [{ updateId: guid(1), revisionNumber: 1 }] });
    expect(JSON.stringify(shape(readXml(packed)))).toContain('"XmlUpdateBlobCompressed"');
    expect(packed).toMatch(/<fileUrls><ServerSyncUrlData><FileDigest>[^<]+<\/FileDigest><MUUrl>http:\/\/download.example\/kb1.exe<\/MUUrl>/);
  });

  it('[SYNC-15] the configuration is the captured one: texts of all 39 languages and limits', async () => {
    const at = await stand({ languages: ['en'] });
    const ours = result(getConfigData, await call(at, getConfigData, { cookie: await cookieOf(at) }));
    const theirs = result(getConfigData, fixtureText('wsusss/05-GetConfigData.response.xml'));
    expect(ours.languageUpdateList).toEqual(theirs.languageUpdateList);
    expect({ ...ours, newConfigAnchor: '' }).toEqual({ ...theirs, newConfigAnchor: '' });
    expect(ours.newConfigAnchor).toBe('0,2013-01-07 09:00:00.000');
    const again = result(getConfigData, await call(at, getConfigData, { cookie: await cookieOf(at), configAnchor: ours.newConfigAnchor }));
    expect(again.languageUpdateList).toBeUndefined();
  });

  it('[SYNC-15] what only newer servers ask for is answered with nothing in it', async () => {
    const at = await stand();
    const cookie = await cookieOf(at);
    for (const [operation, parts] of [
      [getUpdateDecryptionData, '<UpdateFileDecryptionData />'], [getDriverSetData, '<DriverSets />'],
      [getDriverIdList, '<Anchor>0,2013-01-07 09:00:00.000</Anchor><NewRevisions /><NewDriverSets /><RemovedDriverSets />'],
    ] as const) {
      expect(await call<{ cookie?: typeof cookie }, unknown>(at, operation as never, { cookie })).toContain(`<${operation.name}Result>${parts}</${operation.name}Result>`);
      expect(faultOf(await call<{ cookie?: typeof cookie }, unknown>(at, operation as never, {}))[0]).toBe('InvalidCookie');
    }
    expect(result(getRelatedRevisionsForUpdates, await call(at, getRelatedRevisionsForUpdates, { cookie }))).toEqual([]);
  });

  it('[SYNC-15] faults come with HTTP status 500 and the captured shape', async () => {
    const at = await stand();
    const { status, text } = await at.post(writeRequest(getRevisionIdList, { filter: { getConfig: true } }), { headers: { soapaction: `"${getRevisionIdList.action}"` } });
    expect(status).toBe(500);
    expect(shape(readXml(text))).toEqual(shape(readXml(fixtureText('wsusss/19-GetRevisionIdList-no-cookie.fault.xml'))));
    expect(text).toContain('<Method>"http://www.microsoft.com/SoftwareDistribution/GetRevisionIdList"</Method>');
  });
});

describe('[SYNC-15] what the server refuses', () => {
  it('[SYNC-15] 101 ids, an unknown id, a bad anchor', async () => {
    const at = await stand();
    fill(at.store, [software(1)], start);
    const cookie = await cookieOf(at);
    const updateIds = Array.from({ length: 101 }, () => ({ updateId: guid(1), revisionNumber: 1 }));
    expect(faultOf(await call(at, getUpdateData, { cookie, updateIds }))).toEqual(['InvalidParameters', 'updateIds']);
    expect(result(getUpdateData, await call(at, getUpdateData, { cookie, updateIds: updateIds.slice(1) })).updates).toHaveLength(100);
    expect(faultOf(await call(at, getUpdateData, { cookie, updateIds: [{ updateId: guid(9), revisionNumber: 1 }] }))).toEqual(['InternalServerError', '']);
    for (const anchor of ['', 'x', '1', '1,2013-01-07', '1,2013-02-31 25:00:00.000', '9999999999999999,2013-01-07 09:00:00.000']) {
      expect(faultOf(await call(at, getRevisionIdList, { cookie, filter: { anchor, getConfig: true } }))).toEqual(['InvalidParameters', 'filter']);
    }
  });

  it('[SYNC-15] no cookie, a wrong one, one of another server, an expired one', async () => {
    const at = await stand();
    const other = await stand({ random: createRandom('other') });
    const filter = { getConfig: true };
    const cookie = await cookieOf(at);
    expect(Date.parse(cookie.expiration)).toBe(start + 240 * 60_000);
    const tampered = Buffer.from(cookie.encryptedData, 'base64');
    tampered[40]! ^= 1;
    for (const encryptedData of ['', 'AAAA', tampered.toString('base64'), (await cookieOf(other)).encryptedData]) {
      expect(faultOf(await call(at, getRevisionIdList, { cookie: { ...cookie, encryptedData }, filter }))[0]).toBe('InvalidCookie');
    }
    expect(faultOf(await call(at, getRevisionIdList, { cookie, filter }))[0]).toBe('no fault');
    at.clock.set(start + 240 * 60_000);
    expect(faultOf(await call(at, getRevisionIdList, { cookie, filter }))[0]).toBe('InvalidCookie');
  });

  it('[SYNC-15] an authorization cookie is no session cookie; versions other than 1', async () => {
    const at = await stand();
    const authorization = result(getAuthorizationCookie, await call(at, getAuthorizationCookie, { accountName: 'a', accountGuid: guid(7) }, dssAuthPath));
    const cookie = await cookieOf(at);
    expect(faultOf(await call(at, getConfigData, { cookie: { ...cookie, encryptedData: authorization.cookieData } }))[0]).toBe('InvalidCookie');
    expect(faultOf(await call(at, getCookie, { authCookies: [authorization], protocolVersion: '2.0' }))[0]).toBe('IncompatibleProtocolVersion');
    expect(faultOf(await call(at, getCookie, { authCookies: [{ ...authorization, cookieData: cookie.encryptedData }], protocolVersion: '1.20' }))[0]).toBe('InvalidAuthorizationCookie');
    expect(faultOf(await call(at, getAuthorizationCookie, { accountName: 'a', accountGuid: 'x' }, dssAuthPath))).toEqual(['InvalidParameters', 'accountGuid']);
  });

  it('[SYNC-15] what is no call at all', async () => {
    const at = await stand({ limits: { requestBytes: 2000 } });
    expect((await at.post('', { path: '/' })).status).toBe(404);
    expect((await at.post('', { method: 'GET' })).status).toBe(405);
    expect((await at.post('', { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await at.post(Buffer.alloc(2001, 32))).status).toBe(413);
    expect((await at.post(Buffer.alloc(2001, 32), { headers: { 'transfer-encoding': 'chunked' } })).status).toBe(413);
    expect((await at.post('<!DOCTYPE a [<!ENTITY x "x">]><a>&x;</a>')).status).toBe(500);
    expect(faultOf((await at.post('garbage')).text)[0]).toBe('InvalidParameters');
    expect(faultOf((await at.post(writeRequest(getAuthConfig, {}), { headers: { soapaction: '"urn:else"' } })).text)[0]).toBe('InvalidParameters');
    expect(faultOf((await at.post(writeRequest(getAuthConfig, {}), { path: dssAuthPath })).text)[0]).toBe('InvalidParameters');
    expect((await at.post(writeRequest(getAuthConfig, {}), { path: '//serverSYNCwebservice/SERVERSYNCwebservice.ASMX?x' })).status).toBe(200);
  });

  it('[SYNC-15] a request that does not come to its end; more requests at once than allowed', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
    const breath = (): Promise<void> => {
      enter();
      return held;
    };
    const at = await stand({ limits: { requestTime: 300, concurrent: 1 }, breath });
    const slow = await new Promise<number>((resolve, reject) => {
      const outgoing = httpRequest(at.url + serverSyncPath, { method: 'POST', agent: false, headers: { 'content-type': 'text/xml', 'content-length': 100 } }, (response) => resolve(response.resume().statusCode ?? 0));
      outgoing.on('error', reject);
      outgoing.write('<a>');
    });
    expect(slow).toBe(408);
    fill(at.store, [software(1)], start);
    const cookie = await cookieOf(at);
    const first = call(at, getUpdateData, { cookie, updateIds: [{ updateId: guid(1), revisionNumber: 1 }] });
    // The answer waits for its breath; until then there is no room for another request.
    await entered;
    expect((await at.post(writeRequest(getAuthConfig, {}))).status).toBe(503);
    release();
    expect(result(getUpdateData, await first).updates).toHaveLength(1);
  });

  it('[SYNC-15] hostile bytes: always an answer, and the server goes on', async () => {
    const reported: unknown[] = [];
    const at = await stand({ report: (error) => reported.push(error) });
    const messages = ['01-GetAuthConfig', '03-GetCookie', '05-GetConfigData', '11-GetRevisionIdList-anchor-delta', '13-GetUpdateData'].map((name) => fixture(`wsusss/${name}.request.xml`));
    await randomized(
      'hostile requests',
      fc.asyncProperty(damaged(messages), async (bytes) => {
        const { status } = await at.post(bytes);
        expect([200, 500]).toContain(status);
      }),
    );
    expect(reported).toEqual([]);
    expect((await at.post(writeRequest(getAuthConfig, {}))).status).toBe(200);
  });
});

describe('[SYNC-15] client and server over loopback', () => {
  it('[SYNC-15] ping', async () => {
    const at = await stand();
    expect(await at.client().ping()).toEqual({ name: 'upstream.lab' });
    expect(result(ping, await call(at, ping, { pingLevel: 1 }, dssAuthPath)).servicesName).toBe('DssAuthWebService');
  });

  it('[SYNC-15] a first synchronization, a delta, by the clock of the server', async () => {
    const at = await stand();
    const nextDay = start + 86_400_000;
    fill(at.store, [category(product, 'Product'), category(classification, 'UpdateClassification')], start - 1000);
    fill(at.store, Array.from({ length: 230 }, (_, index) => software(index + 1, 'text '.repeat((index % 7) * 300))), start - 500);
    fill(at.store, [software(1, 'revised', 2), software(1000)], nextDay);
    const client = at.client();
    expect((await client.connect()).maxNumberOfUpdatesPerRequest).toBe(100);
    const configuration = await client.listRevisions({ configuration: true });
    expect(configuration.revisions.map(({ updateId }) => updateId)).toEqual([product, classification]);
    const first = await client.listRevisions(selection);
    expect(first.revisions).toHaveLength(230);
    const received = await all(client.updates(first.revisions));
    expect(received).toHaveLength(230);
    for (const { update, xml, files } of received) {
      const { rowId } = at.store.find(update.identity)!;
      expect(xml).toBe(at.store.getXml(rowId));
      expect(files).toEqual(at.store.filesOf(rowId));
    }
    expect((await client.listRevisions({ ...selection, anchor: first.anchor })).revisions).toEqual([]);
    at.clock.set(nextDay);
    const delta = await client.listRevisions({ ...selection, anchor: first.anchor });
    expect(delta.revisions).toEqual([{ updateId: guid(1), revisionNumber: 2 }, { updateId: guid(1000), revisionNumber: 1 }]);
    expect(await all(client.updates(delta.revisions))).toHaveLength(2);
  });

  it('[SYNC-15] an answer cut at 2 MB is asked for again', async () => {
    const at = await stand();
    const noise = createRandom('noise');
    const long = (): string => Array.from({ length: 12_000 }, () => noise.bits().toString(36)).join('');
    fill(at.store, Array.from({ length: 30 }, (_, index) => software(index + 1, long())), start - 1);
    const cookie = await cookieOf(at);
    const updateIds = Array.from({ length: 30 }, (_, index) => ({ updateId: guid(index + 1), revisionNumber: 1 }));
    const cut = result(getUpdateData, await call(at, getUpdateData, { cookie, updateIds }));
    expect(cut.updates.length).toBeGreaterThan(1);
    expect(cut.updates.length).toBeLessThan(30);
    const received = await all(at.client().updates(updateIds));
    expect(received.map(({ update }) => update.identity.updateId).sort()).toEqual(updateIds.map(({ updateId }) => updateId).sort());
  });

  it('[SYNC-15] an expired cookie in the middle is renewed; an anchor of another server is dropped', async () => {
    const at = await stand();
    fill(at.store, [software(1)], start - 1);
    const client = at.client();
    const { anchor } = await client.listRevisions(selection);
    at.clock.set(start + 5 * 3_600_000);
    expect((await client.listRevisions({ ...selection, anchor })).revisions).toEqual([]);
    const foreign = await client.listRevisions({ ...selection, anchor: '99,2013-01-07 09:00:00.000' });
    expect([foreign.serverChanged, foreign.revisions.length]).toEqual([true, 1]);
  });

  it('[SYNC-15] an update the server does not have stops with UssInternalError', async () => {
    const at = await stand();
    await expect(all(at.client().updates([{ updateId: guid(5), revisionNumber: 1 }]))).rejects.toMatchObject({ name: 'SynchronizationError', code: 'UssInternalError' });
  });

  it('[SYNC-04] canceling ends it at once with UserCanceled; leaving the loop gives up quietly', async () => {
    const at = await stand();
    fill(at.store, Array.from({ length: 300 }, (_, index) => software(index + 1)), start - 1);
    const abort = new AbortController();
    const client = at.client(abort.signal);
    const { revisions } = await client.listRevisions(selection);
    let seen = 0;
    for await (const one of client.updates(revisions)) {
      expect(one.update.properties.updateType).toBe('Software');
      if (++seen === 5) break;
    }
    seen = 0;
    const run = async (): Promise<void> => {
      for await (const one of client.updates(revisions)) {
        seen += one.files.length;
        if (seen === 5) abort.abort();
      }
    };
    await expect(run()).rejects.toMatchObject({ code: 'UserCanceled' });
    expect(seen).toBe(5);
    await expect(client.connect().then(() => client.listRevisions(selection))).rejects.toMatchObject({ code: 'UserCanceled' });
  });
});
