import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, fixture, fixtureText, randomized, xmlText } from '../test-support.ts';
import { readXml, XmlError, type XmlElement } from '../xml/index.ts';
import { categoriesOf, readUpdate, UpdateError, writeUpdate, type OtherContent, type Update } from './index.ts';

const documents = [
  'update-xml/6964aab4-c5b5-43bd-a17d-ffb4346a8e1d-r100.xml',
  'update-xml/a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe-r200.xml',
  'update-xml/dd78b8a1-0b20-45c1-add6-4da72e9364cf-r202.xml',
];

/** Two documents are the same when this is: attributes in any order, GUIDs in any case. */
function canonical(element: XmlElement): unknown {
  const attributes = Object.entries(element.attributes)
    .map(([name, value]): [string, string] => [name, name === 'UpdateID' ? value.toLowerCase() : value])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [element.kind, element.name, attributes, element.children.map((child) => (typeof child === 'string' ? child : canonical(child)))];
}

describe('[SYNC-15] Update documents', () => {
  it.each(documents)('[SYNC-15] %s is written as it was', (name) => {
    const xml = fixtureText(name);
    expect(canonical(readXml(writeUpdate(readUpdate(xml))))).toEqual(canonical(readXml(xml)));
  });

  it('[SYNC-15] a product category is understood', () => {
    const update = readUpdate(fixtureText(documents[2]!));
    expect(update.identity).toEqual({ updateId: 'dd78b8a1-0b20-45c1-add6-4da72e9364cf', revisionNumber: 202 });
    expect(update.properties).toMatchObject({ updateType: 'Category', publicationState: 'Published', explicitlyDeployable: false, creationDate: '2015-08-25T20:09:50.002Z' });
    expect(update.localizedProperties[0]).toMatchObject({ language: 'en', title: 'OOBE ZDP' });
    expect(update.prerequisites).toEqual([{ anyOf: ['6964aab4-c5b5-43bd-a17d-ffb4346a8e1d'], isCategory: true }]);
    expect(update.applicability?.isInstalled).toEqual({
      kind: 'bar', name: 'WindowsVersion', attributes: { Comparison: 'GreaterThanOrEqualTo', MajorVersion: '6', MinorVersion: '3', ProductType: '1' }, children: [],
    });
    expect(update.handlerData).toEqual({ kind: 'category', categoryType: 'Product', prohibitsSubcategories: true, excludedByDefault: true });
  });

  it('[SYNC-15] a bundle is understood, and ids are lower case whatever the document says', () => {
    const bundle = readUpdate(fixtureText(documents[1]!));
    expect(bundle.properties).toMatchObject({ updateType: 'Software', kbArticleIds: ['2267602'], maxDownloadSize: 0 });
    expect(bundle.bundledUpdates).toHaveLength(4);
    expect(bundle.supersededUpdates).toHaveLength(10);
    expect(bundle.localizedProperties.length).toBeGreaterThan(30);
    expect(readUpdate(fixtureText(documents[0]!)).identity.updateId).toBe('6964aab4-c5b5-43bd-a17d-ffb4346a8e1d');
  });

  it('[SYNC-15] categories are found by looking the ids up, not by IsCategory', () => {
    const message = readXml(fixtureText('wsusss/15-GetUpdateData-uncompressed-bundle.response.xml'));
    const xml = /"<upd:Update.*<\/upd:Update>"/.exec(JSON.stringify(message))![0];
    const update = readUpdate(JSON.parse(xml) as string);
    expect(update.prerequisites.every((one) => typeof one === 'object' && one.isCategory === undefined)).toBe(true);
    const known = new Set(['e0789628-ce08-4437-be74-2495b842f43b', '8c3fcc84-7410-4a95-8b89-a166a0190486']);
    expect(categoriesOf(update, (id) => known.has(id))).toEqual([...known]);
    expect(categoriesOf(update, () => false)).toEqual([]);
  });

  it.each([
    ['<a/>', 'NotAnUpdate'],
    [document(''), 'MissingPart'],
    [document('<upd:UpdateIdentity UpdateID="no" RevisionNumber="1"/><upd:Properties UpdateType="Software"/>'), 'BadValue'],
    [document('<upd:UpdateIdentity UpdateID="6964AAB4-C5B5-43BD-A17D-FFB4346A8E1D" RevisionNumber="-1"/><upd:Properties UpdateType="Software"/>'), 'BadValue'],
    [document('<upd:UpdateIdentity UpdateID="6964AAB4-C5B5-43BD-A17D-FFB4346A8E1D" RevisionNumber="1"/><upd:Properties UpdateType="Cheese"/>'), 'BadValue'],
    [document('<upd:UpdateIdentity UpdateID="6964AAB4-C5B5-43BD-A17D-FFB4346A8E1D" RevisionNumber="1"/><upd:Properties UpdateType="Software" MaxDownloadSize="1e9"/>'), 'BadValue'],
    [document('<upd:UpdateIdentity UpdateID="6964AAB4-C5B5-43BD-A17D-FFB4346A8E1D" RevisionNumber="1"/>'.repeat(2)), 'BadValue'],
  ])('[SYNC-15] %s is refused: %s', (xml, code) => {
    expect(() => readUpdate(xml)).toThrow(expect.objectContaining({ name: 'UpdateError', code }));
  });

  it('[SYNC-15] a severity nobody knows is kept, not understood and no error', () => {
    const xml = document('<upd:UpdateIdentity UpdateID="6964AAB4-C5B5-43BD-A17D-FFB4346A8E1D" RevisionNumber="1"/><upd:Properties UpdateType="Software" MsrcSeverity="Unspecified"/>');
    const update = readUpdate(xml);
    expect(update.properties.msrcSeverity).toBeUndefined();
    expect(update.properties.other).toEqual({ attributes: { MsrcSeverity: 'Unspecified' } });
    expect(readUpdate(writeUpdate(update))).toEqual(update);
  });

  it('[SYNC-15] damaged documents end in a typed error or in an update', () =>
    randomized(
      'damaged update documents',
      fc.property(damaged([fixture(documents[0]!), fixture(documents[2]!)]), (bytes) => {
        try {
          readUpdate(Buffer.from(bytes).toString('utf8'));
        } catch (error) {
          if (!(error instanceof XmlError || error instanceof UpdateError)) throw error;
        }
      }),
    ));

  it('[SYNC-15] every update reads as it was written', () =>
    randomized(
      'update round trip',
      fc.property(updates(), (update) => {
        expect(readUpdate(writeUpdate(update))).toEqual(update);
      }),
    ));
});

