import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds, createRandom } from '../../kernel/index.ts';
import { openCatalogStore, type CatalogStore } from '../catalog-store/index.ts';
import { openComputers } from '../computers/index.ts';
import { readUpdate, updateOfFragments, writeUpdate } from '../metadata/index.ts';
import { fixtureText } from '../test-support.ts';
import { elementsOf, readXml, textOf, type XmlElement } from '../xml/index.ts';
import { createWsusServer, type WsusServer } from './index.ts';

const clientId = 'e1da06a3-5601-43c9-bac3-52d5db701494';
const categories = ['56309036-4c77-4dd9-951a-99ee9c246a94', '6964aab4-c5b5-43bd-a17d-ffb4346a8e1d', 'dd78b8a1-0b20-45c1-add6-4da72e9364cf'];
const moment = Date.UTC(2026, 9, 4, 13, 17, 7, 590);
const covered = new Set<string>();
const captured = (name: string) => {
  covered.add(name);
  return fixtureText(`wusp/${name}`);
};
const find = (element: XmlElement, name: string): XmlElement[] => elementsOf(element).flatMap((child) => (child.name === name ? [child] : find(child, name)));
const text = (xml: string, name: string) => textOf(find(readXml(xml), name)[0]!);

/** Names, order, namespaces and attributes of everything, with the texts of those that must be the same. */
function structure(element: XmlElement, same: readonly string[]): unknown {
  const children = elementsOf(element);
  const content = children.length > 0 ? children.map((child) => structure(child, same)) : same.includes(element.name) ? [textOf(element)] : [];
  return [element.kind, element.name, Object.keys(element.attributes), content];
}

const store: CatalogStore = openCatalogStore(':memory:');
const computers = openComputers(':memory:');
let server: WsusServer;
let url: string;
let cookie = '';
const withCookie = (body: string) => body.replace(/<EncryptedData>.*<\/EncryptedData>/, `<EncryptedData>${cookie}</EncryptedData>`);

