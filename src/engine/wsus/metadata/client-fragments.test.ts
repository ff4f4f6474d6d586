import { describe, expect, it } from 'vitest';
import { fixtureText } from '../test-support.ts';
import { elementsOf, readXml, textOf, type XmlElement } from '../xml/index.ts';
import { clientFragments, readUpdate, updateOfFragments } from './index.ts';

const documents = ['6964aab4-c5b5-43bd-a17d-ffb4346a8e1d-r100', 'a2fef9b0-7951-4c2c-a42b-9e351dd1c1fe-r200', 'dd78b8a1-0b20-45c1-add6-4da72e9364cf-r202'].map((name) => fixtureText(`update-xml/${name}.xml`));

const find = (element: XmlElement, name: string): XmlElement[] => elementsOf(element).flatMap((child) => (child.name === name ? [child] : find(child, name)));
const captured = (name: string, item: string) => find(readXml(fixtureText(`wusp/${name}.xml`)), item).map((one) => textOf(find(one, 'Xml')[0]!));
const parsed = (fragment: string) => readXml(`<r>${fragment.replace(/UpdateID="[^"]*"/g, (id) => id.replace(/[0-9A-F-]{36}/i, (guid) => guid.toLowerCase()))}</r>`);

describe('[SCAN-12] what clients are sent of a document', () => {
  it('[SCAN-12] core, extended and localized fragments are the captured ones', () => {
    const [windows, , zdp] = documents.map((one) => clientFragments(one));
    expect(parsed(windows!.core)).toEqual(parsed(captured('07-SyncUpdates-next-category.response', 'UpdateInfo')[0]!));
    const [zdpExtended, , windowsExtended, zdpTexts, , windowsTexts] = captured('10-GetExtendedUpdateInfo.response', 'Update');
    expect(parsed(zdp!.extended)).toEqual(parsed(zdpExtended!));
    expect(parsed(windows!.extended)).toEqual(parsed(windowsExtended!));
    expect(zdp!.localized.get('en')).toBe(zdpTexts);
    expect(windows!.localized.get('en')).toBe(windowsTexts);
  });

  it.each(documents)('[SCAN-12] relationships, rules, files and handler come back from them whole %#', (document) => {
    const { core, extended, localized } = clientFragments(document);
    const { properties: _, ...update } = readUpdate(document);
    const { properties, ...back } = updateOfFragments({ core, extended, localized: [...localized.values()], properties: {} });
    expect(back).toEqual(update);
    expect(properties.updateType).toBe(readUpdate(document).properties.updateType);
  });

  it('[SCAN-12] rules keep their meaning without namespaces', () => {
    const rules = '<bar:RegKeyExists Key="HKLM" Subkey="a"/><mar:MsiProductInstalled ProductCode="{1}"/><cbsar:CbsPackageInstalledByIdentity PackageIdentity="p"/><drv:WindowsDriver/>';
    const spaces = ['bar:Base', 'lar:Logical', 'mar:Msi', 'cbsar:Cbs'].map((one) => one.split(':')).map(([prefix, name]) => `xmlns:${prefix}="http://schemas.microsoft.com/msus/2002/12/${name}ApplicabilityRules"`).join(' ');
    const document = documents[0]!.replace(/<lar:True[^>]*\/>/, `<lar:And ${spaces} xmlns:drv="http://schemas.microsoft.com/msus/2002/12/UpdateHandlers/WindowsDriver">${rules}</lar:And>`);
    const { core } = clientFragments(document);
    expect(core).toContain('<And><b.RegKeyExists Key="HKLM" Subkey="a" /><m.MsiProductInstalled ProductCode="{1}" /><CbsPackageInstalledByIdentity PackageIdentity="p" /><d.WindowsDriver /></And>');
    expect(updateOfFragments({ core, localized: [], properties: {} }).applicability).toEqual(readUpdate(document).applicability);
  });

  it('[SCAN-12] more superseded updates can be named', () => {
    const id = '11111111-2222-4333-8444-555555555555';
    for (const document of documents) {
      const { core } = clientFragments(document, [id]);
      expect(updateOfFragments({ core, localized: [], properties: {} }).supersededUpdates).toEqual([...readUpdate(document).supersededUpdates, id]);
    }
  });
});
