import { describe, expect, it } from 'vitest';
import type { RuleNode } from '../metadata/index.ts';
import { elementName, elements } from './evaluate.ts';
import { evaluateRule, type MachineFacts, type Truth } from './index.ts';
import { office2003, rule, server2003x64, windows7, xp } from './test-support.ts';

const explorer = { Key: 'HKEY_LOCAL_MACHINE', Subkey: 'SOFTWARE\\Microsoft\\Internet Explorer' };
const folder = { ...explorer, Value: 'Folder', Path: 'iexplore.exe' };
const shell = { Csidl: '37', Path: 'shell32.dll' };
const equipped: MachineFacts = {
  ...xp,
  hardware: { memory: 512, videoMemory: 64, direct3D: '9.0', sensors: ['{a}'], nfc: false, camera: true, devices: [{ hardwareIds: ['pci\\ven_8086'], driver: { date: Date.UTC(2009, 0, 1), version: '2.0' } }, { hardwareIds: ['usb\\none'] }] },
  wmi: new Map([['root\\cimv2|select * from win32_computersystem', true], ['root\\cimv2|select * from none', false]]),
  systemMetrics: new Map([[86, 1]]), licenseDwords: new Map([['kernel-productinfo', 4]]), cluster: { clustered: true, resources: ['quorum'] },
};
const named = { ...xp, msiProducts: new Map([[office2003, { ...xp.msiProducts.get(office2003)!, components: ['{c}'] }]]) };

const products = [rule('mar:Product', {}, [office2003])];
const feature = (name: string) => [rule('mar:Feature', {}, [name]), ...products];
const component = (code: string) => [rule('mar:Component', {}, [code]), ...products];
const assembly = (version: string, parents: readonly RuleNode[] = []) => [rule('cbsar:CbsPackageApplicabilityMetadata', {}, [
  rule('asm:assembly', {}, [
    rule('asm:assemblyIdentity', { name: 'Package_for_KB2621440', version, language: 'neutral', processorArchitecture: 'amd64', publicKeyToken: '31bf3856ad364e35' }),
    rule('asm:package', {}, parents.length > 0 ? [rule('asm:parent', {}, parents)] : []),
  ]),
])];
const foundation = rule('asm:assemblyIdentity', { name: 'Microsoft-Windows-Foundation-Package', version: '6.1.7601.17514', language: 'neutral', processorArchitecture: 'amd64', publicKeyToken: '31bf3856ad364e35' });
const patch = (code: string, version: string, product = office2003) => [rule('mar:MsiPatchMetadata', {}, [rule('mar:MsiPatch', { PatchGUID: code }, [
  rule('mar:TargetProduct', {}, [rule('mar:TargetProductCode', {}, [product]), rule('mar:TargetVersion', { Validate: 'true', ComparisonType: 'Equal', ComparisonFilter: 'MajorMinorUpdate' }, [version])]),
])])];
const [there, other] = ['{00000000-0000-0000-0000-000000000001}', '{00000000-0000-0000-0000-000000000002}'];
const application = (code: string) => [rule('mar:MsiApplicationMetadata', {}, [rule('mar:ProductCode', {}, [code])])];
const driver = (id: string, date: string, version: string) => [rule('drv:WindowsDriverMetaData', { HardwareID: id, DriverVerDate: date, DriverVerVersion: version })];

type Case = readonly [name: string, attributes: Readonly<Record<string, string>>, expected: Truth, more?: { on?: MachineFacts; children?: readonly RuleNode[]; metadata?: readonly RuleNode[] }];

