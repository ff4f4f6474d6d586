import { installerCode, registryOf, registryPath, windowsFolders, type FileFacts, type MachineFacts, type MsiProduct, type RegistryValue } from '../../../wsus/index.ts';
import type { MachineProfile, Program, ProgramKind } from './facts.ts';

/** Names of the programs a computer has; null: none of that kind. */
export type PlatformChoices = Readonly<Record<Exclude<ProgramKind, 'part'>, string | null>>;

/** Of two computers with the same text the platform is the same, so its rules are prepared once. */
export function platformIdOf(profile: MachineProfile, { explorer, framework, office, database }: PlatformChoices): string {
  return [profile.release, profile.language, explorer, framework, office, database].map((part) => part ?? '-').join(' / ');
}

/** Programs that run on this computer. */
export const programsOn = (programs: readonly Program[], { operatingSystem, productType }: MachineProfile): Program[] =>
  programs.filter(({ runsOn, kind }) => runsOn.includes(operatingSystem) && kind !== (productType === 1 ? 'database' : 'office'));

/**
 * A computer as applicability rules see it, without its updates. Windows is what the sample says; programs, files and what else
 * rules may ask for are generated.
 */
export function platformOf(profile: MachineProfile, choices: PlatformChoices, programs: readonly Program[]): MachineFacts {
  const [major = 0, minor = 0, build = 0] = profile.version.split('.').map(Number);
  const { architecture, servicePack, productType, language } = profile;
  const chosen = programsOn(programs, profile).filter(({ kind, name }) => kind === 'part' || choices[kind] === name);
  return {
    windows: { major, minor, build, servicePackMajor: servicePack, servicePackMinor: 0, productType, suiteMask: productType === 1 ? 0x100 : 0x110 },
    architecture, language, muiLanguages: [],
    registry: registryOf(registryKeys(profile, build, chosen)),
    files: filesOf(profile, chosen), folders: windowsFolders(architecture),
    msiProducts: new Map(chosen.flatMap(({ products }) => products).map(({ code, version }): [string, MsiProduct] => [installerCode(code), { version, language: 1033, patches: [] }])),
    cbsPackages: new Set(), hardware: { memory: 2048 },
  };
}

type Keys = Record<string, Record<string, RegistryValue>>;

function registryKeys({ version, caption, servicePack, architecture }: MachineProfile, build: number, chosen: readonly Program[]): Keys {
  const text = (data: string): RegistryValue => ({ type: 'REG_SZ', data });
  const keys: Keys = {
    [machineKey('SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion')]: {
      ProductName: text(caption), CurrentVersion: text(version.split('.').slice(0, 2).join('.')), CurrentBuildNumber: text(String(build)),
      ...(servicePack > 0 ? { CSDVersion: text(`Service Pack ${servicePack}`) } : {}),
    },
    [machineKey('SYSTEM\\CurrentControlSet\\Control\\Windows')]: { CSDVersion: { type: 'REG_DWORD', data: servicePack * 256 } },
    [machineKey('SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment')]: { PROCESSOR_ARCHITECTURE: text(architecture === 'x64' ? 'AMD64' : architecture) },
  };
  for (const { path, values } of chosen.flatMap((program) => program.keys)) {
    const entries = Object.fromEntries(Object.entries(values).map(([name, data]) => [name, typeof data === 'number' ? { type: 'REG_DWORD' as const, data } : text(data)]));
    keys[machineKey(path)] = entries;
    // Programs with parts of both kinds leave their marks in both views.
    if (architecture !== 'x86') keys[machineKey(path.replace(/^SOFTWARE\\/, 'SOFTWARE\\Wow6432Node\\'))] = entries;
  }
  return keys;
}

const machineKey = (path: string): string => registryPath('HKEY_LOCAL_MACHINE', path);

/** Some files of Windows in the version of its release, and what displays pages in that of Internet Explorer. */
function filesOf({ version }: MachineProfile, chosen: readonly Program[]): Map<string, FileFacts> {
  const explorer = chosen.find(({ kind }) => kind === 'explorer')?.keys[0]?.values;
  const pages = explorer?.['svcVersion'] ?? explorer?.['Version'];
  const files = ['kernel32.dll', 'ntdll.dll', 'shell32.dll', 'user32.dll', 'gdi32.dll', 'win32k.sys'].map((name): [string, FileFacts] => [`c:\\windows\\system32\\${name}`, { version: `${version}.0` }]);
  if (typeof pages === 'string') for (const name of ['mshtml.dll', 'wininet.dll', 'urlmon.dll']) files.push([`c:\\windows\\system32\\${name}`, { version: pages }]);
  return new Map(files);
}
