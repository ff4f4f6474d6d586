import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds, createRandom } from '../../kernel/index.ts';
import { readCabinet } from '../cabinet/index.ts';
import { openCatalogStore, type CatalogStore } from '../catalog-store/index.ts';
import { readUpdate, writeUpdate, type Update } from '../metadata/index.ts';
import { fixtureText } from '../test-support.ts';
import { elementsOf, readXml, textOf, type XmlElement } from '../xml/index.ts';
import { createWsusServer, type WsusServer } from './index.ts';

const product = '8c3fcc84-7410-4a95-8b89-a166a0190486';
const classification = 'e0789628-ce08-4437-be74-2495b842f43b';
const moment = Date.UTC(2026, 9, 4, 16, 9, 27, 371);
const captured = (name: string) => fixtureText(`wsusss/${name}.xml`);

function category(updateId: string, revisionNumber: number): Update {
  return {
    identity: { updateId, revisionNumber },
    properties: { updateType: 'Category', languages: [], securityBulletinIds: [], kbArticleIds: [], cveIds: [] },
    localizedProperties: [{ language: 'en', title: updateId, moreInfoUrls: [] }],
    prerequisites: [], bundledUpdates: [], supersededUpdates: [], files: [], handlerData: { kind: 'category', categoryType: 'Product' },
  };
}

function put(store: CatalogStore, documents: readonly string[], arrivedAt: number) {
  const open = store.beginImport();
  for (const xml of documents) open.put({ update: readUpdate(xml), xml, arrivedAt });
  open.commit();
}

function find(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).flatMap((child) => (child.name === name ? [child] : find(child, name)));
}

const text = (xml: string, name: string) => textOf(find(readXml(xml), name)[0]!);

/** Names, order, namespaces and attributes of everything, with the texts of those that must be the same. */
function structure(element: XmlElement, same: ReadonlySet<string>): unknown {
  const children = elementsOf(element);
  const content = children.length > 0 ? children.map((child) => structure(child, same)) : same.has(element.name) ? [textOf(element)] : [];
  return [element.kind, element.name, Object.keys(element.attributes), content];
}

/** An answer to GetRevisionIdList: its form with one of its identities, and the newest revision of each id. */
function listOf(answer: XmlElement) {
  const identities = find(answer, 'UpdateIdentity');
  const newest = new Map<string, number>();
  for (const one of identities) {
    const [id, revision] = elementsOf(one).map(textOf);
    newest.set(id!, Math.max(newest.get(id!) ?? 0, Number(revision)));
  }
  const forms = new Set(identities.map((one) => JSON.stringify(structure(one, new Set()))));
  const around = elementsOf(find(answer, 'GetRevisionIdListResult')[0]!).map((part) => [part.kind, part.name]);
  return { form: [around, [...forms]], newest };
}

let store: CatalogStore;
let server: WsusServer;
let url: string;
let now = moment;
const covered = new Set<string>();

