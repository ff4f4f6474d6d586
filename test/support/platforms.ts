import { installerCode, registryOf, windowsFolders, type MachineFacts } from '../../src/engine/wsus/index.ts';

const xp: MachineFacts = {
  windows: { major: 5, minor: 1, build: 2600, servicePackMajor: 2, servicePackMinor: 0, productType: 1, suiteMask: 0x100 }, architecture: 'x86', language: 'en', muiLanguages: [], files: new Map(), cbsPackages: new Set(),
  folders: windowsFolders('x86'), msiProducts: new Map([[installerCode('90110409-6000-11D3-8CFE-0150048383C9'), { version: '11.0.7969.0', language: 1033, patches: [] }]]),
  registry: registryOf({ 'hklm\\software\\microsoft\\internet explorer': { Version: { type: 'REG_SZ', data: '6.0.2900.2180' } }, 'hklm\\software\\microsoft\\windows defender': {} }),
};
/** Computers of the era, freshly installed. */
export const platforms: Readonly<Record<string, MachineFacts>> = {
  'Windows XP SP2': xp,
  'Windows Server 2003 x64': { ...xp, windows: { ...xp.windows, minor: 2, productType: 3 }, architecture: 'x64', folders: windowsFolders('x64') },
  'Windows Vista': { ...xp, windows: { ...xp.windows, major: 6, minor: 0, servicePackMajor: 1 } },
  'Windows 7 x64': { ...xp, windows: { ...xp.windows, major: 6, minor: 1, servicePackMajor: 1 }, architecture: 'x64', folders: windowsFolders('x64') },
  'Windows 2000': { ...xp, windows: { ...xp.windows, major: 5, minor: 0, servicePackMajor: 3 } },
};
