import { describe, expect, it } from 'vitest';
import { fixture, fixtureText } from '../test-support.ts';
import { elementsOf, readXml, type XmlElement } from '../xml/index.ts';
import {
  createEnvelopeReader, getClientAuthorization, getClientConfig, getClientCookie, getExtendedUpdateInfo, readRequest, readResponse, registerComputer, reportEventBatch, SoapFault, startCategoryScan,
  syncUpdates, writeRequest, writeResponse, type Operation,
} from './index.ts';

type Any = Operation<unknown, unknown>;
const requests: readonly (readonly [string, Any])[] = ([
  ['01-GetConfig', getClientConfig], ['02-GetAuthorizationCookie', getClientAuthorization], ['03-GetCookie', getClientCookie], ['04-RegisterComputer', registerComputer],
  ['05-StartCategoryScan', startCategoryScan], ['06-SyncUpdates-first', syncUpdates], ['10-GetExtendedUpdateInfo', getExtendedUpdateInfo], ['18-ReportEventBatch-install-failed', reportEventBatch],
] as [string, Any][]).map(([name, operation]) => [`wusp/${name}.request.xml`, operation]);
const responses: readonly (readonly [string, Any])[] = ([
  ['01-GetConfig', getClientConfig], ['05-StartCategoryScan', startCategoryScan], ['06-SyncUpdates-root-category', syncUpdates], ['07-SyncUpdates-next-category', syncUpdates], ['10-GetExtendedUpdateInfo', getExtendedUpdateInfo],
] as [string, Any][]).map(([name, operation]) => [`wusp/${name}.response.xml`, operation]);

function body(bytes: Uint8Array): XmlElement {
  const reader = createEnvelopeReader({ characters: 1e7, depth: 32, elements: 1e6, attributes: 64 });
  reader.write(bytes);
  return reader.close();
}
/** The element in the body without members this product has no use for, to be compared with what was written. */
function without(element: XmlElement, unused: readonly string[]): XmlElement {
  return { ...element, children: element.children.filter((child) => typeof child === 'string' || !unused.includes(child.name)).map((child) => (typeof child === 'string' ? child : without(child, unused))) };
}
const unused = ['AlsoPerformRegularSync', 'ComputerSpec', 'ProductsParameters', 'deviceAttributes', 'GeoId', 'callerAttributes', 'OEM', 'DeviceType', 'FirmwareVersion', 'MobileOperator'];
const captured = (name: string) => elementsOf(elementsOf(readXml(fixtureText(name)))[0]!)[0]!;

describe('[SCAN-12] messages of clients', () => {
  it.each(requests)('[SCAN-12] %s is written as the agent wrote it', (name, operation) => {
    const written = body(Buffer.from(writeRequest(operation, readRequest(operation, body(fixture(name))))));
    expect(written).toEqual(without(captured(name), unused));
  });

  it.each(responses)('[SCAN-12] %s is read, and written as the server wrote it', (name, operation) => {
    const written = writeResponse(operation, readResponse(operation, body(fixture(name))));
    expect(written.startsWith('<s:Envelope')).toBe(true);
    expect(body(Buffer.from(written))).toEqual(captured(name));
  });

  it('[SCAN-12] the captured fault is the one of too many installed ids', () => {
    const read = () => body(fixture('wusp/fault-InvalidParameters-401-installed-ids.xml'));
    expect(read).toThrow(SoapFault);
    expect(read).toThrow(/InvalidParameters \(parameters.InstalledNonLeafUpdateIDs\)/);
  });
});