const version = (Comparison: string, MajorVersion: string, MinorVersion: string, more = {}) => ({ Comparison, MajorVersion, MinorVersion, ...more });
const cases: readonly Case[] = [
  ['bar:Processor', { Architecture: '0' }, true], ['bar:Processor', { Architecture: '9' }, false], ['bar:Processor', { Architecture: '9' }, true, { on: server2003x64 }],
  ['bar:Processor', { Architecture: '0', Level: '6' }, true], ['bar:Processor', { Architecture: '0', Level: '15' }, false], ['bar:Processor', {}, null], ['bar:Processor', { Architecture: 'x86' }, null],
  ['bar:WindowsVersion', version('EqualTo', '5', '1'), true], ['bar:WindowsVersion', version('EqualTo', '5', '1', { ServicePackMajor: '3' }), false], ['bar:WindowsVersion', version('Like', '5', '1'), null],
  ['bar:WindowsVersion', version('GreaterThanOrEqualTo', '5', '0', { ServicePackMajor: '4' }), true], ['bar:WindowsVersion', version('LessThan', '5', '1', { ServicePackMajor: '3' }), true],
  ['bar:WindowsVersion', { ProductType: '1' }, true], ['bar:WindowsVersion', { ProductType: '3' }, false], ['bar:WindowsVersion', { MajorVersion: '5' }, true], ['bar:WindowsVersion', { MajorVersion: 'five' }, null],
  ['bar:WindowsVersion', { SuiteMask: '272' }, true], ['bar:WindowsVersion', { SuiteMask: '272', AllSuitesMustBePresent: 'true' }, false], ['bar:WindowsVersion', { SuiteMask: '272', AllSuitesMustBePresent: 'true' }, true, { on: server2003x64 }],
  ['bar:PlatformVersion', version('GreaterThan', '5', '0'), true], ['bar:PlatformVersion', version('GreaterThan', '5', '1'), false], ['bar:PlatformVersion', version('', '5', '1'), null],
  ['bar:Platform', { PlatformID: '2' }, true], ['bar:Platform', { PlatformID: '1' }, false], ['bar:Platform', {}, null],
  ['bar:WindowsLanguage', { Language: 'EN' }, true], ['bar:WindowsLanguage', { Language: 'de' }, false], ['bar:WindowsLanguage', { Language: 'de' }, true, { on: server2003x64 }], ['bar:WindowsLanguage', {}, null],
  ['bar:MuiInstalled', {}, false], ['bar:MuiInstalled', {}, true, { on: server2003x64 }],
  ['bar:MuiLanguageInstalled', { Language: 'en' }, false], ['bar:MuiLanguageInstalled', { Language: 'en' }, true, { on: server2003x64 }], ['bar:MuiLanguageInstalled', {}, null],

  ['bar:RegKeyExists', explorer, true], ['bar:RegKeyExists', { ...explorer, Subkey: 'SOFTWARE' }, true], ['bar:RegKeyExists', { ...explorer, Subkey: '\\software\\none\\' }, false], ['bar:RegKeyExists', { Subkey: 'SOFTWARE' }, null],
  ['bar:RegKeyExists', { ...explorer, RegType32: 'true' }, true], ['bar:RegKeyExists', { ...explorer, RegType32: 'true' }, false, { on: server2003x64 }],
  ['bar:RegValueExists', { ...explorer, Value: 'version' }, true], ['bar:RegValueExists', { ...explorer, Value: 'Version', Type: 'REG_DWORD' }, false], ['bar:RegValueExists', { ...explorer, Value: 'None' }, false], ['bar:RegValueExists', explorer, null],
  ['bar:RegDword', { ...explorer, Value: 'Major', Comparison: 'GreaterThan', Data: '5' }, true], ['bar:RegDword', { ...explorer, Value: 'Major', Comparison: 'EqualTo', Data: '0x7' }, false], ['bar:RegDword', { ...explorer, Value: 'Version', Comparison: 'EqualTo', Data: '6' }, false], ['bar:RegDword', { ...explorer, Value: 'Major', Data: '6' }, null],
  ['bar:RegSz', { ...explorer, Value: 'Version', Comparison: 'BeginsWith', Data: '6.0' }, true], ['bar:RegSz', { ...explorer, Value: 'Version', Comparison: 'EndsWith', Data: '6.0' }, false], ['bar:RegSz', { ...explorer, Value: 'Version', Comparison: 'Contains' }, null], ['bar:RegSz', { ...explorer, Value: 'Folder', Comparison: 'Contains', Data: 'IE' }, false],
  ['bar:RegExpandSz', { ...explorer, Value: 'Folder', Comparison: 'EqualTo', Data: 'C:\\Windows\\ie' }, true], ['bar:RegExpandSz', { ...explorer, Value: 'Version', Comparison: 'BeginsWith', Data: '6' }, false], ['bar:RegExpandSz', { ...explorer, Value: 'Nowhere', Comparison: 'Contains', Data: 'IE' }, null],
  ['bar:RegSzToVersion', { ...explorer, Value: 'Version', Comparison: 'GreaterThanOrEqualTo', Data: '6.0.2900' }, true], ['bar:RegSzToVersion', { ...explorer, Value: 'Version', Comparison: 'LessThan', Data: '6.0.2900.2180' }, false], ['bar:RegSzToVersion', { ...explorer, Value: 'Version', Comparison: 'LessThan', Data: 'six' }, null],
  ['bar:WUv4RegKeyValue', { ...explorer, Value: 'Version', Data: '6.0.2900.2180' }, true], ['bar:WUv4RegKeyValue', { ...explorer, Value: 'Version', Data: '6.0' }, false], ['bar:WUv4RegKeyValue', { ...explorer, Value: 'Version' }, null],
  ['bar:WUv4RegKeySubstring', { ...explorer, Value: 'Version', Data: '2900' }, true], ['bar:WUv4RegKeySubstring', { ...explorer, Value: 'Languages', Data: 'en' }, false], ['bar:WUv4RegKeySubstring', { ...explorer, Value: 'Nowhere', Data: 'x' }, null],
  ...(['Any', 'All'] as const).flatMap((TrueIf): Case[] => {
    const loop = { Key: 'HKLM', Subkey: 'SOFTWARE\\Microsoft\\Products', TrueIf };
    const state = (Data: string) => ({ children: [rule('bar:RegDword', { Value: 'State', Comparison: 'EqualTo', Data })] });
    return [['bar:RegKeyLoop', loop, TrueIf === 'Any', state('2')], ['bar:RegKeyLoop', loop, false, state('3')], ['bar:RegKeyLoop', { ...loop, Subkey: 'none' }, false, state('1')], ['bar:RegKeyLoop', loop, null]];
  }),
  ['bar:RegKeyLoop', { Key: 'HKLM', Subkey: 'SOFTWARE\\Microsoft\\Products' }, null, { children: [rule('lar:True')] }],

  ['bar:FileExists', shell, true], ['bar:FileExists', { Path: 'c:\\none.dll' }, false], ['bar:FileExists', { ...shell, Csidl: '99' }, null], ['bar:FileExists', {}, null],
  ['bar:FileVersion', { ...shell, Comparison: 'LessThan', Version: '6.0.2900.5512' }, true], ['bar:FileVersion', { ...shell, Comparison: 'EqualTo', Version: '6.0' }, false], ['bar:FileVersion', { Path: 'unread.dat', Csidl: '36', Comparison: 'EqualTo', Version: '1' }, null],
  ['bar:FileSize', { ...shell, Comparison: 'EqualTo', Size: '8384000' }, true], ['bar:FileSize', { ...shell, Comparison: 'LessThan', Size: '1' }, false], ['bar:FileSize', shell, null],
  ['bar:FileCreated', { ...shell, Comparison: 'LessThan', Created: '2005-01-01T00:00:00Z' }, true], ['bar:FileCreated', { ...shell, Comparison: 'GreaterThan', Created: '2005-01-01T00:00:00Z' }, false], ['bar:FileCreated', { ...shell, Comparison: 'LessThan', Created: 'then' }, null],
  ['bar:FileModified', { ...shell, Comparison: 'EqualTo', Modified: '2004-08-04T00:00:00Z' }, true], ['bar:FileModified', { ...shell, Comparison: 'GreaterThan', Modified: '2004-08-04' }, false], ['bar:FileModified', { ...folder, Path: 'x', Csidl: '99', Comparison: 'EqualTo', Modified: '2004-08-04' }, null],
  ['bar:FileExistsPrependRegSz', folder, true], ['bar:FileExistsPrependRegSz', { ...folder, Value: 'None' }, false], ['bar:FileExistsPrependRegSz', { ...folder, Value: 'Nowhere' }, null],
  ['bar:FileVersionPrependRegSz', { ...folder, Comparison: 'GreaterThan', Version: '6' }, true], ['bar:FileVersionPrependRegSz', { ...folder, Comparison: 'GreaterThan', Version: '7' }, false], ['bar:FileVersionPrependRegSz', folder, null],
  ['bar:FileSizePrependRegSz', { ...folder, Path: '..', Comparison: 'EqualTo', Size: '1' }, false], ['bar:FileSizePrependRegSz', { ...folder, Comparison: 'EqualTo', Size: '1' }, null], ['bar:FileSizePrependRegSz', { ...folder, Comparison: 'EqualTo', Size: '9' }, true, { on: { ...xp, files: new Map([['c:\\windows\\ie\\iexplore.exe', { size: 9 }]]) } }],
  ...(['Created', 'Modified'] as const).flatMap((name): Case[] => {
    const on = { ...xp, files: new Map([['c:\\windows\\ie\\iexplore.exe', { [name.toLowerCase()]: Date.UTC(2004, 7, 4) }]]) };
    const attributes = { ...folder, Comparison: 'EqualTo', [name]: '2004-08-04' };
    return [[`bar:File${name}PrependRegSz`, attributes, true, { on }], [`bar:File${name}PrependRegSz`, { ...attributes, Value: 'None' }, false, { on }], [`bar:File${name}PrependRegSz`, attributes, null]];
  }),

  ['bar:WmiQuery', { WqlQuery: 'SELECT * FROM Win32_ComputerSystem' }, true, { on: equipped }], ['bar:WmiQuery', { Namespace: 'root\\cimv2', WqlQuery: 'select * from none' }, false, { on: equipped }], ['bar:WmiQuery', { WqlQuery: 'select * from none' }, null],
  ['bar:SystemMetric', { Comparison: 'EqualTo', Index: '86', Value: '1' }, true, { on: equipped }], ['bar:SystemMetric', { Comparison: 'EqualTo', Index: '86', Value: '0' }, false, { on: equipped }], ['bar:SystemMetric', { Comparison: 'EqualTo', Index: '86', Value: '1' }, null],
  ['bar:Memory', { MinSizeInMB: '512' }, true, { on: equipped }], ['bar:Memory', { MinSizeInMB: '1024' }, false, { on: equipped }], ['bar:Memory', { MinSizeInMB: '512' }, null],
  ['bar:VideoMemory', { MinSizeInMB: '64' }, true, { on: equipped }], ['bar:VideoMemory', { MinSizeInMB: '65' }, false, { on: equipped }], ['bar:VideoMemory', {}, null, { on: equipped }],
  ['bar:Direct3D', { HardwareVersion: '9.0' }, true, { on: equipped }], ['bar:Direct3D', { HardwareVersion: '10.1' }, false, { on: equipped }], ['bar:Direct3D', { HardwareVersion: '9.0' }, null],
  ['bar:SensorById', { Id: '{A}' }, true, { on: equipped }], ['bar:SensorById', { Id: '{B}' }, false, { on: equipped }], ['bar:SensorById', { Id: '{A}' }, null],
  ['bar:NFC', {}, false, { on: equipped }], ['bar:NFC', {}, true, { on: { ...xp, hardware: { nfc: true } } }], ['bar:NFC', {}, null],
  ['bar:Camera', {}, true, { on: equipped }], ['bar:Camera', {}, false, { on: { ...xp, hardware: { camera: false } } }], ['bar:Camera', {}, null],
  ['bar:LicenseDword', { Value: 'Kernel-ProductInfo', Comparison: 'EqualTo', Data: '4' }, true, { on: equipped }], ['bar:LicenseDword', { Value: 'Kernel-ProductInfo', Comparison: 'EqualTo', Data: '5' }, false, { on: equipped }], ['bar:LicenseDword', { Value: 'Kernel-ProductInfo', Comparison: 'EqualTo', Data: '4' }, null],
  ['bar:ClusteredOS', {}, true, { on: equipped }], ['bar:ClusteredOS', {}, false, { on: { ...xp, cluster: { clustered: false, resources: [] } } }], ['bar:ClusteredOS', {}, null],
  ['bar:ClusterResourceOwner', { Resource: 'Quorum' }, true, { on: equipped }], ['bar:ClusterResourceOwner', { Resource: 'none' }, false, { on: equipped }], ['bar:ClusterResourceOwner', { Resource: 'Quorum' }, null],

  ['cbsar:CbsPackageInstalledByIdentity', { PackageIdentity: 'Package_for_KB2621440~31bf3856ad364e35~amd64~~6.1.1.0' }, true, { on: windows7 }], ['cbsar:CbsPackageInstalledByIdentity', { PackageIdentity: 'none' }, false, { on: windows7 }], ['cbsar:CbsPackageInstalledByIdentity', {}, null],
  ['cbsar:CbsPackageInstalled', {}, true, { on: windows7, metadata: assembly('6.1.1.0') }], ['cbsar:CbsPackageInstalled', {}, true, { on: windows7, metadata: assembly('6.1.0.9') }], ['cbsar:CbsPackageInstalled', {}, false, { on: windows7, metadata: assembly('6.1.1.1') }], ['cbsar:CbsPackageInstalled', {}, null, { on: windows7 }],
  ['cbsar:CbsPackageInstallable', {}, true, { on: windows7, metadata: assembly('6.1.1.1', [foundation]) }], ['cbsar:CbsPackageInstallable', {}, false, { on: windows7, metadata: assembly('6.1.1.0', [foundation]) }], ['cbsar:CbsPackageInstallable', {}, false, { metadata: assembly('6.1.1.1', [foundation]) }], ['cbsar:CbsPackageInstallable', {}, null, { on: windows7, metadata: assembly('6.1.1.1') }],
  ['cbsar:CbsPackageApplicabilityMetadata', {}, null],

  ['mar:MsiProductInstalled', { ProductCode: office2003.toUpperCase() }, true], ['mar:MsiProductInstalled', { ProductCode: office2003, VersionMin: '11.0.7969.0', ExcludeVersionMin: 'true' }, false], ['mar:MsiProductInstalled', { ProductCode: office2003, VersionMax: '11.0.7969.0' }, true],
  ['mar:MsiProductInstalled', { ProductCode: office2003, Language: '1031' }, false], ['mar:MsiProductInstalled', { ProductCode: other }, false], ['mar:MsiProductInstalled', {}, null], ['mar:MsiProductInstalled', { ProductCode: office2003, VersionMin: 'x' }, null],
  ['mar:MsiPatchInstalledForProduct', { ProductCode: office2003, PatchCode: there }, true], ['mar:MsiPatchInstalledForProduct', { ProductCode: office2003, PatchCode: other }, false], ['mar:MsiPatchInstalledForProduct', { ProductCode: office2003 }, null],
  ['mar:MsiFeatureInstalledForProduct', {}, true, { children: feature('WordFiles') }], ['mar:MsiFeatureInstalledForProduct', {}, false, { children: feature('ExcelFiles') }], ['mar:MsiFeatureInstalledForProduct', {}, null], ['mar:MsiFeatureInstalledForProduct', { AllFeaturesRequired: 'true' }, false, { children: [...feature('WordFiles'), ...feature('ExcelFiles')] }],
  ['mar:MsiComponentInstalledForProduct', {}, true, { on: named, children: component('C') }], ['mar:MsiComponentInstalledForProduct', {}, false, { on: named, children: component('D') }], ['mar:MsiComponentInstalledForProduct', {}, null, { children: component('C') }],
  ['mar:MsiPatchInstalled', {}, true, { metadata: patch(there, '11.0.7969') }], ['mar:MsiPatchInstalled', {}, false, { metadata: patch(other, '11.0.7969') }], ['mar:MsiPatchInstalled', {}, null],
  ['mar:MsiPatchInstallable', {}, true, { metadata: patch(other, '11.0.7969') }], ['mar:MsiPatchInstallable', {}, false, { metadata: patch(other, '11.0.5614') }], ['mar:MsiPatchInstallable', {}, false, { metadata: patch(there, '11.0.7969') }], ['mar:MsiPatchInstallable', {}, null],
  ['mar:MsiPatchSuperseded', {}, false, { metadata: patch(other, '1', other) }], ['mar:MsiPatchSuperseded', {}, null, { metadata: patch(other, '11.0.7969') }],
  ['mar:MsiApplicationInstalled', {}, true, { metadata: application(office2003) }], ['mar:MsiApplicationInstalled', {}, false, { metadata: application(other) }], ['mar:MsiApplicationInstalled', {}, null],
  ['mar:MsiApplicationInstallable', {}, false, { metadata: application(office2003) }], ['mar:MsiApplicationInstallable', {}, true, { metadata: application(other) }], ['mar:MsiApplicationInstallable', {}, null],
  ['mar:MsiApplicationSuperseded', {}, false, { metadata: application(office2003) }], ['mar:MsiApplicationSuperseded', {}, null, { metadata: application(other) }],
  ['mar:MsiPatchMetadata', {}, null], ['mar:MsiApplicationMetadata', {}, null],

  ...([['WindowsDriver', '2010-01-01', '1.0'], ['WindowsDriverInstalled', '2009-01-01', '2.0'], ['WindowsDriverSuperseded', '2009-01-01', '1.9']] as const).flatMap(([name, date, number]): Case[] => [
    [`drv:${name}`, {}, true, { on: equipped, metadata: driver('PCI\\VEN_8086', date, number) }], [`drv:${name}`, {}, false, { on: equipped, metadata: driver('PCI\\NONE', date, number) }], [`drv:${name}`, {}, null, { metadata: driver('PCI\\VEN_8086', date, number) }],
  ]),
  ['drv:WindowsDriver', {}, true, { on: equipped, metadata: driver('USB\\None', '2009-01-01', '2.0') }], ['drv:WindowsDriverMetaData', {}, null],

  ['lar:True', {}, true], ['lar:False', {}, false], ['lar:Not', {}, null], ['bar:Unheard', {}, null], ['xyz:RegKeyExists', explorer, null],
];

describe('applicability rules of the Windows Update Agent', () => {
  it.each(cases.map((one) => [`${one[0]} ${JSON.stringify(one[1])}`, one] as const))('[SCAN-03] %s', (_, [name, attributes, expected, more = {}]) => {
    expect(evaluateRule(rule(name, attributes, more.children), more.on ?? xp, more.metadata)).toBe(expected);
  });

  it('[SCAN-03] every element of the vocabulary is asked for what it can answer', () => {
    const answers = new Map<string, Set<Truth>>();
    for (const [name, , expected] of cases) answers.set(name, (answers.get(name) ?? new Set()).add(expected));
    const only: Readonly<Record<string, number>> = { 'bar:MuiInstalled': 2, 'mar:MsiPatchSuperseded': 2, 'mar:MsiApplicationSuperseded': 2 };
    for (const name of Object.keys(elements)) expect(answers.get(name)?.size, name).toBe(/Meta[dD]ata$/.test(name) ? 1 : (only[name] ?? 3));
    expect(elementName(rule('bar:RegSz'))).toBe('bar:RegSz');
  });
});
