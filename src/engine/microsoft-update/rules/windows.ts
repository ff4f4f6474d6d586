import type { RuleNode } from '../../wsus/index.ts';
import type { Architecture, Component, Draft, Target } from '../model.ts';
import { all, any, base, cbs, no, registryKey, registryNumber, registryVersion } from './elements.ts';

/** Values of Processor/@Architecture (Windows' PROCESSOR_ARCHITECTURE_…). */
const processors: Readonly<Record<Exclude<Architecture, 'any'>, string>> = { x86: '0', arm: '5', ia64: '6', x64: '9' };

export function processor(architecture: Architecture): RuleNode[] {
  return architecture === 'any' ? [] : [base('Processor', { Architecture: processors[architecture] })];
}

/** WindowsVersion compares major, minor, build and service pack together; what is left out is not compared. */
function windowsVersion(target: Target, comparison: string, servicePack: number | null): RuleNode {
  const [major = '0', minor = '0', build] = target.version.split('.');
  return base('WindowsVersion', {
    Comparison: comparison, MajorVersion: major, MinorVersion: minor,
    ...(build === undefined ? {} : { BuildNumber: build }),
    ...(servicePack === null ? {} : { ServicePackMajor: String(servicePack), ServicePackMinor: '0' }),
  });
}

/** Workstations have product type 1; servers (3) and domain controllers (2) are all others. */
function productKind(target: Target): RuleNode[] {
  const workstation = base('WindowsVersion', { ProductType: '1' });
  if (target.edition === 'any') return [];
  return [target.edition.startsWith('server') ? no(workstation) : workstation];
}

/** Whether a machine runs this product on this processor, whatever its service pack. */
export function runsWindows(target: Target): RuleNode {
  const version = target.version.startsWith('10.') ? { ...target, version: '10.0' } : target;
  return all([windowsVersion(version, 'EqualTo', null), ...productKind(target), ...processor(target.architecture)]);
}

/** The levels an update can be installed on: exactly those the facts name, since a later service pack contains it. */
function levels(targets: readonly Target[]): RuleNode {
  const seen = new Map(targets.map((target) => [`${target.version} ${target.servicePack}`, target]));
  return any([...seen.values()].map((target) => windowsVersion(target, 'EqualTo', target.servicePack)));
}

/** Folder of the hotfix installer's marks below SOFTWARE\Microsoft\Updates: named after the coming service pack. */
const hotfixFolders: Readonly<Record<string, string>> = {
  'Windows 2000': 'Windows 2000', 'Windows XP': 'Windows XP', 'Windows XP x64 Edition': 'Windows XP Version 2003', 'Windows Server 2003': 'Windows Server 2003',
};

function hotfixMarks(draft: Draft, target: Target): RuleNode {
  const folder = `SOFTWARE\\Microsoft\\Updates\\${hotfixFolders[target.product ?? ''] ?? 'Windows'}`;
  if (draft.component.kind === 'internetExplorer' && Number(draft.component.version) >= 7) {
    return registryKey(`${folder}\\SP0\\KB${draft.kb}-IE${draft.component.version}`);
  }
  const packs = [...new Set(draft.targets.map((one) => (one.servicePack ?? 0) + 1))].toSorted();
  return any(packs.map((pack) => registryKey(`${folder}\\SP${pack}\\KB${draft.kb}`)));
}

function packageIdentities(draft: Draft): RuleNode {
  const processorName = draft.architecture === 'x64' ? 'amd64' : draft.architecture;
  const versions = [...new Set(draft.targets.map((one) => packageVersion(one.version, one.servicePack)))];
  return any(versions.map((version) =>
    cbs('CbsPackageInstalledByIdentity', { PackageIdentity: `Package_for_KB${draft.kb}~31bf3856ad364e35~${processorName}~~${version}` })));
}

/** Package versions begin with the version of Windows and the service pack they are for: 6.1.1.0 is Windows 7 SP1. */
function packageVersion(version: string, servicePack: number | null): string {
  const [major = '6', minor = '0'] = version.split('.');
  return `${major}.${minor}.${servicePack ?? 0}.0`;
}

/** The .NET Framework versions that are part of Windows Vista and later, so that packages update them. */
function isInboxFramework(version: string): boolean {
  return !/^(?:1|4)/.test(version);
}

function frameworkKey(version: string): { key: string; servicePack: number } {
  const servicePack = Number(/SP(\d)/.exec(version)?.[1] ?? 0);
  const names: readonly (readonly [RegExp, string])[] = [
    [/^1\.0/, 'v1.0.3705'], [/^1\.1/, 'v1.1.4322'], [/^2\.0/, 'v2.0.50727'], [/^3\.0/, 'v3.0'], [/^3\.5/, 'v3.5'], [/^4/, 'v4\\Full'],
  ];
  const name = names.find(([pattern]) => pattern.test(version))?.[1] ?? 'v2.0.50727';
  return { key: `SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\${name}`, servicePack };
}

function hasComponent(component: Component): RuleNode[] {
  if (component.kind === 'internetExplorer') return [hasExplorer(component.version)];
  if (component.kind !== 'dotNet') return [];
  const { key, servicePack } = frameworkKey(component.version);
  const present = registryNumber(key, 'Install', 'EqualTo', 1);
  return servicePack === 0 ? [present] : [present, registryNumber(key, 'SP', 'EqualTo', servicePack)];
}

/** Since version 10 "Version" says 9.10 or 9.11 for compatibility and svcVersion is the true one. */
function hasExplorer(version: string): RuleNode {
  const major = Number.parseInt(version, 10);
  const value = major >= 10 ? 'svcVersion' : 'Version';
  const key = 'SOFTWARE\\Microsoft\\Internet Explorer';
  return all([registryVersion(key, value, 'GreaterThanOrEqualTo', `${major}.0.0.0`), registryVersion(key, value, 'LessThan', `${major + 1}.0.0.0`)]);
}

/** IsInstalled and IsInstallable of an update for Windows or one of its components. */
export function windowsRules(draft: Draft, target: Target): { isInstalled: RuleNode; isInstallable: RuleNode } {
  if (draft.servicePack !== undefined) return servicePackRules(draft, target, draft.servicePack);
  const isInstallable = all([levels(draft.targets), ...hasComponent(draft.component)]);
  const hasServicing = Number.parseInt(target.version, 10) >= 6;
  if (draft.component.kind === 'dotNet' && !(hasServicing && isInboxFramework(draft.component.version))) {
    const framework = `Microsoft .NET Framework ${draft.component.version.replace('SP', 'Service Pack ')}`;
    return { isInstallable, isInstalled: registryKey(`SOFTWARE\\Microsoft\\Updates\\${framework}\\KB${draft.kb}`) };
  }
  return { isInstallable, isInstalled: hasServicing ? packageIdentities(draft) : hotfixMarks(draft, target) };
}

function servicePackRules(draft: Draft, target: Target, servicePack: number): { isInstalled: RuleNode; isInstallable: RuleNode } {
  const isInstalled = all([windowsVersion(target, 'EqualTo', null), windowsVersion(target, 'GreaterThanOrEqualTo', servicePack)]);
  return { isInstalled, isInstallable: levels(draft.targets) };
}
