import type { FileFacts, MachineFacts, MsiProduct, RegistryValue } from './machine.ts';

export interface ServicePack {
  readonly major: number;
  readonly minor: number;
}

/**
 * What rules ask of a machine that an installation can change; all else stands in `machine`. Rules ask through it alone, so that a
 * platform can tell which of its answers an installation would change.
 */
export interface MachineView {
  readonly machine: MachineFacts;
  servicePack(): ServicePack;
  hasKey(path: string): boolean;
  value(path: string, name: string): RegistryValue | undefined;
  /** Paths of the keys directly below, in no order. */
  subkeys(path: string): string[];
  file(path: string): FileFacts | undefined;
  hasPackage(identity: string): boolean;
  /** Versions of the packages whose identity begins so. */
  packageVersions(beginning: string): string[];
  /** Its patches are asked for by `hasPatch`. */
  product(code: string): Omit<MsiProduct, 'patches'> | undefined;
  hasPatch(product: string, patch: string): boolean;
}

/** The machine as it is. */
export function viewOf(machine: MachineFacts): MachineView {
  return {
    machine,
    servicePack: () => ({ major: machine.windows.servicePackMajor, minor: machine.windows.servicePackMinor }),
    hasKey: (path) => machine.registry.has(path),
    value: (path, name) => machine.registry.get(path)?.get(name),
    subkeys: (path) => [...machine.registry.keys()].filter((key) => isDirectlyBelow(key, path)),
    file: (path) => machine.files.get(path),
    hasPackage: (identity) => machine.cbsPackages.has(identity),
    packageVersions: (beginning) => [...machine.cbsPackages].filter((identity) => identity.startsWith(beginning)).map((identity) => identity.slice(beginning.length)),
    product: (code) => machine.msiProducts.get(code),
    hasPatch: (product, patch) => machine.msiProducts.get(product)?.patches.includes(patch) ?? false,
  };
}

export function isDirectlyBelow(key: string, path: string): boolean {
  return key.length > path.length + 1 && key.startsWith(path) && key.lastIndexOf('\\') === path.length;
}
