import type { RuleNode } from '../../wsus/index.ts';
import { nameBasedId } from '../ids.ts';
import type { Component, Draft, Target } from '../model.ts';
import { all, any, msi, registryKey } from './elements.ts';

interface OfficeRelease {
  /** MSI product codes by role; `%s` is the four digits of the application. */
  readonly productCode: string;
  /** Versions by service pack level, release version first. */
  readonly levels: readonly string[];
  /** Where the same product code exists for 64 bits, the digit group that changes. */
  readonly codeX64?: string;
}

const releases: Readonly<Record<string, OfficeRelease>> = {
  2002: { productCode: '{90110409-6000-11D3-8CFE-0050048383C9}', levels: ['10.0.2627.01', '10.0.3520.0', '10.0.4330.0', '10.0.6626.0'] },
  2003: { productCode: '{90110409-6000-11D3-8CFE-0150048383C9}', levels: ['11.0.5614.0', '11.0.6361.0', '11.0.7969.0', '11.0.8173.0'] },
  2007: { productCode: '{90120000-%s-0000-0000-0000000FF1CE}', levels: ['12.0.4518.1014', '12.0.6215.1000', '12.0.6425.1000', '12.0.6612.1000'] },
  2010: { productCode: '{90140000-%s-0000-0000-0000000FF1CE}', codeX64: '{90140000-%s-0000-1000-0000000FF1CE}', levels: ['14.0.4763.1000', '14.0.6029.1000', '14.0.7015.1000'] },
  2013: { productCode: '{90150000-%s-0000-0000-0000000FF1CE}', codeX64: '{90150000-%s-0000-1000-0000000FF1CE}', levels: ['15.0.4420.1017', '15.0.4569.1506'] },
  2016: { productCode: '{90160000-%s-0000-0000-0000000FF1CE}', codeX64: '{90160000-%s-0000-1000-0000000FF1CE}', levels: ['16.0.4266.1001'] },
};

/** Digits of the single applications in product codes; 0011 is Professional Plus, which contains them. */
const applicationDigits: Readonly<Record<string, string>> = {
  Access: '0015', Excel: '0016', 'SharePoint Designer': '0017', PowerPoint: '0018', Publisher: '0019', Outlook: '001A', Word: '001B',
  Project: '003B', InfoPath: '0044', Visio: '0051', OneNote: '00A1',
};

function productCodes(target: Target, component: Component, release: OfficeRelease): string[] {
  const code = target.architecture === 'x64' && release.codeX64 ? release.codeX64 : release.productCode;
  const own = component.kind === 'office' ? applicationDigits[component.application] : undefined;
  const isSoldAlone = component.kind === 'office' && /Visio|Project|SharePoint/.test(component.application);
  const digits = [...(isSoldAlone ? [] : ['0011']), ...(own === undefined ? [] : [own])];
  return [...new Set(digits.map((one) => code.replace('%s', one)))];
}

/** One product at one level: at least its version, below the next level's. */
function installedAt(code: string, release: OfficeRelease, level: number | null): RuleNode {
  const from = level === null ? undefined : release.levels[level];
  const below = level === null ? undefined : release.levels[level + 1];
  return msi('MsiProductInstalled', {
    ProductCode: code,
    ...(from === undefined ? {} : { VersionMin: from }),
    ...(below === undefined ? {} : { VersionMax: below, ExcludeVersionMax: 'true' }),
  });
}

/** Code of the patch in the package: made from KB and architecture, since the real ones are not known. */
export function patchCode(draft: Draft): string {
  return `{${nameBasedId(`patch ${draft.kb} ${draft.architecture}`).toUpperCase()}}`;
}

function officeRules(draft: Draft, target: Target, release: OfficeRelease): { isInstalled: RuleNode; isInstallable: RuleNode } {
  const codes = productCodes(target, draft.component, release);
  if (draft.servicePack !== undefined) {
    const level = release.levels[draft.servicePack] ?? '';
    return {
      isInstalled: any(codes.map((code) => msi('MsiProductInstalled', { ProductCode: code, VersionMin: level }))),
      isInstallable: any(codes.map((code) => msi('MsiProductInstalled', { ProductCode: code, VersionMax: level, ExcludeVersionMax: 'true' }))),
    };
  }
  const packs = [...new Set(draft.targets.map((one) => one.servicePack))];
  return {
    isInstallable: any(codes.flatMap((code) => packs.map((pack) => installedAt(code, release, pack)))),
    isInstalled: any(codes.map((code) => msi('MsiPatchInstalledForProduct', { PatchCode: patchCode(draft), ProductCode: code }))),
  };
}

/** IsInstalled and IsInstallable of an update for a program that is not part of Windows. */
export function programRules(draft: Draft, target: Target): { isInstalled: RuleNode; isInstallable: RuleNode } {
  const release = target.edition === 'office' ? releases[target.version] : undefined;
  if (release) return officeRules(draft, target, release);
  const product = `SOFTWARE\\Microsoft\\${target.product ?? target.label}`;
  const marks = `SOFTWARE\\Microsoft\\Updates\\${target.product ?? target.label}`;
  if (draft.servicePack !== undefined) {
    return { isInstalled: registryKey(`${marks}\\SP${draft.servicePack}`), isInstallable: registryKey(product) };
  }
  const packs = [...new Set(draft.targets.flatMap((one) => (one.servicePack ? [one.servicePack] : [])))];
  return {
    isInstalled: registryKey(`${marks}\\KB${draft.kb}`),
    isInstallable: packs.length === 0 ? registryKey(product) : all([registryKey(product), any(packs.map((pack) => registryKey(`${marks}\\SP${pack}`)))]),
  };
}
