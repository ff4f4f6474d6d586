/**
 * A computer as applicability rules see it (W§5): plain data that can cross threads. What is left out is not known, and a rule
 * that asks for it gets no answer; a key, file, package or product that is not listed is not there.
 */
export interface MachineFacts {
  readonly windows: WindowsFacts;
  readonly architecture: MachineArchitecture;
  /** Processor/@Level and @Revision. */
  readonly processor?: { readonly level: number; readonly revision: number };
  /** "en", "zh-tw"; lower case. */
  readonly language: string;
  /** Languages of the multilingual user interface; lower case. */
  readonly muiLanguages: readonly string[];
  /**
   * Keys by path as `registryPath` writes it; each with its values by lower-case name, '' being the default value. Every key above
   * a key is a key too: `registryOf` sees to it. The 32-bit view of a 64-bit machine is what stands below SOFTWARE\Wow6432Node.
   */
  readonly registry: ReadonlyMap<string, RegistryValues>;
  /** By lower-case path: "c:\windows\system32\shell32.dll". */
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Paths of the special folders by CSIDL (36 Windows, 37 System32, 38 Program Files …), lower case. */
  readonly folders: Readonly<Record<number, string>>;
  /** By product code as `installerCode` writes it. */
  readonly msiProducts: ReadonlyMap<string, MsiProduct>;
  /** Identities of packages of the servicing stack: "package_for_kb2621440~31bf3856ad364e35~amd64~~6.1.1.0"; lower case. */
  readonly cbsPackages: ReadonlySet<string>;
  readonly hardware?: HardwareFacts;
  /** Answers to WMI queries: whether a query finds anything, by "namespace|query" in lower case. */
  readonly wmi?: ReadonlyMap<string, boolean>;
  /** GetSystemMetrics by index. */
  readonly systemMetrics?: ReadonlyMap<number, number>;
  /** Values of the licence policy by lower-case name. */
  readonly licenseDwords?: ReadonlyMap<string, number>;
  readonly cluster?: { readonly clustered: boolean; readonly resources: readonly string[] };
}

export type MachineArchitecture = 'x86' | 'x64' | 'ia64' | 'arm';

export interface WindowsFacts {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
  readonly servicePackMajor: number;
  readonly servicePackMinor: number;
  /** 1 workstation, 2 domain controller, 3 server. */
  readonly productType: 1 | 2 | 3;
  /** Bits of OSVERSIONINFOEX. */
  readonly suiteMask: number;
}

export type RegistryValue =
  | { readonly type: 'REG_SZ' | 'REG_EXPAND_SZ'; readonly data: string }
  | { readonly type: 'REG_DWORD'; readonly data: number }
  | { readonly type: 'REG_MULTI_SZ'; readonly data: readonly string[] }
  /** Only that they are there can be asked. */
  | { readonly type: 'REG_BINARY' | 'REG_QWORD' };

export type RegistryValues = ReadonlyMap<string, RegistryValue>;

/** What is left out is not known. */
export interface FileFacts {
  readonly version?: string;
  /** Bytes. */
  readonly size?: number;
  /** ms UTC */
  readonly created?: number;
  /** ms UTC */
  readonly modified?: number;
}

export interface MsiProduct {
  readonly version: string;
  /** LCID; 0 is neutral. */
  readonly language: number;
  /** Names in lower case. */
  readonly features?: readonly string[];
  /** Component codes as `installerCode` writes them. */
  readonly components?: readonly string[];
  /** Patch codes as `installerCode` writes them. */
  readonly patches: readonly string[];
}

export interface HardwareFacts {
  /** MB */
  readonly memory?: number;
  /** MB */
  readonly videoMemory?: number;
  /** "11.1"; '' where there is none. */
  readonly direct3D?: string;
  /** Ids in lower case. */
  readonly sensors?: readonly string[];
  readonly nfc?: boolean;
  readonly camera?: boolean;
  readonly devices?: readonly DeviceFacts[];
}

export interface DeviceFacts {
  /** Hardware and compatible ids in lower case. */
  readonly hardwareIds: readonly string[];
  /** `date` in ms UTC. */
  readonly driver?: { readonly date: number; readonly version: string };
}

const hives: Readonly<Record<string, string>> = {
  hkey_local_machine: 'hklm', hkey_current_user: 'hkcu', hkey_users: 'hku', hkey_current_config: 'hkcc', hkey_classes_root: 'hklm\\software\\classes', hkcr: 'hklm\\software\\classes',
};

/** One way to write a key: "HKEY_LOCAL_MACHINE", "\SOFTWARE\Microsoft\" → "hklm\software\microsoft". */
export function registryPath(hive: string, subkey: string): string {
  const root = hive.toLowerCase();
  const rest = subkey.toLowerCase().split('\\').filter((part) => part !== '');
  return [hives[root] ?? root, ...rest].join('\\');
}

const softwareKey = 'hklm\\software';
const software32 = `${softwareKey}\\wow6432node`;

/** Where a 32-bit program on a 64-bit machine finds the key. */
export function in32BitView(path: string): string {
  if (path !== softwareKey && !path.startsWith(`${softwareKey}\\`)) return path;
  return path === software32 || path.startsWith(`${software32}\\`) ? path : software32 + path.slice(softwareKey.length);
}

/** The key above, or undefined for a hive. */
export function keyAbove(path: string): string | undefined {
  const end = path.lastIndexOf('\\');
  return end < 0 ? undefined : path.slice(0, end);
}

/** A registry of these keys and all above them. Paths as `registryPath` writes them, names of values in any case. */
export function registryOf(keys: Readonly<Record<string, Readonly<Record<string, RegistryValue>>>>): ReadonlyMap<string, RegistryValues> {
  const registry = new Map<string, RegistryValues>();
  for (const [path, values] of Object.entries(keys)) {
    registry.set(path, new Map([...(registry.get(path) ?? []), ...Object.entries(values).map(([name, value]) => [name.toLowerCase(), value] as const)]));
    for (let above = keyAbove(path); above !== undefined && !registry.has(above); above = keyAbove(above)) registry.set(above, new Map());
  }
  return registry;
}

/** One way to write a product, patch or component code: lower case, in braces. */
export function installerCode(code: string): string {
  const lower = code.toLowerCase();
  return lower.startsWith('{') ? lower : `{${lower}}`;
}

/** The special folders of a Windows on drive C. */
export function windowsFolders(architecture: MachineArchitecture): Readonly<Record<number, string>> {
  const programs32 = is64Bit(architecture) ? 'c:\\program files (x86)' : 'c:\\program files';
  return {
    36: 'c:\\windows', 37: 'c:\\windows\\system32', 38: 'c:\\program files', 43: 'c:\\program files\\common files',
    41: is64Bit(architecture) ? 'c:\\windows\\syswow64' : 'c:\\windows\\system32', 42: programs32, 44: `${programs32}\\common files`,
  };
}

export function is64Bit(architecture: MachineArchitecture): boolean {
  return architecture === 'x64' || architecture === 'ia64';
}
