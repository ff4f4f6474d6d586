import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchCriterion, objectName, type SearchFolderDraft } from '../../contract/index.ts';
import { readDocument, writeDocument } from './document.ts';

const written = (max: number) => fc.string({ maxLength: max, unit: fc.constantFrom('a', 'Z', '9', ' ', "'", '"', '<', '>', '&', '=', ':', 'ü', '漢', '😀', '\t', '\n', ']]>', '%') }).filter((text) => text.length <= max);
const guid = '0fa1201d-4330-4fa8-8ae9-b877473b6441';
const node = fc.record({ classification: fc.constantFrom(guid, null), vendor: fc.constantFrom(guid, null), product: fc.constantFrom(guid, null) });
const name = fc.string({ minLength: 1, maxLength: 60 }).map((text) => objectName.safeParse(text)).filter((one) => one.success).map((one) => one.data!);
const criterion = fc.record({
  property: fc.oneof(fc.constantFrom('ArticleID', 'NumMissing', '_Product', 'DatePosted'), written(20).filter((text) => text !== '')),
  type: fc.option(fc.constantFrom('SearchFolderRawDescriptionItem', 'SearchFolderDateDescriptionItem', 'Another'), { nil: null }),
  uiProperty: fc.option(written(20), { nil: null }),
  values: fc.array(written(40), { maxLength: 4 }),
}).filter((one) => searchCriterion.safeParse(one).success);
const drafts: fc.Arbitrary<SearchFolderDraft> = fc.record({ name, criteria: fc.array(criterion, { maxLength: 5 }), lookIn: fc.option(node, { nil: null }) });

const description = (items: string, attributes = 'Name="SMS_SoftwareUpdate"') => `<SearchFolderDescription ${attributes}><SearchFolderDescriptionItems>${items}</SearchFolderDescriptionItems></SearchFolderDescription>`;
const item = (attributes: string, ...strings: string[]) => `<SearchFolderDescriptionItem ${attributes}><SearchStrings>${strings.map((one) => `<String>${one}</String>`).join('')}</SearchStrings></SearchFolderDescriptionItem>`;
const nodeOf = (inside: string, type = '1011', search = 'true') => `<SMS_ObjectContainerNode><Name>Mine</Name><ObjectType>${type}</ObjectType><SearchFolder>${search}</SearchFolder><FolderFlags>0</FolderFlags><SourceSite>ABC</SourceSite><SearchString>${inside}</SearchString></SMS_ObjectContainerNode>`;

describe('the document of a search folder', () => {
  test('[REPO-04] what was written is read as it was, and written again byte by byte', () => {
    fc.assert(fc.property(drafts, (draft) => {
      const xml = writeDocument(draft);
      const read = readDocument(xml, 'another name');
      expect(read).toEqual(draft);
      expect(writeDocument(read)).toBe(xml);
    }), { interruptAfterTimeLimit: 1500 });
  });

  test('[REPO-04] has the node, the description and its items as the SDK describes them', () => {
    const xml = writeDocument({ name: 'Last month & more', lookIn: null, criteria: [
      { property: 'DatePosted', type: 'SearchFolderDateDescriptionItem', uiProperty: null, values: ['0:1:0:0'] }, { property: 'ArticleID', type: null, uiProperty: null, values: ['97', '98'] },
    ] });
    expect(xml).toBe(`<?xml version="1.0" encoding="utf-8"?>
<SMS_ObjectContainerNode>
  <Name>Last month &amp; more</Name>
  <ObjectType>1011</ObjectType>
  <SearchFolder>true</SearchFolder>
  <SearchString>
    <SearchFolderDescription xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" Name="SMS_SoftwareUpdate">
    <SearchFolderDescriptionItems>
      <SearchFolderDescriptionItem xsi:type="SearchFolderDateDescriptionItem" PropertyName="DatePosted">
        <SearchStrings>
          <String>0:1:0:0</String>
        </SearchStrings>
      </SearchFolderDescriptionItem>
      <SearchFolderDescriptionItem PropertyName="ArticleID">
        <SearchStrings>
          <String>97</String>
          <String>98</String>
        </SearchStrings>
      </SearchFolderDescriptionItem>
    </SearchFolderDescriptionItems>
    </SearchFolderDescription>
  </SearchString>
</SMS_ObjectContainerNode>
`);
  });

  test('[REPO-04] a search string from elsewhere keeps properties, types and values that are not known here', () => {
    const foreign = `\uFEFF${description(item('PropertyName="Severity" UIPropertyName=""', '10') + item('xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="SearchFolderRawDescriptionItem" PropertyName="MaxExecutionTime"', '&gt;= 3600', ''), 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" Name="SMS_SoftwareUpdate"')}`;
    const expected = [
      { property: 'Severity', type: null, uiProperty: '', values: ['10'] }, { property: 'MaxExecutionTime', type: 'SearchFolderRawDescriptionItem', uiProperty: null, values: ['>= 3600', ''] },
    ];
    const read = readDocument(foreign, 'From a file');
    expect(read).toEqual({ name: 'From a file', lookIn: null, criteria: expected });
    expect(readDocument(writeDocument(read), '').criteria).toEqual(expected);
    const asText = nodeOf(description(item('PropertyName="IsExpired"', 'false')).replaceAll('<', '&lt;'));
    expect(readDocument(asText, '')).toEqual({ name: 'Mine', lookIn: null, criteria: [{ property: 'IsExpired', type: null, uiProperty: null, values: ['false'] }] });
  });

  test.each([
    ['no XML', 'Look for a property', /Not well-formed/],
    ['an entity', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /document type declaration/],
    ['another document', '<UpdateXML Name="SMS_SoftwareUpdate" />', /document UpdateXML/],
    ['a search of packages', description('', 'Name="SMS_Package"'), /searches SMS_Package, not software updates/],
    ['a node of packages', nodeOf(description(''), '2'), /ObjectType is 2/],
    ['a standard folder', nodeOf(description(''), '1011', 'false'), /standard folder/],
    ['an attribute that would be lost', description('', 'Name="SMS_SoftwareUpdate" LocaleId="1033"'), /attribute LocaleId/],
    ['an element that would be lost', nodeOf(description('')).replace('<SourceSite>', '<Extra/><SourceSite>'), /element Extra/],
    ['an item without a property', description(item('')), /no PropertyName/],
    ['two lists of strings', description('<SearchFolderDescriptionItem PropertyName="a"><SearchStrings/><SearchStrings/></SearchFolderDescriptionItem>'), /not the one element SearchStrings/],
    ['elements in a string', description(item('PropertyName="a"', '<b/>')), /would be lost/],
    ['too many items', description(item('PropertyName="a"', '1').repeat(61)), /more than can be kept/],
    ['too long a value', description(item('PropertyName="a"', 'x'.repeat(501))), /more than can be kept/],
    ['a folder that is none', nodeOf(description('')).replace('<SourceSite>', '<LookIn Product="all"/><SourceSite>'), /LookIn/],
    ['too deep', '<a>'.repeat(20) + '</a>'.repeat(20), /deep/],
  ])('[REPO-04] %s is refused by name', (_what, xml, why) => {
    expect(() => readDocument(xml, 'x')).toThrow(expect.objectContaining({ code: 'REFUSED', explained: expect.objectContaining({ why: expect.stringMatching(why) }) }));
  });
});
