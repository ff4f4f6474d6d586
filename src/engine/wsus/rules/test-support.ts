import fc from 'fast-check';
import { openCatalogStore, type CatalogStore } from '../catalog-store/index.ts';
import { writeUpdate, type RuleNode, type Update } from '../metadata/index.ts';
import { installerCode, registryOf, windowsFolders, type MachineFacts } from './machine.ts';

export const office2003 = installerCode('90110409-6000-11D3-8CFE-0150048383C9');

/** Windows XP SP2 in English with Office 2003 and Internet Explorer 6. */
export const xp: MachineFacts = {
  windows: { major: 5, minor: 1, build: 2600, servicePackMajor: 2, servicePackMinor: 0, productType: 1, suiteMask: 0x100 },
  architecture: 'x86', processor: { level: 6, revision: 0x0f0b }, language: 'en', muiLanguages: [],
  registry: registryOf({
    'hklm\\software\\microsoft\\internet explorer': {
      Version: { type: 'REG_SZ', data: '6.0.2900.2180' }, Folder: { type: 'REG_EXPAND_SZ', data: '%SystemRoot%\\IE' }, Nowhere: { type: 'REG_EXPAND_SZ', data: '%USERPROFILE%\\IE' },
      Major: { type: 'REG_DWORD', data: 6 }, Languages: { type: 'REG_MULTI_SZ', data: ['en', 'de'] },
    },
    'hklm\\software\\microsoft\\products\\one': { State: { type: 'REG_DWORD', data: 1 } },
    'hklm\\software\\microsoft\\products\\two': { State: { type: 'REG_DWORD', data: 2 } },
    'hklm\\software\\microsoft\\empty': {},
  }),
  files: new Map([
    ['c:\\windows\\system32\\shell32.dll', { version: '6.0.2900.2180', size: 8_384_000, created: Date.UTC(2004, 7, 4), modified: Date.UTC(2004, 7, 4) }],
    ['c:\\windows\\ie\\iexplore.exe', { version: '6.0.2900.2180' }],
    ['c:\\windows\\unread.dat', {}],
  ]),
  folders: windowsFolders('x86'),
  msiProducts: new Map([[office2003, { version: '11.0.7969.0', language: 1033, features: ['wordfiles'], patches: ['{00000000-0000-0000-0000-000000000001}'] }]]),
  cbsPackages: new Set(),
};

export const server2003x64: MachineFacts = {
  ...xp, windows: { ...xp.windows, minor: 2, build: 3790, productType: 3, suiteMask: 0x110 }, architecture: 'x64', language: 'de-de', muiLanguages: ['en-us'], folders: windowsFolders('x64'),
};

export const windows7: MachineFacts = {
  ...xp, windows: { ...xp.windows, major: 6, minor: 1, build: 7601, servicePackMajor: 1 }, architecture: 'x64', folders: windowsFolders('x64'),
  cbsPackages: new Set(['package_for_kb2621440~31bf3856ad364e35~amd64~~6.1.1.0', 'microsoft-windows-foundation-package~31bf3856ad364e35~amd64~~6.1.7601.17514']),
};

/** A rule by "kind:Name". */
export function rule(name: string, attributes: Readonly<Record<string, string>> = {}, children: readonly (RuleNode | string)[] = []): RuleNode {
  const [kind = '', local = ''] = name.split(':');
  return { kind, name: local, attributes, children };
}

/** Attributes of a key below SOFTWARE. */
export const key = (name: string) => ({ Key: 'HKLM', Subkey: `SOFTWARE\\${name}` });

/** Ids by a number or a letter. */
export const id = (name: string | number): string => `00000000-0000-4000-8000-${String(name).padStart(12, '0')}`;

interface Described {
  readonly id: string;
  readonly revision?: number;
  readonly updateType?: Update['properties']['updateType'];
  readonly isInstalled?: RuleNode;
  readonly isInstallable?: RuleNode;
  readonly isSuperseded?: RuleNode;
  readonly prerequisites?: Update['prerequisites'];
  readonly members?: readonly string[];
  readonly supersedes?: readonly string[];
  readonly deployable?: boolean;
  readonly expired?: boolean;
}

export function described(one: Described): Update {
  const rules = { ...(one.isInstalled && { isInstalled: one.isInstalled }), ...(one.isInstallable && { isInstallable: one.isInstallable }), ...(one.isSuperseded && { isSuperseded: one.isSuperseded }) };
  return {
    identity: { updateId: one.id, revisionNumber: one.revision ?? 1 },
    properties: {
      updateType: one.updateType ?? 'Software', publicationState: one.expired ? 'Expired' : 'Published', explicitlyDeployable: one.deployable ?? true, creationDate: '2009-01-13T18:00:00Z',
      languages: [], securityBulletinIds: [], kbArticleIds: ['958644'], cveIds: [],
    },
    localizedProperties: [{ language: 'en', title: `Update ${one.id}`, moreInfoUrls: [] }],
    prerequisites: one.prerequisites ?? [], bundledUpdates: (one.members ?? []).map((updateId) => ({ updateId, revisionNumber: 1 })), supersededUpdates: one.supersedes ?? [], files: [],
    ...(Object.keys(rules).length > 0 && { applicability: { ...rules, metadata: [] } }),
  };
}

