import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createXmlReader, readXml, writeXml, XmlError, type XmlElement } from './index.ts';
import { damaged, fixture, randomized, xmlText } from '../test-support.ts';

function codeOf(text: string, limits?: Parameters<typeof readXml>[1]): string {
  try {
    readXml(text, limits);
    return 'read';
  } catch (error) {
    return error instanceof XmlError ? error.code : `not typed: ${String(error)}`;
  }
}

const limits = { characters: 1000, depth: 5, elements: 10, attributes: 3 };

describe('[SYNC-15] XML is read strictly and within limits', () => {
  it('[SYNC-15] refuses a document type, and with it every entity bomb', () => {
    const bomb = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><lolz>&b;</lolz>';
    expect(codeOf(bomb)).toBe('DoctypeRefused');
    expect(codeOf('<a>&b;</a>')).toBe('Malformed');
    expect(codeOf('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toBe('DoctypeRefused');
  });

  it('[SYNC-15] refuses what is too large, too deep or too broad', () => {
    expect(codeOf(`<a>${'x'.repeat(1000)}</a>`, limits)).toBe('TooLarge');
    expect(codeOf('<a>'.repeat(6) + '</a>'.repeat(6), limits)).toBe('TooDeep');
    expect(codeOf('<a>'.repeat(5) + '</a>'.repeat(5), limits)).toBe('read');
    expect(codeOf(`<a>${'<b/>'.repeat(10)}</a>`, limits)).toBe('TooLarge');
    expect(codeOf('<a b="1" c="2" d="3" e="4"/>', limits)).toBe('TooManyAttributes');
    expect(codeOf('<a b="1" c="2" d="3"/>', limits)).toBe('read');
  });

  it.each(['', ' ', 'text', '<a>', '<a></b>', '<a b=1/>', '<a b="1" b="2"/>', '<x:a/>', '<a/><b/>', '<a>\u0001</a>', '<a __proto__="x"/>'])(
    '[SYNC-15] refuses %j with a typed error',
    (text) => expect(codeOf(text)).toMatch(/^(Malformed|BadName)$/),
  );

  it('[SYNC-15] does not depend on prefixes, also not in xsi:type', () => {
    const ours = '<upd:A xmlns:upd="http://schemas.microsoft.com/msus/2002/12/Update" xmlns:cat="http://schemas.microsoft.com/msus/2002/12/UpdateHandlers/Category" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="cat:Category" />';
    const theirs = '<A xmlns="http://schemas.microsoft.com/msus/2002/12/Update" xmlns:q="http://schemas.microsoft.com/msus/2002/12/UpdateHandlers/Category" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="q:Category"/>';
    expect(readXml(theirs)).toEqual(readXml(ours));
    expect(readXml(ours)).toEqual({ kind: 'upd', name: 'A', attributes: { 'xsi:type': 'cat:Category' }, children: [] });
  });

  it('[SYNC-15] keeps text, drops layout', () => {
    expect(readXml('<a>\n  <b> x </b>\n  <c> </c><![CDATA[]]>\n</a>').children).toEqual([
      { kind: '', name: 'b', attributes: {}, children: [' x '] },
      { kind: '', name: 'c', attributes: {}, children: [' '] },
    ]);
    expect(readXml('<a>1<![CDATA[<2>]]>&amp;3<!-- 4 -->5</a>').children).toEqual(['1<2>&35']);
  });
});

const texts = xmlText(20);
const names = fc.constantFrom('a', 'Rule', 'And', 'x-y', 'é');
const kinds = fc.constantFrom('', 'upd', 'bar', 'lar', 'cat', 'urn:unknown', 'http://example.test/a?b="c"&d');
const elements: fc.Memo<XmlElement> = fc.memo((depth) =>
  fc
    .record({
      kind: kinds,
      name: names,
      attributes: fc.dictionary(fc.constantFrom('a', 'Key', 'xsi:type', 'upd:x', '{urn:unknown}y'), texts.filter((text) => !text.includes(':') && !text.startsWith('{'))),
      children: depth > 1 ? fc.oneof(fc.array(elements(depth - 1), { maxLength: 3 }), texts.map((text) => [text])) : fc.constant([]),
    })
    .map((element): XmlElement => ({ ...element, attributes: { ...element.attributes } })),
);

describe('[SYNC-15] XML is written so that it reads the same', () => {
  it('[SYNC-15] reads back what it wrote', () =>
    randomized('xml round trip', fc.property(elements(4), (element) => {
      expect(readXml(writeXml(element))).toEqual(element);
    })));

  it('[SYNC-15] never writes what XML does not allow', () => {
    for (const text of ['\u0000', '\u0008', '\ud800', 'a\udc00', '\uffff']) {
      expect(() => writeXml({ kind: '', name: 'a', attributes: {}, children: [text] })).toThrow(XmlError);
      expect(() => writeXml({ kind: '', name: 'a', attributes: { b: text }, children: [] })).toThrow(XmlError);
    }
    expect(() => writeXml({ kind: '', name: 'a b', attributes: {}, children: [] })).toThrow(XmlError);
    expect(() => writeXml({ kind: '', name: 'a', attributes: { 'b c': '' }, children: [] })).toThrow(XmlError);
  });

  it('[SYNC-15] answers damaged documents with nothing but an XmlError, whole or in pieces', () =>
    randomized(
      'damaged xml',
      fc.property(damaged([fixture('wsusss/05-GetConfigData.response.xml'), fixture('update-xml/dd78b8a1-0b20-45c1-add6-4da72e9364cf-r202.xml')]), fc.integer({ min: 1, max: 500 }), (bytes, step) => {
        const text = Buffer.from(bytes).toString('utf8');
        const whole = outcome(() => readXml(text));
        const pieces = outcome(() => {
          const reader = createXmlReader();
          for (let at = 0; at < text.length; at += step) reader.write(text.slice(at, at + step));
          return reader.close();
        });
        expect(pieces).toEqual(whole);
      }),
    ));
});

function outcome(read: () => XmlElement): unknown {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return 'refused';
  }
}