/** Sends a captured request as it was, but with this server's own cookies and anchor in place of the blanked ones. */
async function answerTo(name: string, change: (body: string) => string = (body) => body): Promise<{ status: number; body: string }> {
  covered.add(`${name}.xml`);
  const body = change(captured(name));
  const [, operation, namespace = ''] = /<soap:Body><(\w+) xmlns="([^"]+)"/.exec(body)!;
  const path = namespace.includes('DssAuth') ? 'DssAuthWebService/DssAuthWebService.asmx' : 'ServerSyncWebService/ServerSyncWebService.asmx';
  const response = await fetch(`${url}/${path}`, { method: 'POST', body, headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${namespace}/${operation}"` } });
  return { status: response.status, body: await response.text() };
}

const expected = (name: string) => {
  covered.add(`${name}.xml`);
  return readXml(captured(name));
};

let cookie = '';
const withCookie = (body: string) => body.replace(/<EncryptedData>.*<\/EncryptedData>/, `<EncryptedData>${cookie}</EncryptedData>`);

beforeAll(async () => {
  store = openCatalogStore(':memory:');
  const random = createRandom('server');
  server = createWsusServer({ store, clock: { now: () => now }, ids: createIds(random), random, serverName: 'upstream.lab' });
  url = await server.listen();
  const listed = find(readXml(captured('06-GetRevisionIdList-GetConfig-true.response')), 'UpdateIdentity');
  const configuration = listed.map((one) => category(textOf(elementsOf(one)[0]!), Number(textOf(elementsOf(one)[1]!))));
  put(store, configuration.map(writeUpdate), moment - 1000);
  put(store, [fixtureText('update-xml/a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe-r200.xml'), text(captured('15-GetUpdateData-uncompressed-bundle.response'), 'XmlUpdateBlob')], moment - 500);
});
afterAll(async () => {
  await server.close();
  store.close();
});

describe('[SYNC-15] every captured request gets the captured answer', () => {
  it('[SYNC-15] authentication and configuration', async () => {
    const config = await answerTo('01-GetAuthConfig.request');
    const plugIn = new Set(['PlugInID', 'ServiceUrl', 'Parameter']);
    expect(structure(readXml(config.body), plugIn)).toEqual(structure(expected('01-GetAuthConfig.response'), plugIn));
    const authorization = await answerTo('02-GetAuthorizationCookie.request');
    expect(structure(readXml(authorization.body), new Set(['PlugInId']))).toEqual(structure(expected('02-GetAuthorizationCookie.response'), new Set(['PlugInId'])));
    const session = await answerTo('03-GetCookie.request', (body) => body.replace(/<CookieData>.*<\/CookieData>/, `<CookieData>${text(authorization.body, 'CookieData')}</CookieData>`));
    expect(structure(readXml(session.body), new Set())).toEqual(structure(expected('03-GetCookie.response'), new Set()));
    cookie = text(session.body, 'EncryptedData');
    const configuration = await answerTo('05-GetConfigData.request', withCookie);
    const told = expected('05-GetConfigData.response');
    const names = new Set(find(told, 'GetConfigDataResult').flatMap((one) => [...elementsOf(one), ...find(one, 'ServerSyncLanguageData').flatMap(elementsOf)]).map((one) => one.name));
    names.delete('NewConfigAnchor');
    expect(structure(readXml(configuration.body), names)).toEqual(structure(told, names));
  });

  it('[SYNC-15] the list of categories in the same form: of each the newest revision, where the captured one lists older ones too', async () => {
    const asked = (body: string) => withCookie(body).replace(/<filter>.*<\/filter>/, '<filter><GetConfig>true</GetConfig></filter>');
    const { body } = await answerTo('11-GetRevisionIdList-anchor-delta.request', asked);
    const told = expected('06-GetRevisionIdList-GetConfig-true.response');
    expect(listOf(readXml(body)).form).toEqual(listOf(told).form);
    expect(listOf(readXml(body)).newest).toEqual(listOf(told).newest);
  });

  it('[SYNC-15] a delta since an anchor: only what came later, in the same form', async () => {
    const anchor = `${store.version()},2026-10-04 16:09:27.371`;
    const asked = (body: string) => withCookie(body).replace(/<Anchor>[^<]*<\/Anchor>/, `<Anchor>${anchor}</Anchor>`);
    const nothing = await answerTo('11-GetRevisionIdList-anchor-delta.request', asked);
    expect(nothing.body).toContain(`<Anchor>${anchor}</Anchor><NewRevisions />`);
    now = moment + 1000;
    const { handlerData: _, ...plain } = category('0f0a3bd9-35ce-4f0c-8d5c-0b2e43a5f1c1', 200);
    const later: Update = { ...plain, properties: { ...plain.properties, updateType: 'Software' }, prerequisites: [{ anyOf: [product] }, { anyOf: [classification] }] };
    put(store, [writeUpdate(later)], now);
    const { body } = await answerTo('11-GetRevisionIdList-anchor-delta.request', asked);
    expect(listOf(readXml(body))).toEqual({ form: listOf(expected('06-GetRevisionIdList-GetConfig-true.response')).form, newest: new Map([[later.identity.updateId, 200]]) });
  });

  it('[SYNC-15] documents: the long one in a cabinet, the short one as it is', async () => {
    const packed = await answerTo('13-GetUpdateData.request', withCookie);
    const same = new Set(['UpdateID', 'RevisionNumber', 'XmlUpdateBlob', 'fileUrls']);
    expect(structure(readXml(packed.body), same)).toEqual(structure(expected('13-GetUpdateData-bundle.response'), same));
    const document = (xml: string) => Buffer.from(readCabinet(Buffer.from(text(xml, 'XmlUpdateBlobCompressed'), 'base64'), 1 << 20)[0]!.data).toString('utf16le');
    expect(document(packed.body)).toBe(document(captured('13-GetUpdateData-bundle.response')));
    const asked = (body: string) => withCookie(body).replace(/<UpdateID>[^<]*/, '<UpdateID>ccb78947-6453-4ecc-9de8-bc0305c98f2d');
    const plain = await answerTo('13-GetUpdateData.request', asked);
    expect(structure(readXml(plain.body), same)).toEqual(structure(expected('15-GetUpdateData-uncompressed-bundle.response'), same));
  });

  it('[SYNC-15] faults: an id nobody has, no cookie', async () => {
    const same = new Set(['faultcode', 'faultstring', 'ErrorCode', 'Message', 'Method']);
    const unknown = await answerTo('13-GetUpdateData.request', (body) => withCookie(body).replace(/<UpdateID>[^<]*/, '<UpdateID>00000000-1111-4222-8333-444444444444'));
    const bare = await answerTo('11-GetRevisionIdList-anchor-delta.request', (body) => body.replace(/<cookie>.*<\/cookie>/, ''));
    for (const [{ status, body }, name] of [[unknown, '17-GetUpdateData-unknown-id.fault'], [bare, '19-GetRevisionIdList-no-cookie.fault']] as const) {
      expect(status).toBe(500);
      expect(structure(readXml(body), same)).toEqual(structure(expected(name), same));
      expect(text(body, 'faultactor')).toBe(`${url}/ServerSyncWebService/ServerSyncWebService.asmx`);
      expect(text(body, 'ID')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
    const blanked = await answerTo('05-GetConfigData.request');
    expect([blanked.status, text(blanked.body, 'ErrorCode')]).toEqual([500, 'InvalidCookie']);
  });

  it('[SYNC-15] none of the captures is left out', () => {
    expect([...covered].sort()).toEqual(readdirSync(new URL('../../../../test/fixtures/wsus/wsusss/', import.meta.url)).sort());
  });
});
