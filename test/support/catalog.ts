import { createHash } from 'node:crypto';
import { writeUpdate, type CatalogStore, type CategoryType, type Update } from '../../src/engine/wsus/index.ts';

/** Real category ids where the product names them; the rest are made from a name. */
export const ids = {
  microsoft: '56309036-4c77-4dd9-951a-99ee9c246a94',
  windows: '6964aab4-c5b5-43bd-a17d-ffb4346a8e1d',
  office: '477b856e-65c4-4473-b621-a8b230bb70d9',
  windowsXp: '558f4bc3-4827-49e1-accf-ea79fd72d4c9',
  windows7: 'bfe5b177-a086-47a0-b102-097e4fa1f807',
  office2007: '041e4f9f-3a3d-4f58-8b2f-5e6fe95c4591',
  sqlServer: nameId('SQL Server'),
  sqlServer2005: '60916385-7546-4e9b-836e-79d65e517bab',
  critical: 'e6cf1350-c01b-414d-a61f-263d14d133b4',
  security: '0fa1201d-4330-4fa8-8ae9-b877473b6441',
  servicePacks: '68c5b0a3-d1a6-4553-ae49-01d3a7827828',
  rollups: '28bc880e-0592-4cbf-8f95-c79b17911d5f',
  definitions: 'e0789628-ce08-4437-be74-2495b842f43b',
  infrastructure: '051f8713-e600-4bee-b7b7-690d43c78948',
} as const;

export function nameId(name: string): string {
  const h = createHash('sha1').update(name).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

const LAB_START = Date.UTC(2013, 0, 7, 8, 0, 0);
const DAY = 86_400_000;

export function category(id: string, title: string, categoryType: CategoryType, parent?: string): Update {
  return {
    identity: { updateId: id, revisionNumber: 1 },
    properties: { updateType: 'Category', defaultLanguage: 'en', publicationState: 'Published', languages: [], kbArticleIds: [], securityBulletinIds: [], cveIds: [] },
    localizedProperties: [{ language: 'en', title, moreInfoUrls: [] }],
    prerequisites: parent === undefined ? [] : [{ anyOf: [parent], isCategory: true }],
    bundledUpdates: [],
    supersededUpdates: [],
    files: [],
    handlerData: { kind: 'category', categoryType },
  };
}

export interface UpdateFacts {
  kb: string;
  product: string;
  classification: string;
  title?: string;
  bulletin?: string;
  severity?: 'Critical' | 'Important' | 'Moderate' | 'Low';
  revision?: number;
  supersedes?: string[];
  expired?: boolean;
  releasedAt?: number;
  deployable?: boolean;
  bundles?: string[];
  /** Languages its files are for; left out: all. */
  languages?: string[];
  /** The Windows it is for, "5.1"; installed when its mark is in the registry (W§5). Left out: no rules. */
  windows?: string;
  /** Has license terms. */
  licence?: boolean;
  /** Its files; left out: one that nothing serves. */
  files?: { file: Update['files'][number]; url: string }[];
  /** Titles by language, beside the English one. */
  titles?: Record<string, string>;
}

export const updateId = (kb: string) => nameId(`update ${kb}`);

const rule = (name: string, attributes: Record<string, string>) => ({ kind: 'bar', name, attributes, children: [] });

/** Where an installed update of these tests leaves its mark. */
export const markOf = (kb: string) => `SOFTWARE\\Microsoft\\Updates\\Test\\KB${kb}`;

function rulesFor({ kb, windows = '' }: UpdateFacts): Update['applicability'] {
  const [MajorVersion = '', MinorVersion = ''] = windows.split('.');
  return {
    isInstalled: rule('RegKeyExists', { Key: 'HKEY_LOCAL_MACHINE', Subkey: markOf(kb) }),
    isInstallable: rule('WindowsVersion', { Comparison: 'EqualTo', MajorVersion, MinorVersion }),
    metadata: [],
  };
}

export function update(facts: UpdateFacts): Update {
  const digest = createHash('sha1').update(facts.kb).digest('base64');
  return {
    identity: { updateId: updateId(facts.kb), revisionNumber: facts.revision ?? 100 },
    properties: {
      updateType: 'Software', defaultLanguage: 'en', publicationState: facts.expired ? 'Expired' : 'Published',
      creationDate: new Date(facts.releasedAt ?? LAB_START - 30 * DAY).toISOString(), explicitlyDeployable: facts.deployable ?? true, eulaId: facts.licence ? nameId('license terms') : undefined,
      msrcSeverity: facts.severity, languages: facts.languages ?? [], kbArticleIds: [facts.kb], securityBulletinIds: facts.bulletin ? [facts.bulletin] : [], cveIds: ['CVE-2012-0001'],
      installationBehavior: { rebootBehavior: 'CanRequestReboot' },
    },
    localizedProperties: [
      { language: 'en', title: facts.title ?? `Security Update (KB${facts.kb})`, description: 'A security issue has been identified.', moreInfoUrls: [] },
      ...Object.entries(facts.titles ?? {}).map(([language, title]) => ({ language, title, description: `Description in ${language}.`, moreInfoUrls: [] })),
    ],
    prerequisites: [{ anyOf: [facts.product], isCategory: true }, { anyOf: [facts.classification], isCategory: true }],
    bundledUpdates: (facts.bundles ?? []).map((kb) => ({ updateId: updateId(kb), revisionNumber: 100 })),
    supersededUpdates: (facts.supersedes ?? []).map(updateId),
    ...(facts.windows === undefined ? {} : { applicability: rulesFor(facts) }),
    files: facts.files?.map((one) => one.file) ?? [{ digest, digestAlgorithm: 'SHA1', fileName: `kb${facts.kb}.exe`, size: 4096 }],
  };
}

export const categories: Update[] = [
  category(ids.microsoft, 'Microsoft', 'Company'),
  category(ids.windows, 'Windows', 'ProductFamily', ids.microsoft),
  category(ids.office, 'Office', 'ProductFamily', ids.microsoft),
  category(ids.sqlServer, 'SQL Server', 'ProductFamily', ids.microsoft),
  category(ids.windowsXp, 'Windows XP', 'Product', ids.windows),
  category(ids.windows7, 'Windows 7', 'Product', ids.windows),
  category(ids.office2007, 'Office 2007', 'Product', ids.office),
  category(ids.sqlServer2005, 'SQL Server 2005', 'Product', ids.sqlServer),
  category(ids.critical, 'Critical Updates', 'UpdateClassification'),
  category(ids.security, 'Security Updates', 'UpdateClassification'),
  category(ids.servicePacks, 'Service Packs', 'UpdateClassification'),
  category(ids.rollups, 'Update Rollups', 'UpdateClassification'),
  category(ids.definitions, 'Definition Updates', 'UpdateClassification'),
  category(ids.infrastructure, 'WSUS Infrastructure Updates', 'UpdateClassification'),
];

/** Makes updates public at a moment of site time. */
export function publish(store: CatalogStore, updates: readonly Update[], at = LAB_START - DAY, urlOf = (fileName: string) => `http://download.example/${fileName}`) {
  const staged = store.beginImport();
  for (const one of updates) {
    staged.put({ update: one, xml: writeUpdate(one), arrivedAt: at, files: one.files.map((f) => ({ digest: f.digest, url: urlOf(f.fileName), size: f.size })) });
  }
  staged.commit();
}
