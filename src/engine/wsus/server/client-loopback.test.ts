import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createIds, createRandom } from '../../kernel/index.ts';
import { openComputers } from '../computers/index.ts';
import { writeUpdate, type Update } from '../metadata/index.ts';
import {
  clientPath, createEnvelopeReader, dssAuthPath, getAuthorizationCookie, getClientAuthorization, getClientConfig, getClientCookie, getCookie, getExtendedUpdateInfo, getFileLocations,
  readResponse, refreshCache, registerComputer, reportEventBatch, reportingPath, serverSyncPath, simpleAuthPath, SoapFault, startCategoryScan, syncPrinterCatalog, syncUpdates, writeRequest,
  type ComputerInfo, type Cookie, type Operation, type ReportingEvent,
} from '../protocol/index.ts';
import { described, id, rule, storeOf } from '../rules/test-support.ts';
import { damaged, fixture, randomized } from '../test-support.ts';
import { createWsusServer, type WsusServerOptions } from './index.ts';

const start = Date.UTC(2013, 0, 7, 9);
const hour = 60 * 60_000;
const clientId = 'e1da06a3-5601-43c9-bac3-52d5db701494';
const digest = Buffer.from('a file of the update').toString('base64');
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const info: ComputerInfo = {
  dnsName: 'xp1.lab', osMajorVersion: 5, osMinorVersion: 1, osBuildNumber: 2600, osServicePackMajorNumber: 3, osServicePackMinorNumber: 0, biosReleaseDate: '2008-01-01T00:00:00Z', suiteMask: 256,
  oldProductType: 1, newProductType: 0, systemMetrics: 0, clientVersionMajorNumber: 7, clientVersionMinorNumber: 2, clientVersionBuildNumber: 6001, clientVersionQfeNumber: 788,
};
const lists = { expressQuery: false, skipSoftwareSync: false };
const updates: readonly Update[] = [
  described({ id: id('d'), updateType: 'Detectoid', isInstalled: rule('lar:True') }),
  { ...described({ id: id(1), isInstallable: rule('lar:True'), prerequisites: [id('d')] }), files: [{ digest, digestAlgorithm: 'SHA1', fileName: 'kb1.exe', size: 10 }] },
];

