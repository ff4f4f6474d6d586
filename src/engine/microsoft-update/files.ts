import { createHash } from 'node:crypto';
import type { UpdateFile } from '../wsus/index.ts';
import { isWindows, type Architecture, type Component, type DraftFile, type Target } from './model.ts';
import { payloadFor } from './payload.ts';

/** Where content is said to be; the name is reserved (RFC 2606), so that nothing is ever asked of a real host. */
export const CONTENT_HOST = 'content.patchbay.example';

/** Files by KB whose real names are known. */
export type KnownFiles = ReadonlyMap<string, readonly string[]>;

/** A file of the bundled catalog: digests, size and address are those of `payloadFor("<folder>/<file name>", size)` (decision 0017). */
export function payloadFile(folder: string, fileName: string, size?: number): { file: Pick<UpdateFile, 'digest' | 'digestAlgorithm' | 'fileName' | 'size' | 'sha256'>; url: string } {
  const content = payloadFor(`${folder}/${fileName}`, size);
  return {
    file: {
      digest: createHash('sha1').update(content).digest('base64'), digestAlgorithm: 'SHA1', fileName, size: content.length,
      sha256: createHash('sha256').update(content).digest('base64'),
    },
    url: `http://${CONTENT_HOST}/${folder}/${content.length}/${encodeURIComponent(fileName)}`,
  };
}

/** The one file of a generated update. */
export function generatedFile(updateId: string, fileName: string, publishedAt: number): DraftFile {
  const { file, url } = payloadFile(updateId, fileName);
  return { file: { ...file, modified: new Date(publishedAt).toISOString(), patchingType: 'SelfContained' }, url };
}

/** The real name where one is known for the KB and architecture, else one in the pattern of the product's packages. */
export function packageName(kb: string, target: Target, component: Component, known: KnownFiles): string {
  const composed = isWindows(target) ? windowsPackage(kb, target, component) : programPackage(kb, target, component);
  const start = composed.slice(0, composed.toLowerCase().indexOf('kb')).toLowerCase();
  const names = (known.get(kb) ?? []).map((name) => ({ name, lower: name.toLowerCase() }));
  const candidates = names.filter(({ lower }) => lower.startsWith(start) && lower.includes(architectureTag(target.architecture)));
  return candidates.length === 1 && candidates[0] ? candidates[0].name : composed;
}

function architectureTag(architecture: Architecture): string {
  return architecture === 'any' ? '' : architecture;
}

const oldWindows: Readonly<Record<string, string>> = {
  'Windows 2000': 'Windows2000', 'Windows XP': 'WindowsXP', 'Windows XP x64 Edition': 'WindowsServer2003.WindowsXP', 'Windows Server 2003': 'WindowsServer2003',
};

function windowsPackage(kb: string, target: Target, component: Component): string {
  const architecture = architectureTag(target.architecture);
  if (component.kind === 'dotNet' && (Number.parseInt(target.version, 10) < 6 || component.version.startsWith('4'))) {
    return `NDP${component.version.replaceAll(/[. /]/g, '')}-KB${kb}-${architecture}.exe`;
  }
  const old = oldWindows[target.product ?? ''];
  if (old === undefined || target.version.startsWith('10.')) {
    const [major = '6', minor = '0'] = target.version.split('.');
    const name = target.version === '6.2' ? 'Windows8-RT' : target.version === '6.3' ? 'Windows8.1' : `Windows${major}.${minor}`;
    return `${explorerPrefix(component, 9)}${name}-KB${kb}-${architecture}.cab`;
  }
  const name = target.architecture === 'x64' && old === 'WindowsServer2003' ? 'WindowsServer2003.WindowsXP' : old;
  return `${explorerPrefix(component, 7)}${name}-KB${kb}-${architecture}-ENU.exe`;
}

/** Internet Explorers that did not come with the system have packages of their own name. */
function explorerPrefix(component: Component, from: number): string {
  return component.kind === 'internetExplorer' && Number.parseInt(component.version, 10) >= from ? `IE${Number.parseInt(component.version, 10)}-` : '';
}

function programPackage(kb: string, target: Target, component: Component): string {
  const architecture = target.architecture === 'any' ? '' : `-${target.architecture}`;
  if (!target.edition.startsWith('office')) return `${target.label.replaceAll(/[^A-Za-z0-9.]/g, '')}-KB${kb}${architecture}.exe`;
  if (target.version === '2002') return `officexp-KB${kb}-FullFile-ENU.exe`;
  if (target.version === '2003') return `office2003-KB${kb}-FullFile-ENU.exe`;
  const application = component.kind === 'office' ? component.application.replaceAll(' ', '').toLowerCase() : 'office';
  return `${application}${target.version}-kb${kb}-fullfile${architecture}-glb.cab`;
}
