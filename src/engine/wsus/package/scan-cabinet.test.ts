import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { CabError, writeCabinet } from '../cabinet/index.ts';
import { readUpdate, UpdateError, updateOfFragments } from '../metadata/index.ts';
import { damaged, fixture, randomized } from '../test-support.ts';
import { XmlError } from '../xml/index.ts';
import { openScanCabinet, PackageError, type PackageEntry } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'wsusscn2.cab');

async function read(bytes: Uint8Array): Promise<{ count: number; entries: PackageEntry[] }> {
  writeFileSync(file, bytes);
  const opened = await openScanCabinet(file, () => undefined);
  try {
    return { count: opened.count, entries: await Array.fromAsync(opened.entries()) };
  } finally {
    opened.close();
  }
}

test('[SYNC-08] updates of wsusscn2.cab are put together from their fragments; one without fragments is left out', async () => {
  const { count, entries } = await read(fixture('wsusscn2-mini.cab'));
  expect(count).toBe(4);
  expect(entries.map(({ update }) => [update.identity.updateId, update.localizedProperties[0]!.title, update.properties.kbArticleIds, update.properties.msrcSeverity])).toEqual([
    ['0a51549b-4e86-4a26-97d4-9e3567f24ea1', 'Security Update for Windows Server 2012 R2 (KB3019978)', ['654321'], 'Important'],
    ['05a7711a-079e-4fbb-8d1a-9015c92a2ae0', '2020-09 Security Monthly Quality Rollup for Windows Server 2012 R2 for x64-based Systems (KB4577066)', ['765432'], 'Important'],
    ['1c560bb8-276c-41ca-b597-35ae23bf424c', 'Security Update for Windows 8 for x64-based Systems (KB2922229)', ['876543'], 'Important'],
  ]);
  expect(entries[0]!.update).toMatchObject({
    properties: { updateType: 'Software', creationDate: '2017-06-27T00:03:52Z', defaultLanguage: 'en', explicitlyDeployable: true, securityBulletinIds: ['MS00-000'] },
    supersededUpdates: ['022f39ad-6b5c-4f5a-8667-b25f2f3f0069'], bundledUpdates: [{ updateId: 'daad7390-d95c-4fd5-99a0-790dc6a2dc2a', revisionNumber: 201 }],
  });
  for (const { update, xml } of entries) expect(readUpdate(xml)).toEqual(update);
});

test('[SYNC-08] rules and handlers get their namespaces back from the prefixes that survived', () => {
  const update = updateOfFragments({
    core: '<UpdateIdentity UpdateID="0a51549b-4e86-4a26-97d4-9e3567f24ea1" RevisionNumber="1" /><Properties UpdateType="Software" /><ApplicabilityRules><IsInstalled><And><b.WindowsVersion MajorVersion="5" /><m.MsiProductInstalled ProductCode="x" /><CbsPackageInstalledByIdentity PackageIdentity="p" /></And></IsInstalled></ApplicabilityRules>',
    extended: '<ExtendedProperties MaxDownloadSize="7" /><HandlerSpecificData type="cmd:CommandLineInstallation"><InstallCommand Program="a.exe" Arguments="/q" /></HandlerSpecificData>',
    localized: [], properties: {},
  });
  expect(update.handlerData).toMatchObject({ kind: 'commandLine', program: 'a.exe', arguments: '/q' });
  expect(update.properties.maxDownloadSize).toBe(7);
  expect(update.applicability!.isInstalled).toMatchObject({ kind: 'lar', name: 'And', children: [{ kind: 'bar', name: 'WindowsVersion' }, { kind: 'mar', name: 'MsiProductInstalled' }, { kind: 'cbsar', name: 'CbsPackageInstalledByIdentity' }] });
});

test('[SYNC-08] what is no scan cabinet, or a damaged one, ends in a typed error', async () => {
  await expect(read(writeCabinet([{ name: 'a', data: Buffer.from('a') }]))).rejects.toThrow(/holds no index.xml/);
  await randomized('damaged scan cabinets', fc.asyncProperty(damaged([fixture('wsusscn2-mini.cab')]), async (bytes) => {
    const error = await read(bytes).then(() => undefined, (reason: unknown) => reason);
    if (error !== undefined && !(error instanceof PackageError || error instanceof CabError || error instanceof XmlError || error instanceof UpdateError)) throw error;
  }));
});