async function answerTo(name: string, change: (body: string) => string = (body) => body): Promise<{ status: number; body: string }> {
  const body = change(captured(name));
  const [, operation = '', namespace = ''] = /<s:Body><(\w+) xmlns="([^"]+)"/.exec(body)!;
  const path = namespace.includes('SimpleAuth') ? 'SimpleAuthWebService/SimpleAuth.asmx' : namespace.includes('Client') ? 'ClientWebService/client.asmx' : 'ReportingWebService/ReportingWebService.asmx';
  const response = await fetch(`${url}/${path}`, { method: 'POST', body, headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${namespace}/${operation}"`, 'accept-encoding': 'xpress' } });
  return { status: response.status, body: await response.text() };
}

/** The captured company category, which is at hand in fragments only. */
function company() {
  const core = text(captured('06-SyncUpdates-root-category.response.xml'), 'Xml');
  const [, extended = '', , , localized = ''] = find(readXml(captured('10-GetExtendedUpdateInfo.response.xml')), 'Xml').map(textOf);
  return updateOfFragments({ core, extended, localized: [localized], properties: {} });
}

beforeAll(async () => {
  const staged = store.beginImport();
  staged.put({ update: company(), xml: writeUpdate(company()), arrivedAt: Date.UTC(2026, 9, 4) });
  for (const name of [`${categories[1]}-r100`, `${categories[2]}-r202`]) {
    const xml = fixtureText(`update-xml/${name}.xml`);
    staged.put({ update: readUpdate(xml), xml, arrivedAt: Date.UTC(2026, 9, 4) });
  }
  staged.commit();
  const random = createRandom('server');
  server = createWsusServer({ store, clock: { now: () => moment }, ids: createIds(random), random, serverName: 'sup.lab', clients: { computers, reporting: () => 'all' } });
  url = await server.listen();
});
afterAll(async () => {
  await server.close();
  store.close();
  computers.close();
});

describe('[SCAN-12] every captured request of an agent gets the captured answer', () => {
  it('[SCAN-12] configuration, authorization, cookie, registration', async () => {
    const config = await answerTo('01-GetConfig.request.xml');
    expect(text(config.body, 'LastChange')).toBe('2026-10-04T13:17:07.590Z');
    const same = ['PlugInID', 'ServiceUrl', 'Parameter', 'Name', 'IsRegistrationRequired'];
    expect(structure(readXml(config.body), same)).toEqual(structure(readXml(captured('01-GetConfig.response.xml')), same));
    const values = (xml: string) => find(readXml(xml), 'Value').map(textOf).filter((value) => !value.startsWith('\\\\'));
    expect(values(config.body)).toEqual(values(captured('01-GetConfig.response.xml')));

    const authorization = await answerTo('02-GetAuthorizationCookie.request.xml');
    expect(text(authorization.body, 'PlugInId')).toBe('SimpleTargeting');
    const session = await answerTo('03-GetCookie.request.xml', (body) => body.replace(/<CookieData>.*<\/CookieData>/, `<CookieData>${text(authorization.body, 'CookieData')}</CookieData>`));
    expect(Date.parse(text(session.body, 'Expiration'))).toBe(moment + 60 * 60_000);
    cookie = text(session.body, 'EncryptedData');

    const early = await answerTo('06-SyncUpdates-first.request.xml', withCookie);
    expect([early.status, text(early.body, 'ErrorCode')]).toEqual([500, 'RegistrationRequired']);
    const registered = await answerTo('04-RegisterComputer.request.xml', withCookie);
    expect(structure(elementsOf(elementsOf(readXml(registered.body))[0]!)[0]!, [])).toEqual(['http://www.microsoft.com/SoftwareDistribution/Server/ClientWebService', 'RegisterComputerResponse', [], []]);
    expect(computers.computer(clientId)).toMatchObject({ windows: '10.0.26200', servicePack: '0.0', architecture: 'AMD64', agentVersion: '1507.2601.30012.0', description: 'Windows 10 Pro' });
  });

  it('[SCAN-12] categories asked for, the root of them, and then what stands on it', async () => {
    const scan = await answerTo('05-StartCategoryScan.request.xml');
    expect(structure(readXml(scan.body), ['guid'])).toEqual(structure(readXml(captured('05-StartCategoryScan.response.xml')), ['guid']));
    const same = ['Action', 'IsAssigned', 'LastChangeTime', 'AutoSelect', 'AutoDownload', 'SupersedenceBehavior', 'IsLeaf', 'Truncated', 'DriverSyncNotNeeded'];
    const core = (xml: string) => text(xml, 'Xml').toLowerCase();
    const root = await answerTo('06-SyncUpdates-first.request.xml', withCookie);
    expect(structure(readXml(root.body), same)).toEqual(structure(readXml(captured('06-SyncUpdates-root-category.response.xml')), same));
    expect(core(root.body)).toBe(core(captured('06-SyncUpdates-root-category.response.xml')));
    const having = (ids: readonly string[]) => (body: string) =>
      withCookie(body).replace('<SkipSoftwareSync>', `<InstalledNonLeafUpdateIDs>${ids.map((id) => `<int>${id}</int>`).join('')}</InstalledNonLeafUpdateIDs><SkipSoftwareSync>`);
    const next = await answerTo('06-SyncUpdates-first.request.xml', having([text(root.body, 'ID')]));
    expect(structure(readXml(next.body), same)).toEqual(structure(readXml(captured('07-SyncUpdates-next-category.response.xml')), same));
    expect(core(next.body)).toBe(core(captured('07-SyncUpdates-next-category.response.xml')));

    const refused = await answerTo('06-SyncUpdates-first.request.xml', having(Array.from({ length: 401 }, (_, n) => String(n))));
    expect(refused.status).toBe(500);
    expect(refused.body.startsWith('<s:Envelope')).toBe(true);
    const fault = ['faultcode', 'faultstring', 'ErrorCode', 'Message', 'Method'];
    expect(structure(readXml(refused.body), fault)).toEqual(structure(readXml(captured('fault-InvalidParameters-401-installed-ids.xml')), fault));
  });

  it('[SCAN-12] what is told of updates beyond a scan', async () => {
    const ids = categories.map((updateId, nth) => String(store.find({ updateId, revisionNumber: [101, 100, 202][nth]! })!.rowId));
    // The captured ids are those of another server: company, family, product.
    const own = (body: string) => withCookie(body).replace('<int>72571</int><int>108226</int><int>108231</int>', `<int>${ids[2]}</int><int>${ids[0]}</int><int>${ids[1]}</int>`);
    const { body } = await answerTo('10-GetExtendedUpdateInfo.request.xml', own);
    const told = captured('10-GetExtendedUpdateInfo.response.xml');
    expect(structure(readXml(body), [])).toEqual(structure(readXml(told), []));
    const fragments = (xml: string) => find(readXml(xml), 'Xml').map((one) => readXml(`<r>${textOf(one)}</r>`));
    expect(fragments(body)).toEqual(fragments(told));
    expect(captured('10-GetExtendedUpdateInfo.request.headers')).toContain('Accept-Encoding: xpress');
  });

  it('[SCAN-13] two failed installations are kept with the computer', async () => {
    const { status, body } = await answerTo('18-ReportEventBatch-install-failed.request.xml', withCookie);
    expect([status, text(body, 'ReportEventBatchResult')]).toEqual([200, 'true']);
    const failed = ['0daf8592-9e3f-4a8a-9141-d83fafebd09f', 'a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe'];
    expect([...computers.states(clientId)]).toEqual(failed.map((id) => [id, 'failed']));
    expect(computers.events(clientId).map((one) => [one.eventId, one.result])).toEqual([[182, -2_145_099_769], [182, -2_145_099_769]]);
    await answerTo('18-ReportEventBatch-install-failed.request.xml', withCookie);
    expect(computers.counts().events).toBe(2);
  });

  it('[SCAN-12] none of the captures is left out', () => {
    expect([...covered].sort()).toEqual(readdirSync(new URL('../../../../test/fixtures/wsus/wusp/', import.meta.url)).sort());
  });
});
