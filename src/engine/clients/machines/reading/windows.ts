import type { ProductType } from './model.ts';

const workstations: Readonly<Record<string, string>> = {
  '5.0': 'Windows 2000', '5.1': 'Windows XP', '5.2': 'Windows XP x64 Edition', '6.0': 'Windows Vista', '6.1': 'Windows 7', '6.2': 'Windows 8', '6.3': 'Windows 8.1',
};
const servers: Readonly<Record<string, string>> = {
  '5.0': 'Windows 2000', '5.2': 'Windows Server 2003', '6.0': 'Windows Server 2008', '6.1': 'Windows Server 2008 R2', '6.2': 'Windows Server 2012', '6.3': 'Windows Server 2012 R2',
};
/** Servers of version 10 by their first build. */
const laterServers: readonly (readonly [number, string])[] = [
  [26100, 'Windows Server 2025'], [20348, 'Windows Server 2022'], [17763, 'Windows Server 2019'], [0, 'Windows Server 2016'],
];

/** The product a version of Windows is sold as ("6.1.7601" → "Windows 7"); undefined for one that was never sold as such. */
export function operatingSystemOf(version: string, productType: ProductType): string | undefined {
  const [major, minor, build] = version.split('.').map(Number);
  if (major === 10) {
    if (productType === 1) return (build ?? 0) >= 22000 ? 'Windows 11' : 'Windows 10';
    return laterServers.find(([first]) => (build ?? 0) >= first)?.[1];
  }
  return (productType === 1 ? workstations : servers)[`${major}.${minor}`];
}

/** "Microsoftr Windows VistaT Enterprise " → "Microsoft Windows Vista Enterprise": the marks in what a code page without them leaves. */
export function plainCaption(caption: string): string {
  return caption
    .replaceAll(/\((?:R|TM)\)|[®™]/g, '')
    .replace(/\bMicrosoftr\b/, 'Microsoft').replace(/\bVistaT\b/, 'Vista').replace(/\bServerr\b/, 'Server')
    .replaceAll(/[\s\u00a0]+/g, ' ').trim();
}