async function stand(more: Partial<WsusServerOptions> = {}) {
  let now = start;
  const store = storeOf([]);
  const staged = store.beginImport();
  for (const update of updates) staged.put({ update, xml: writeUpdate(update), arrivedAt: start, files: update.files.map((one) => ({ digest: one.digest, url: 'http://download.example/kb1.exe' })) });
  staged.commit();
  const computers = openComputers(':memory:');
  const random = createRandom('server');
  const server = createWsusServer({ store, clock: { now: () => now }, ids: createIds(random), random, serverName: 'sup.lab', clients: { computers, reporting: () => 'all' }, ...more });
  const url = await server.listen();
  closing.push(async () => {
    await server.close();
    store.close();
    computers.close();
  });
  const post = async (path: string, body: string | Uint8Array, action = '') => {
    const response = await fetch(url + path, { method: 'POST', body: body as string, headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` } });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  };
  /** The answer, or the code and message of the fault. */
  const call = async <Request, Response>(path: string, operation: Operation<Request, Response>, request: Request): Promise<Response | string> => {
    const { body } = await post(path, writeRequest(operation, request), operation.action);
    const reader = createEnvelopeReader({ characters: 1e7, depth: 32, elements: 1e6, attributes: 64 });
    reader.write(body);
    try {
      return readResponse(operation, reader.close());
    } catch (error) {
      if (error instanceof SoapFault) return `${error.code} ${error.detail}`.trim();
      throw error;
    }
  };
  const ask = <Request, Response>(operation: Operation<Request, Response>, request: Request) => call(clientPath, operation, request);
  const cookie = async (): Promise<Cookie> => {
    const config = (await ask(getClientConfig, { protocolVersion: '1.8' })) as { lastChange: string };
    const authorization = (await call(simpleAuthPath, getClientAuthorization, { clientId, dnsName: 'xp1.lab' })) as { plugInId: string; cookieData: string };
    return (await ask(getClientCookie, { authCookies: [authorization], lastChange: config.lastChange, currentTime: '2013-01-07T09:00:00Z', protocolVersion: '1.8' })) as Cookie;
  };
  const registered = async (): Promise<Cookie> => {
    const own = await cookie();
    await ask(registerComputer, { cookie: own, computerInfo: info });
    return own;
  };
  return { url, store, computers, post, call, ask, cookie, registered, later: (ms: number) => void (now += ms) };
}

const event = (eventId: number, number: number, more: Partial<ReportingEvent['basicData']> = {}): ReportingEvent => ({
  basicData: { targetId: { sid: clientId }, sequenceNumber: 0, timeAtTarget: '2013-01-07T09:00:00Z', eventInstanceId: id(number), namespaceId: 1, eventId, sourceId: 101, updateId: { updateId: id(1), revisionNumber: 1 }, win32HResult: 0, ...more },
});

describe('[SCAN-12] what a client is refused', () => {
  it('[SCAN-12] calls in the wrong order', async () => {
    const { call, ask, cookie, later } = await stand();
    expect(await ask(syncUpdates, { parameters: lists })).toBe('InvalidCookie');
    expect(await ask(getClientCookie, { authCookies: [], lastChange: '2013-01-07T09:00:00Z', currentTime: '2013-01-07T09:00:00Z', protocolVersion: '1.8' })).toBe('InvalidAuthorizationCookie');
    const own = await cookie();
    for (const operation of [syncUpdates, syncPrinterCatalog, getExtendedUpdateInfo] as const) expect(await ask(operation as typeof syncUpdates, { cookie: own, parameters: lists })).toBe('RegistrationRequired');
    expect(await call(reportingPath, reportEventBatch, { cookie: own, clientTime: '2013-01-07T09:00:00Z', eventBatch: [event(147, 1)] })).toBe('RegistrationRequired');
    expect(await ask(registerComputer, { cookie: own, computerInfo: info })).toEqual({});
    later(59 * 60_000);
    expect(await ask(syncUpdates, { cookie: own, parameters: lists })).toMatchObject({ truncated: false });
    later(60_000);
    expect(await ask(syncUpdates, { cookie: own, parameters: lists })).toBe('CookieExpired');
  });

  it('[SCAN-12] cookies of others, of a downstream server, and made up', async () => {
    const { call, ask, cookie } = await stand();
    const other = await stand({ random: createRandom('other') });
    const authorization = (await call(dssAuthPath, getAuthorizationCookie, { accountName: 'a', accountGuid: clientId })) as { plugInId: string; cookieData: string };
    const downstream = (await call(serverSyncPath, getCookie, { authCookies: [authorization], protocolVersion: '1.20' })) as Cookie;
    for (const wrong of [downstream, await other.cookie(), { ...downstream, encryptedData: 'AAAA' }]) expect(await ask(syncUpdates, { cookie: wrong, parameters: lists })).toBe('InvalidCookie');
    const asked = { lastChange: '2013-01-07T09:00:00Z', currentTime: '2013-01-07T09:00:00Z', protocolVersion: '1.8' };
    expect(await ask(getClientCookie, { ...asked, authCookies: [{ plugInId: 'SimpleTargeting', cookieData: authorization.cookieData }] })).toBe('InvalidAuthorizationCookie');
    const own = (await call(simpleAuthPath, getClientAuthorization, { clientId })) as { plugInId: string; cookieData: string };
    expect(await ask(getClientCookie, { ...asked, authCookies: [own], lastChange: '2012-01-07T09:00:00Z' })).toBe('ConfigChanged');
    expect(await ask(getClientCookie, { ...asked, authCookies: [own], protocolVersion: '3.0' })).toBe('IncompatibleProtocolVersion');
    expect(await call(simpleAuthPath, getClientAuthorization, { clientId: 'me' })).toBe('InvalidParameters clientId');
    expect(Date.parse((await cookie()).expiration)).toBe(start + hour);
  });

  it('[SCAN-12] too much at once', async () => {
    const { call, ask, registered } = await stand();
    const cookie = await registered();
    const many = (count: number) => Array.from({ length: count }, (_, n) => n);
    expect(await ask(syncUpdates, { cookie, parameters: { ...lists, installedNonLeafUpdateIds: many(401) } })).toBe('InvalidParameters parameters.InstalledNonLeafUpdateIDs');
    expect(await ask(syncUpdates, { cookie, parameters: { ...lists, installedNonLeafUpdateIds: many(400), otherCachedUpdateIds: many(20_000) } })).toMatchObject({ truncated: false });
    expect(await ask(getExtendedUpdateInfo, { cookie, revisionIds: many(51), infoTypes: ['Extended'] })).toBe('InvalidParameters revisionIDs');
    const categories = (count: number) => many(count).map((n) => ({ indexOfAndGroup: 0, categoryId: id(n) }));
    expect(await ask(startCategoryScan, { requestedCategories: categories(200) })).toBe('InvalidParameters requestedCategories');
    expect(await ask(startCategoryScan, { requestedCategories: categories(2) })).toEqual({ preferredCategoryIds: [id(1)], requestedCategoryIdsInError: [id(0)] });
    expect(await ask(getFileLocations, { cookie, fileDigests: many(101).map(() => digest) })).toBe('InvalidParameters fileDigests');
    expect(await ask(registerComputer, { cookie, computerInfo: { ...info, dnsName: 'x'.repeat(256) } })).toBe('InvalidParameters computerInfo');
    expect(await call(simpleAuthPath, getClientAuthorization, { clientId, dnsName: 'x'.repeat(256) })).toBe('InvalidParameters dnsName');
  });

  it('[SCAN-13] a report that is wrong in part is kept in no part', async () => {
    const { call, computers, registered } = await stand();
    const cookie = await registered();
    const report = (...eventBatch: ReportingEvent[]) => call(reportingPath, reportEventBatch, { cookie, clientTime: '2013-01-07T09:00:00Z', eventBatch });
    expect(await report(event(183, 1), event(183, 2, { targetId: { sid: id(7) } }))).toBe('InvalidParameters eventBatch');
    expect(await report(event(183, 1), event(183, 2, { timeAtTarget: '2013-99-07T09:00:00Z' }))).toBe('InvalidParameters eventBatch');
    expect(computers.counts()).toMatchObject({ states: 0, events: 0 });
    expect(await report(event(167, 1), event(162, 2), event(181, 3), event(184, 4))).toBe(true);
    expect([...computers.states(clientId)]).toEqual([[id(1), 'installedPendingReboot']]);
    expect(computers.counts().events).toBe(4);
  });

  it('[SCAN-12] what is no call at all, and clients where there is nothing for them', async () => {
    const { post } = await stand({ limits: { requestBytes: 3000 } });
    expect((await post(clientPath, 'x'.repeat(3001))).status).toBe(413);
    for (const body of ['garbage', '<a/>', '<!DOCTYPE a><a/>', writeRequest(getCookie, { protocolVersion: '1.20' })]) {
      const answer = await post(clientPath, body);
      expect([answer.status, /<s:Fault>.*<ErrorCode>InvalidParameters/.test(answer.body.toString())]).toEqual([500, true]);
    }
    const closed = await stand({ clients: undefined as never });
    for (const path of [clientPath, simpleAuthPath, reportingPath]) expect((await closed.post(path, writeRequest(getClientConfig, {}))).status).toBe(404);
  });

  it('[SCAN-12] hostile bytes: always an answer, and nothing kept of them', async () => {
    const reported: unknown[] = [];
    const { post, computers } = await stand({ report: (error) => reported.push(error) });
    const messages = readdirSync(new URL('../../../../test/fixtures/wsus/wusp/', import.meta.url)).filter((name) => name.endsWith('request.xml')).map((name) => fixture(`wusp/${name}`));
    await randomized('hostile client requests', fc.asyncProperty(damaged(messages), fc.constantFrom(clientPath, simpleAuthPath, reportingPath), async (bytes, path) => {
      expect([200, 500]).toContain((await post(path, bytes)).status);
    }));
    expect(reported).toEqual([]);
    expect(computers.counts()).toEqual({ computers: 0, scanned: 0, states: 0, events: 0 });
  });
});

describe('[SCAN-12] what a client is told beside a scan', () => {
  it('[SCAN-12] where files are, what its cache is worth, that there are no printers and no drivers', async () => {
    const { ask, store, registered } = await stand();
    const cookie = await registered();
    const rowId = store.find({ updateId: id(1), revisionNumber: 1 })!.rowId;
    const location = { fileDigest: digest, url: 'http://download.example/kb1.exe' };
    expect(await ask(getFileLocations, { cookie, fileDigests: [digest, 'AAAA'] })).toMatchObject({ fileLocations: [location] });
    expect(await ask(getExtendedUpdateInfo, { cookie, revisionIds: [rowId, 9999], infoTypes: ['FileUrl', 'Eula'] })).toEqual({ updates: [], fileLocations: [location], outOfScopeRevisionIds: [9999] });
    const german = (await ask(getExtendedUpdateInfo, { cookie, revisionIds: [rowId], infoTypes: ['LocalizedProperties'], locales: ['de'] })) as { updates: readonly { xml: string }[] };
    expect(german.updates.map((one) => one.xml)).toEqual([expect.stringContaining('<Language>en</Language>')]);
    const known = { updateId: id(1), revisionNumber: 1 };
    expect(await ask(refreshCache, { cookie, globalIds: [known, { ...known, revisionNumber: 2 }, { updateId: id(9), revisionNumber: 1 }] })).toMatchObject([{ revisionId: rowId, globalId: known, isLeaf: true, deployment: { action: 'PreDeploymentCheck' } }]);
    expect(await ask(syncPrinterCatalog, { cookie })).toMatchObject({ truncated: false });
    expect(await ask(syncUpdates, { cookie, parameters: { ...lists, skipSoftwareSync: true } })).toMatchObject({ truncated: false, driverSyncNotNeeded: 'true' });
  });
});
