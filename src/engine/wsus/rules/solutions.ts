import { versionAfter, versionOf } from './comparisons.ts';
import { numberOf, type Attributes } from './element.ts';
import { elementName } from './evaluate.ts';
import type { Fact } from './facts.ts';
import { placeInFolder, placeInRegistry, type Place } from './file-elements.ts';
import { applicationOf, patchOf } from './installer-elements.ts';
import { installerCode, type MachineFacts, type RegistryValue } from './machine.ts';
import type { Leaf } from './leaves.ts';
import { keyIn } from './registry-elements.ts';
import { packageOf } from './servicing-elements.ts';
import { viewOf } from './view.ts';

type Solution = (attributes: Attributes, machine: MachineFacts, leaf: Leaf) => Fact[] | null;

/** What would make the question true on the machine, where an installation can do that; null: nothing. It need not be enough. */
export function solutionOf(leaf: Leaf, machine: MachineFacts): Fact[] | null {
  const name = elementName(leaf.rule);
  const solution = Object.hasOwn(solutions, name) ? solutions[name] : undefined;
  return solution ? solution(leaf.rule.attributes, machine, leaf) : null;
}

function valueFact(attributes: Attributes, machine: MachineFacts, value: RegistryValue, atLeast = false): Fact[] | null {
  const path = keyIn(attributes)?.(viewOf(machine));
  const name = attributes['Value']?.toLowerCase();
  return path === undefined || name === undefined ? null : [{ kind: 'registryValue', path, name, value, atLeast }];
}

function text(type: 'REG_SZ' | 'REG_EXPAND_SZ'): Solution {
  return (attributes, machine) => valueFact(attributes, machine, { type, data: attributes['Data'] ?? '' });
}

const emptyValues: Readonly<Record<string, RegistryValue>> = {
  REG_SZ: { type: 'REG_SZ', data: '' }, REG_EXPAND_SZ: { type: 'REG_EXPAND_SZ', data: '' }, REG_DWORD: { type: 'REG_DWORD', data: 0 },
  REG_MULTI_SZ: { type: 'REG_MULTI_SZ', data: [] }, REG_BINARY: { type: 'REG_BINARY' }, REG_QWORD: { type: 'REG_QWORD' },
};

function number(attributes: Attributes, machine: MachineFacts): Fact[] | null {
  const data = numberOf(attributes['Data']);
  if (data === undefined) return null;
  const comparison = attributes['Comparison'] ?? '';
  const difference = { GreaterThan: 1, LessThan: -1 }[comparison] ?? 0;
  return valueFact(attributes, machine, { type: 'REG_DWORD', data: data + difference }, comparison.startsWith('Greater'));
}

/** The oldest version that compares as asked; null where an installation would have to take one back. */
function versionFor(comparison: string | undefined, data: string | undefined): string | null {
  const version = versionOf(data);
  if (!version || data === undefined) return null;
  if (comparison === 'GreaterThan') return versionAfter(version);
  return comparison === 'EqualTo' || comparison === 'GreaterThanOrEqualTo' ? data.trim() : null;
}

function file(placeOf: (attributes: Attributes) => Place | undefined, isVersioned: boolean): Solution {
  return (attributes, machine) => {
    const path = placeOf(attributes)?.(viewOf(machine));
    if (typeof path !== 'string') return null;
    if (!isVersioned) return [{ kind: 'file', path }];
    const version = versionFor(attributes['Comparison'], attributes['Version']);
    return version === null ? null : [{ kind: 'file', path, version }];
  };
}

const solutions: Readonly<Record<string, Solution>> = {
  'bar:WindowsVersion': ({ ServicePackMajor, ServicePackMinor, Comparison }) => {
    const [major, minor] = [numberOf(ServicePackMajor), numberOf(ServicePackMinor)];
    if (major === undefined) return null;
    const above = Comparison === 'GreaterThan' ? 1 : 0;
    return [minor === undefined ? { kind: 'servicePack', major: major + above, minor: 0 } : { kind: 'servicePack', major, minor: minor + above }];
  },
  'bar:RegKeyExists': (attributes, machine) => {
    const path = keyIn(attributes)?.(viewOf(machine));
    return path === undefined ? null : [{ kind: 'registryKey', path }];
  },
  'bar:RegValueExists': (attributes, machine) => {
    const value = emptyValues[attributes['Type']?.toUpperCase() ?? 'REG_SZ'];
    return value ? valueFact(attributes, machine, value) : null;
  },
  'bar:RegDword': number,
  'bar:RegSz': text('REG_SZ'),
  'bar:RegExpandSz': text('REG_EXPAND_SZ'),
  'bar:WUv4RegKeyValue': text('REG_SZ'),
  'bar:WUv4RegKeySubstring': text('REG_SZ'),
  'bar:RegSzToVersion': (attributes, machine) => {
    const { Comparison, Data } = attributes;
    const data = versionFor(Comparison, Data);
    return data === null ? null : valueFact(attributes, machine, { type: 'REG_SZ', data }, Comparison !== 'EqualTo');
  },
  'bar:FileExists': file(placeInFolder, false),
  'bar:FileExistsPrependRegSz': file(placeInRegistry, false),
  'bar:FileVersion': file(placeInFolder, true),
  'bar:FileVersionPrependRegSz': file(placeInRegistry, true),
  'cbsar:CbsPackageInstalledByIdentity': ({ PackageIdentity }) => (PackageIdentity === undefined ? null : [{ kind: 'cbsPackage', identity: PackageIdentity.toLowerCase() }]),
  'cbsar:CbsPackageInstalled': (_, __, { metadata }) => {
    const own = packageOf(metadata);
    return own ? [{ kind: 'cbsPackage', identity: (own.beginning + own.version).toLowerCase() }] : null;
  },
  /** Only a product that is there gets another version. */
  'mar:MsiProductInstalled': ({ ProductCode = '', VersionMin, ExcludeVersionMin }, { msiProducts }) => {
    const code = installerCode(ProductCode);
    const version = versionFor(ExcludeVersionMin === 'true' ? 'GreaterThan' : 'GreaterThanOrEqualTo', VersionMin);
    return version === null || !msiProducts.has(code) ? null : [{ kind: 'msiProduct', code, version }];
  },
  'mar:MsiPatchInstalledForProduct': ({ PatchCode = '', ProductCode = '' }, { msiProducts }) => {
    const product = installerCode(ProductCode);
    return msiProducts.has(product) ? [{ kind: 'msiPatch', product, patch: installerCode(PatchCode) }] : null;
  },
  'mar:MsiPatchInstalled': (_, { msiProducts }, { metadata }) => {
    const own = patchOf(metadata);
    const targets = own?.targets.filter(({ product, fits }) => {
      const there = msiProducts.get(product);
      return there && fits(there) === true;
    });
    return own && targets && targets.length > 0 ? targets.map(({ product }) => ({ kind: 'msiPatch', product, patch: own.patch })) : null;
  },
  'mar:MsiApplicationInstalled': (_, __, { metadata }) => {
    const code = applicationOf(metadata);
    return code === undefined ? null : [{ kind: 'msiProduct', code, version: '0.0.0.1' }];
  },
};
