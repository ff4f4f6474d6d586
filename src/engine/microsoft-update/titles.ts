import type { Architecture, Component, Target } from './model.ts';
import { isWindows } from './model.ts';

const windows10Releases: Readonly<Record<string, string>> = { '10.0.10586': ' Version 1511', '10.0.14393': ' Version 1607' };

/** Windows as Microsoft's titles name it: "Windows Vista for x64-based Systems", "Windows Server 2008 x64 Edition". */
export function windowsLabel(target: Target): string {
  const product = target.product ?? target.label;
  const name = product === 'Windows 10' ? `Windows 10${windows10Releases[target.version] ?? ''}` : product;
  if (target.architecture === 'ia64') return `${name} for Itanium-based Systems`;
  if (target.architecture !== 'x64' || /2012|2016|x64/.test(name)) return name;
  return name.includes('Server') ? `${name} x64 Edition` : `${name} for x64-based Systems`;
}

/** "32-Bit Edition" of the Office releases that come in both. */
export function officeEdition(version: string, architecture: Architecture): string {
  if (Number(version) < 2010 || (architecture !== 'x86' && architecture !== 'x64')) return '';
  return ` ${architecture === 'x64' ? '64' : '32'}-Bit Edition`;
}

/**
 * The title of a security update in Microsoft's pattern (known from 679 real titles), for example
 * "Security Update for Windows XP (KB958644)". `bulletin` is the bulletin's own title.
 */
export function securityTitle(kb: string, target: Target, component: Component, bulletin: string): string {
  const cumulative = /^cumulative/i.test(bulletin) ? 'Cumulative ' : '';
  if (component.kind === 'dotNet') return dotNetTitle(kb, target, component.version);
  if (isWindows(target)) {
    const explorer = component.kind === 'internetExplorer' ? `${explorerLabel(component.version, target)} for ` : '';
    const all = target.version.startsWith('10.') && cumulative && !explorer ? 'Cumulative Update' : `${explorer ? cumulative : ''}Security Update`;
    return `${all} for ${explorer}${windowsLabel(target)} (KB${kb})`;
  }
  const edition = target.edition === 'office' ? officeEdition(target.version, target.architecture) : '';
  return `Security Update for ${programLabel(target, component)}${systems(target)} (KB${kb})${edition}`;
}

const severalSystems = /^(?:sql|runtime|component|developer)/;

/** " for x64-based Systems": the packages of these programs are one per architecture; the others exist for one only. */
export function systems(target: Target): string {
  if (target.edition === 'office-server' && target.version < '2010' && target.architecture === 'x64') return ' 64-Bit Edition';
  if (!severalSystems.test(target.edition)) return '';
  return target.architecture === 'x64' ? ' for x64-based Systems' : target.architecture === 'ia64' ? ' for Itanium-based Systems' : '';
}

/** The Internet Explorer that came with Windows XP and Server 2003 has no number in titles. */
function explorerLabel(version: string, target: Target): string {
  if (version === '6') return target.version === '5.0' ? 'Internet Explorer 6 Service Pack 1' : 'Internet Explorer';
  return version.startsWith('5') ? 'Internet Explorer 5.01 Service Pack 4' : `Internet Explorer ${version}`;
}

function dotNetTitle(kb: string, target: Target, version: string): string {
  const framework = `Microsoft .NET Framework ${version}`;
  if (Number.parseInt(target.version, 10) < 6 && !version.startsWith('4')) return `${framework} Security Update for ${windowsLabel(target)} (KB${kb})`;
  return `Security Update for ${framework} on ${windowsLabel(target)} (KB${kb})`;
}

function programLabel(target: Target, component: Component): string {
  if (target.edition === 'office') return officeLabel(target, component);
  if (target.edition.startsWith('sql') && target.servicePack !== null && !target.label.includes('Service Pack')) {
    return `${target.label.replace('Microsoft SQL', 'SQL')} Service Pack ${target.servicePack}`;
  }
  if (target.product === 'Silverlight') return 'Microsoft Silverlight';
  return target.label;
}

/** Programs of the Office products that are not one of the suite's applications. */
const hasOwnName = /Viewer|Compatibility Pack|Converter|Works|Lync|Skype|Communicator|Live Meeting|Filter Pack|Pinyin|Groove|Workspace|Web Components/;

/** Since Office 2010 the applications are "Microsoft Word 2010", before that "Microsoft Office Word 2007". */
function officeLabel(target: Target, component: Component): string {
  if (hasOwnName.test(target.label) || component.kind !== 'office') return target.label;
  const year = target.version === '' ? '' : ` ${target.version}`;
  const office = target.version === '2003' || target.version === '2007' ? 'Office ' : '';
  return `Microsoft ${office}${component.application}${year}`;
}
