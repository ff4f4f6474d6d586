import { compareVersions, versionOf } from './comparisons.ts';
import { keyAbove, type FileFacts, type MachineFacts, type MsiProduct, type RegistryValue, type RegistryValues } from './machine.ts';
import type { ServicePack } from './view.ts';

/**
 * Something an installation leaves on a machine. Paths, names and codes are written as in MachineFacts. What has a version is never
 * taken back by an older one: the order of such facts does not matter.
 */
export type Fact =
  | { readonly kind: 'registryKey'; readonly path: string }
  /** `atLeast`: stays as it is where it is this or more already (REG_DWORD by number, REG_SZ by version). */
  | { readonly kind: 'registryValue'; readonly path: string; readonly name: string; readonly value: RegistryValue; readonly atLeast?: boolean }
  /** Without a version: only that it is there. */
  | { readonly kind: 'file'; readonly path: string; readonly version?: string }
  | { readonly kind: 'cbsPackage'; readonly identity: string }
  | { readonly kind: 'msiProduct'; readonly code: string; readonly version: string }
  /** Nothing where the product is not there. */
  | { readonly kind: 'msiPatch'; readonly product: string; readonly patch: string }
  | { readonly kind: 'servicePack'; readonly major: number; readonly minor: number };

/** One thing on a machine that a fact changes, and what it is then. */
export type Write =
  | { readonly cell: 'key'; readonly at: string; readonly state: true }
  | { readonly cell: 'value'; readonly at: string; readonly path: string; readonly name: string; readonly state: RegistryValue; readonly atLeast: boolean }
  | { readonly cell: 'file'; readonly at: string; readonly state: FileFacts }
  | { readonly cell: 'package'; readonly at: string; readonly state: true }
  | { readonly cell: 'product'; readonly at: string; readonly state: Omit<MsiProduct, 'patches'> }
  | { readonly cell: 'patch'; readonly at: string; readonly product: string; readonly patch: string; readonly state: true }
  | { readonly cell: 'servicePack'; readonly at: ''; readonly state: ServicePack };

/** What a fact changes on a machine; nothing where it changes nothing. */
export function writesOf(fact: Fact, machine: MachineFacts): Write[] {
  switch (fact.kind) {
    case 'registryKey': return newKeys(fact.path, machine);
    case 'registryValue': {
      const { path, name, value, atLeast = false } = fact;
      const write = { cell: 'value', at: valueCell(path, name), path, name, state: value, atLeast } as const;
      const old = machine.registry.get(path)?.get(name);
      return old && atLeast && compareValues(old, value) >= 0 ? [] : [...newKeys(path, machine), write];
    }
    case 'file': {
      const old = machine.files.get(fact.path);
      if (old && (fact.version === undefined || compareTexts(old.version, fact.version) >= 0)) return [];
      return [{ cell: 'file', at: fact.path, state: fact.version === undefined ? {} : { version: fact.version } }];
    }
    case 'cbsPackage': return machine.cbsPackages.has(fact.identity) ? [] : [{ cell: 'package', at: fact.identity, state: true }];
    case 'msiProduct': {
      const { patches: _, ...old } = machine.msiProducts.get(fact.code) ?? { version: '', language: 0, patches: [] };
      return compareTexts(old.version, fact.version) >= 0 ? [] : [{ cell: 'product', at: fact.code, state: { ...old, version: fact.version } }];
    }
    case 'msiPatch': {
      const { product, patch } = fact;
      return machine.msiProducts.get(product)?.patches.includes(patch) === true ? [] : [{ cell: 'patch', at: patchCell(product, patch), product, patch, state: true }];
    }
    case 'servicePack': {
      const { servicePackMajor, servicePackMinor } = machine.windows;
      const isNewer = compareVersions([fact.major, fact.minor], [servicePackMajor, servicePackMinor]) > 0;
      return isNewer ? [{ cell: 'servicePack', at: '', state: { major: fact.major, minor: fact.minor } }] : [];
    }
  }
}

export const valueCell = (path: string, name: string): string => `${path}|${name}`;
export const patchCell = (product: string, patch: string): string => `${product}|${patch}`;

function newKeys(path: string, machine: MachineFacts): Write[] {
  const writes: Write[] = [];
  for (let key: string | undefined = path; key !== undefined && !machine.registry.has(key); key = keyAbove(key)) writes.push({ cell: 'key', at: key, state: true });
  return writes;
}

/**
 * Which of two writes to the same cell wins: above 0 when the first does. Of plain values the later one does, whatever it is; so
 * equal ones (0) are in the order they came.
 */
export function compareWrites(a: Write, b: Write): number {
  if (a.cell === 'value' && b.cell === 'value') return Number(b.atLeast) - Number(a.atLeast) || (a.atLeast ? compareValues(a.state, b.state) : 0);
  if (a.cell === 'file' && b.cell === 'file') return compareTexts(a.state.version, b.state.version);
  if (a.cell === 'product' && b.cell === 'product') return compareTexts(a.state.version, b.state.version);
  if (a.cell === 'servicePack' && b.cell === 'servicePack') return compareVersions([a.state.major, a.state.minor], [b.state.major, b.state.minor]);
  return 0;
}

function compareTexts(a: string | undefined, b: string | undefined): number {
  return compareVersions(versionOf(a) ?? [], versionOf(b) ?? []);
}

/** Below 0 where they cannot be compared: the new value is then taken. */
function compareValues(a: RegistryValue, b: RegistryValue): number {
  if (a.type === 'REG_DWORD' && b.type === 'REG_DWORD') return a.data - b.data;
  return a.type === 'REG_SZ' && b.type === 'REG_SZ' ? compareTexts(a.data, b.data) : -1;
}

/** The machine after these facts; the one given stays as it is. */
export function withFacts(machine: MachineFacts, facts: Iterable<Fact>): MachineFacts {
  const winners = new Map<string, Write>();
  for (const fact of facts) {
    for (const write of writesOf(fact, machine)) {
      const cell = `${write.cell} ${write.at}`;
      const before = winners.get(cell);
      if (!before || compareWrites(before, write) <= 0) winners.set(cell, write);
    }
  }
  return winners.size === 0 ? machine : changed(machine, winners.values());
}

function changed(machine: MachineFacts, writes: Iterable<Write>): MachineFacts {
  const registry = new Map<string, RegistryValues>(machine.registry);
  const files = new Map(machine.files);
  const msiProducts = new Map(machine.msiProducts);
  const cbsPackages = new Set(machine.cbsPackages);
  const patches: [string, string][] = [];
  let { windows } = machine;
  for (const write of writes) {
    switch (write.cell) {
      case 'key': registry.set(write.at, registry.get(write.at) ?? new Map()); break;
      case 'value': registry.set(write.path, new Map(registry.get(write.path)).set(write.name, write.state)); break;
      case 'file': files.set(write.at, write.state); break;
      case 'package': cbsPackages.add(write.at); break;
      case 'product': msiProducts.set(write.at, { ...write.state, patches: msiProducts.get(write.at)?.patches ?? [] }); break;
      case 'patch': patches.push([write.product, write.patch]); break;
      case 'servicePack': windows = { ...windows, servicePackMajor: write.state.major, servicePackMinor: write.state.minor }; break;
    }
  }
  // After the products: a patch can be of one that has just come.
  for (const [code, patch] of patches) {
    const product = msiProducts.get(code);
    if (product) msiProducts.set(code, { ...product, patches: [...product.patches, patch] });
  }
  return { ...machine, windows, registry, files, msiProducts, cbsPackages };
}