function document(content: string): string {
  return `<upd:Update xmlns:upd="http://schemas.microsoft.com/msus/2002/12/Update">${content}</upd:Update>`;
}

function updates(): fc.Arbitrary<Update> {
  const text = xmlText(12);
  const guid = fc.uuid();
  const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined, freq: 2 });
  const flag = maybe(fc.boolean());
  const revisionNumber = fc.integer({ min: 0, max: 2_147_483_647 });
  const identity = fc.record({ updateId: guid, revisionNumber });
  const foreign: fc.Arbitrary<XmlElement> = fc.record({
    kind: fc.constantFrom('urn:other', 'bar', 'lar', 'cbsar', 'pub'), name: fc.constantFrom('Extra', 'And', 'RegSz'),
    attributes: fc.dictionary(fc.constantFrom('Key', 'Data'), text), children: maybe(text).map((one) => (one === undefined ? [] : [one])),
  }).map(plain);
  const rule: fc.Arbitrary<XmlElement> = fc.record({ kind: fc.constantFrom('lar', 'bar'), name: fc.constantFrom('And', 'Not'), attributes: fc.constant({}), children: fc.array(foreign, { maxLength: 3 }) }).map(plain);
  const other: fc.Arbitrary<OtherContent | undefined> = maybe(
    fc.oneof(
      fc.record({ elements: fc.array(foreign, { minLength: 1, maxLength: 2 }) }),
      fc.record({ attributes: text.map((value) => ({ Unknown: value, '{urn:other}x': value })), elements: fc.array(foreign, { minLength: 1, maxLength: 1 }) }),
      fc.record({ attributes: text.map((value) => ({ Unknown: value })) }),
    ),
  );
  const behavior = fc.record({
    rebootBehavior: maybe(fc.constantFrom('NeverReboots' as const, 'AlwaysRequiresReboot' as const, 'CanRequestReboot' as const)),
    impact: maybe(fc.constantFrom('Normal' as const, 'Minor' as const, 'RequiresExclusiveHandling' as const)), canRequestUserInput: flag, requiresNetworkConnectivity: flag, other,
  });
  const size = fc.maxSafeNat();
  const properties = fc.record({
    updateType: fc.constantFrom('Category' as const, 'Detectoid' as const, 'Software' as const, 'Driver' as const),
    defaultLanguage: maybe(text), handler: maybe(text), maxDownloadSize: maybe(size), minDownloadSize: maybe(size),
    publicationState: maybe(fc.constantFrom('Published' as const, 'Expired' as const)), creationDate: maybe(text), publisherId: maybe(guid), explicitlyDeployable: flag,
    autoSelectOnWebSites: flag, isPublic: flag, perUser: flag, legacyName: maybe(text), osUpgrade: maybe(text), eulaId: maybe(guid), detectoidType: maybe(text),
    msrcSeverity: maybe(fc.constantFrom('Critical' as const, 'Important' as const, 'Moderate' as const, 'Low' as const)), isBeta: flag, installationBehavior: maybe(behavior),
    uninstallationBehavior: maybe(behavior), languages: fc.array(text, { maxLength: 2 }), supportUrl: maybe(text), securityBulletinIds: fc.array(text, { maxLength: 2 }),
    kbArticleIds: fc.array(text, { maxLength: 2 }), cveIds: fc.array(text, { maxLength: 2 }), other,
  });
  const localized = fc.record({ language: text, title: text, description: maybe(text), uninstallNotes: maybe(text), moreInfoUrls: fc.array(text, { maxLength: 2 }), supportUrl: maybe(text), other });
  const file = fc.record({ digest: text, digestAlgorithm: fc.constant('SHA1'), fileName: text, size, modified: maybe(text), patchingType: maybe(text), sha256: maybe(text), other });
  const signed = fc.integer({ min: -2_147_483_648, max: 2_147_483_647 });
  const result = fc.constantFrom('Succeeded' as const, 'Failed' as const, 'Cancelled' as const);
  const handlerData = fc.oneof(
    fc.record({
      kind: fc.constant('category' as const), categoryType: fc.constantFrom('Company' as const, 'ProductFamily' as const, 'Product' as const, 'UpdateClassification' as const),
      prohibitsSubcategories: flag, prohibitsUpdates: flag, displayOrder: maybe(signed), excludedByDefault: flag, other,
    }),
    fc.record({
      kind: fc.constant('commandLine' as const), program: text, arguments: maybe(text), rebootByDefault: flag, defaultResult: maybe(result),
      returnCodes: fc.array(fc.record({ code: signed, result, reboot: flag, other }), { maxLength: 2 }), other,
    }),
    fc.record({ kind: fc.constant('opaque' as const), handlerType: maybe(fc.constantFrom('cbs:Cbs', '{urn:other}Handler', 'msp:WindowsInstaller')), attributes: fc.constant({}), children: fc.array(foreign, { minLength: 1, maxLength: 2 }) }),
  );
  const ids = fc.array(guid, { maxLength: 3 });
  return fc
    .record({
      identity, properties, localizedProperties: fc.array(localized, { maxLength: 2 }),
      prerequisites: fc.array(fc.oneof(guid, fc.record({ anyOf: ids, isCategory: flag })), { maxLength: 3 }),
      bundledUpdates: fc.array(fc.oneof(identity, fc.record({ anyOf: fc.array(identity, { maxLength: 2 }) })), { maxLength: 2 }),
      supersededUpdates: ids, otherRelationships: other,
      applicability: maybe(fc.record({ isInstalled: maybe(rule), isInstallable: maybe(rule), isSuperseded: maybe(rule), metadata: fc.array(foreign, { maxLength: 2 }), other })),
      files: fc.array(file, { maxLength: 2 }), handlerData: maybe(handlerData), other,
    })
    .map(plain) as fc.Arbitrary<Update>;
}

/** Without the fields that are undefined, as the model wants it. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
