import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, fixture, fixtureText, randomized } from '../test-support.ts';
import { readXml } from '../xml/index.ts';
import { createEnvelopeReader, faultEnvelope } from './envelope.ts';
import { faultCodes, SoapError, SoapFault } from './soap-error.ts';
import {
  getAuthConfig, getAuthorizationCookie, getConfigData, getCookie, getRevisionIdList, getUpdateData, readRequest, readResponse, writeRequest, writeResponse, type Operation,
} from './operations.ts';

const limits = { characters: 1024 * 1024, depth: 32, elements: 100_000, attributes: 64 };

function body(message: Uint8Array): ReturnType<ReturnType<typeof createEnvelopeReader>['close']> {
  const reader = createEnvelopeReader(limits);
  reader.write(message);
  return reader.close();
}

function faultIn(message: Uint8Array): SoapFault {
  try {
    body(message);
  } catch (error) {
    if (error instanceof SoapFault) return error;
    throw error;
  }
  throw new Error('there is no fault');
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- operations of different types side by side
type Any = Operation<any, any>;

describe('[SYNC-15] captured messages', () => {
  it.each<[string, Any]>([
    ['01-GetAuthConfig', getAuthConfig],
    ['02-GetAuthorizationCookie', getAuthorizationCookie],
    ['03-GetCookie', getCookie],
    ['05-GetConfigData', getConfigData],
    ['11-GetRevisionIdList-anchor-delta', getRevisionIdList],
    ['13-GetUpdateData', getUpdateData],
  ])('[SYNC-15] request %s: understood, and written as it was', (name, operation) => {
    const captured = fixture(`wsusss/${name}.request.xml`);
    const request: unknown = readRequest(operation, body(captured));
    expect(readXml(writeRequest(operation, request))).toEqual(readXml(captured.toString('utf8')));
  });

  it.each<[string, Any]>([
    ['01-GetAuthConfig', getAuthConfig],
    ['02-GetAuthorizationCookie', getAuthorizationCookie],
    ['03-GetCookie', getCookie],
    ['05-GetConfigData', getConfigData],
    ['06-GetRevisionIdList-GetConfig-true', getRevisionIdList],
    ['13-GetUpdateData-bundle', getUpdateData],
    ['15-GetUpdateData-uncompressed-bundle', getUpdateData],
  ])('[SYNC-15] response %s: understood, and written as it was, byte for byte', (name, operation) => {
    const captured = fixture(`wsusss/${name}.response.xml`);
    const response: unknown = readResponse(operation, body(captured));
    const written = writeResponse(operation, response);
    expect(readXml(written)).toEqual(readXml(captured.toString('utf8')));
    // Quotes in element text may be written either way; everything else is the same text.
    expect(written.replaceAll('&quot;', '"').trim()).toBe(captured.toString('utf8').replaceAll('&quot;', '"').trim());
  });

  it('[SYNC-15] faults: understood, and written as they were', () => {
    const cases = [
      ['17-GetUpdateData-unknown-id', 'InternalServerError', 'GetUpdateData', 'b6114a8d-9939-41e0-ad7f-0d9a72260804'],
      ['19-GetRevisionIdList-no-cookie', 'InvalidCookie', 'GetRevisionIdList', '6ea693bc-a66e-4334-a797-043728561c7d'],
    ] as const;
    for (const [name, code, method, id] of cases) {
      const captured = fixture(`wsusss/${name}.fault.xml`);
      const fault = faultIn(captured);
      expect([fault.code, fault.detail]).toEqual([code, '']);
      const place = { actor: 'http://127.0.0.1:8530/ServerSyncWebService/ServerSyncWebService.asmx', method: `http://www.microsoft.com/SoftwareDistribution/${method}`, id };
      expect(faultEnvelope(fault, place).trim()).toBe(captured.toString('utf8').trim());
    }
  });

  it.each([...faultCodes])('[SYNC-15] fault %s goes over and comes back', (code) => {
    const fault = faultIn(Buffer.from(faultEnvelope(new SoapFault(code, 'a < b'), { actor: 'http://x/?a&b', method: 'm', id: 'i' })));
    expect([fault.code, fault.detail]).toEqual([code, 'a < b']);
  });

  it('[SYNC-15] a fault with an unknown code is no SoapFault, but says what it says', () => {
    const text = faultEnvelope(new SoapFault('InvalidCookie'), { actor: '', method: '', id: '' }).replace('InvalidCookie', 'Nonsense');
    expect(() => body(Buffer.from(text))).toThrow(expect.objectContaining({ name: 'SoapError', message: expect.stringContaining('Fault occurred') as string }));
  });
});

describe('[SYNC-15] reading does not depend on form', () => {
  it('[SYNC-15] other prefixes, other order, a header, unknown elements', () => {
    const text = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:w="http://www.microsoft.com/SoftwareDistribution"><e:Header><x/></e:Header>
      <e:Body><w:GetUpdateData><w:updateIds><w:UpdateIdentity><w:RevisionNumber>7</w:RevisionNumber><w:New>1</w:New>
      <w:UpdateID>A2FEF9B0-7951-4C2C-A42B-9E351DD1C1FE</w:UpdateID></w:UpdateIdentity></w:updateIds></w:GetUpdateData></e:Body></e:Envelope>`;
    expect(readRequest(getUpdateData, body(Buffer.from(text)))).toEqual({ updateIds: [{ updateId: 'a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe', revisionNumber: 7 }] });
  });

  it.each([
    ['nothing', ''],
    ['garbage', '\u0000\u0001binary'],
    ['no envelope', '<a/>'],
    ['no body', '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>'],
    ['two operations', '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a/><b/></s:Body></s:Envelope>'],
    ['SOAP 1.2', '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><a/></s:Body></s:Envelope>'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'],
    ['a deep nest', '<a>'.repeat(100)],
  ])('[SYNC-15] %s is refused', (_, text) => {
    expect(() => body(Buffer.from(text))).toThrow(SoapError);
  });

  it('[SYNC-15] bytes that are no UTF-8 are refused', () => {
    expect(() => body(Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0x28, 0x3c, 0x2f, 0x61, 0x3e]))).toThrow(SoapError);
    expect(() => body(Buffer.from(fixtureText('wsusss/01-GetAuthConfig.request.xml'), 'utf16le'))).toThrow(SoapError);
  });

  it.each([
    ['wrong id', '<UpdateIdentity><UpdateID>x</UpdateID><RevisionNumber>1</RevisionNumber></UpdateIdentity>'],
    ['wrong number', '<UpdateIdentity><UpdateID>a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe</UpdateID><RevisionNumber>1e3</RevisionNumber></UpdateIdentity>'],
    ['too large a number', '<UpdateIdentity><UpdateID>a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe</UpdateID><RevisionNumber>2147483648</RevisionNumber></UpdateIdentity>'],
    ['no number', '<UpdateIdentity><UpdateID>a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe</UpdateID></UpdateIdentity>'],
    ['twice', `<UpdateIdentity>${'<RevisionNumber>1</RevisionNumber>'.repeat(2)}</UpdateIdentity>`],
    ['another item', '<guid>a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe</guid>'],
  ])('[SYNC-15] GetUpdateData with %s is refused', (_, items) => {
    const text = writeRequest(getUpdateData, { updateIds: [] }).replace('<updateIds />', `<updateIds>${items}</updateIds>`);
    expect(() => readRequest(getUpdateData, body(Buffer.from(text)))).toThrow(SoapError);
  });

  it('[SYNC-15] damaged messages end in a typed error or in a message', () => {
    const operations: Any[] = [getAuthConfig, getCookie, getConfigData, getRevisionIdList, getUpdateData, getAuthorizationCookie];
    const messages = ['01-GetAuthConfig.request', '05-GetConfigData.response', '11-GetRevisionIdList-anchor-delta.request', '15-GetUpdateData-uncompressed-bundle.response', '17-GetUpdateData-unknown-id.fault'];
    return randomized(
      'damaged messages',
      fc.property(damaged(messages.map((name) => fixture(`wsusss/${name}.xml`))), fc.constantFrom(...operations), (bytes, operation) => {
        for (const read of [readRequest, readResponse]) {
          try {
            read(operation, body(bytes));
          } catch (error) {
            if (!(error instanceof SoapError || error instanceof SoapFault)) throw error;
          }
        }
      }),
    );
  });
});
