import type { Applicability } from '../../wsus/index.ts';
import type { Architecture } from '../model.ts';
import { all, registryKey, registryText, registryVersion } from './elements.ts';
import { processor } from './windows.ts';

/** Rules of a definition update: a product that reads signatures says in the registry which version it has. */
export function definitionRules(product: string, version: string): Applicability {
  const key = `SOFTWARE\\Microsoft\\${product === 'Windows Defender' ? 'Windows Defender' : 'Microsoft Antimalware'}`;
  const isInstalled = registryVersion(`${key}\\Signature Updates`, 'AVSignatureVersion', 'GreaterThanOrEqualTo', version);
  return { isInstalled, isInstallable: registryKey(key), metadata: [] };
}

/** Rules of the removal tool: it leaves an identifier of the month it last ran for. */
export function removalToolRules(architecture: Architecture, updateId: string): Applicability {
  const isInstalled = registryText('SOFTWARE\\Microsoft\\RemovalTools\\MRT', 'Version', updateId.toUpperCase());
  return { isInstalled, isInstallable: all(processor(architecture)), metadata: [] };
}