export function put(store: CatalogStore, updates: readonly Update[]): CatalogStore {
  const staged = store.beginImport();
  for (const update of updates) staged.put({ update, xml: writeUpdate(update), arrivedAt: 1 });
  staged.commit();
  return store;
}

export const storeOf = (updates: readonly Update[]): CatalogStore => put(openCatalogStore(':memory:'), updates);

const { integer, constantFrom, array, record, oneof, tuple } = fc;
const comparisons = constantFrom('LessThan', 'EqualTo', 'GreaterThanOrEqualTo', 'GreaterThan');
const few = integer({ min: 0, max: 3 });

/** Questions about things that installations change, on few places, so that updates meet there. */
const questions: fc.Arbitrary<RuleNode> = oneof(
  few.map((n) => rule('bar:RegKeyExists', key(`k${n}`))),
  few.map((n) => rule('bar:RegKeyExists', key(`k${n}\\below`))),
  tuple(comparisons, few).map(([Comparison, n]) => rule('bar:RegDword', { ...key('values'), Value: 'Number', Comparison, Data: String(n) })),
  tuple(comparisons, few).map(([Comparison, n]) => rule('bar:RegSzToVersion', { ...key('values'), Value: 'Version', Comparison, Data: `1.${n}` })),
  few.map((n) => rule('bar:RegSz', { ...key('values'), Value: 'Version', Comparison: 'EqualTo', Data: `text ${n}` })),
  few.map((n) => rule('bar:RegSz', { ...key('values'), Value: 'Folder', Comparison: 'EqualTo', Data: `c:\\${n}` })),
  tuple(comparisons, few).map(([Comparison, n]) => rule('bar:FileVersion', { Path: 'c:\\1\\a.dll', Comparison, Version: `1.${n}` })),
  tuple(comparisons, few).map(([Comparison, n]) => rule('bar:FileVersionPrependRegSz', { ...key('values'), Value: 'Folder', Path: 'a.dll', Comparison, Version: `1.${n}` })),
  few.map((n) => rule('cbsar:CbsPackageInstalledByIdentity', { PackageIdentity: `package~${n}` })),
  few.map((n) => rule('mar:MsiProductInstalled', { ProductCode: office2003, VersionMin: `11.0.${7968 + n}.0` })),
  few.map((n) => rule('mar:MsiPatchInstalledForProduct', { ProductCode: office2003, PatchCode: `{${n}}` })),
  tuple(comparisons, few).map(([Comparison, n]) => rule('bar:WindowsVersion', { Comparison, MajorVersion: '5', MinorVersion: '1', ServicePackMajor: String(n) })),
  constantFrom('Any', 'All').map((TrueIf) => rule('bar:RegKeyLoop', { ...key('k1'), TrueIf }, [rule('bar:RegKeyExists', { Subkey: 'x' })])),
  constantFrom(rule('lar:True'), rule('lar:False'), rule('bar:NFC')),
);
const { rules } = fc.letrec<{ rules: RuleNode }>((tie) => ({
  rules: oneof(
    { depthSize: 'small', withCrossShrink: true }, questions,
    tuple(constantFrom('lar:And', 'lar:Or'), array(tie('rules'), { minLength: 1, maxLength: 3 })).map(([name, children]) => rule(name, {}, children)),
    tie('rules').map((inner) => rule('lar:Not', {}, [inner])),
  ),
}));

/** Catalogs of a dozen documents that stand on, bundle and supersede each other. */
export const catalogs: fc.Arbitrary<Update[]> = array(
  record({ isInstalled: rules, isInstallable: rules, isSuperseded: constantFrom(rule('lar:False'), rule('bar:RegKeyExists', key('k3'))), kind: few, isDeployable: integer({ min: 0, max: 3 }), isExpired: integer({ min: 0, max: 3 }), below: array(integer({ min: 0, max: 11 }), { maxLength: 2 }), replaces: array(integer({ min: 0, max: 11 }), { maxLength: 2 }) }),
  { minLength: 1, maxLength: 12 },
).map((list) => list.map(({ isInstalled, isInstallable, isSuperseded, kind, isDeployable, isExpired, below, replaces }, index) => {
  const earlier = (numbers: readonly number[]) => [...new Set(numbers.filter((number) => number < index))].map(id);
  const common = { id: id(index), deployable: isDeployable > 0, expired: isExpired === 0 };
  if (kind === 0) return described({ id: id(index), updateType: 'Detectoid', isInstalled, prerequisites: earlier(below) });
  if (kind === 1 && earlier(below).length > 0) return described({ ...common, members: earlier(below), supersedes: earlier(replaces) });
  return described({ ...common, isInstalled, isInstallable, isSuperseded, prerequisites: kind === 2 ? earlier(below) : [], supersedes: earlier(replaces) });
}));
