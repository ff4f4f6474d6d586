import { compareVersions, comparisonOf } from './comparisons.ts';
import { isSet, numberOf, unknown, type Attributes, type ElementTable, type Question } from './element.ts';
import type { MachineArchitecture, WindowsFacts } from './machine.ts';
import type { ServicePack } from './view.ts';

/** Processor/@Architecture: Windows' PROCESSOR_ARCHITECTURE_… */
export const processorNumbers: Readonly<Record<MachineArchitecture, number>> = { x86: 0, arm: 5, ia64: 6, x64: 9 };

/** PlatformID of Windows NT, which all of these are. */
const windowsNt = 2;

const versionParts: readonly (readonly [string, (windows: WindowsFacts, level: ServicePack) => number])[] = [
  ['MajorVersion', ({ major }) => major], ['MinorVersion', ({ minor }) => minor], ['BuildNumber', ({ build }) => build],
  ['ServicePackMajor', (_, level) => level.major], ['ServicePackMinor', (_, level) => level.minor],
];

/** Compares the parts that are given, from the first, as one version; none given: holds. Without a Comparison they must be equal. */
function windowsVersion(attributes: Attributes): Question {
  const given = versionParts.filter(([name]) => attributes[name] !== undefined);
  const wanted = given.map(([name]) => numberOf(attributes[name]));
  const holds = comparisonOf(attributes['Comparison'] ?? 'EqualTo');
  if (!holds || !wanted.every((part) => part !== undefined)) return unknown;
  if (given.length === 0) return () => true;
  return (view) => {
    const { windows } = view.machine;
    // The service pack is asked for only where it matters: it is what an installation can change.
    const level = given.some(([name]) => name.startsWith('ServicePack')) ? view.servicePack() : { major: 0, minor: 0 };
    return holds(compareVersions(given.map(([, partOf]) => partOf(windows, level)), wanted));
  };
}

function windowsKind(attributes: Attributes): Question {
  const { ProductType, SuiteMask, AllSuitesMustBePresent } = attributes;
  const [type, suites] = [numberOf(ProductType), numberOf(SuiteMask)];
  if ((ProductType !== undefined && type === undefined) || (SuiteMask !== undefined && suites === undefined)) return unknown;
  return ({ machine: { windows } }) => {
    if (type !== undefined && type !== windows.productType) return false;
    if (suites === undefined) return true;
    const common = windows.suiteMask & suites;
    return isSet(AllSuitesMustBePresent) ? common === suites : common !== 0;
  };
}

function isLanguage(have: string, want: string): boolean {
  return have === want || have.startsWith(`${want}-`);
}

/** Elements about Windows itself (W§5). */
export const windowsElements: ElementTable = {
  'bar:Processor': ({ Architecture, Level, Revision }) => {
    const [architecture, level, revision] = [numberOf(Architecture), numberOf(Level), numberOf(Revision)];
    if (architecture === undefined || (Level !== undefined && level === undefined) || (Revision !== undefined && revision === undefined)) return unknown;
    return ({ machine }) => {
      if (processorNumbers[machine.architecture] !== architecture) return false;
      if (level === undefined && revision === undefined) return true;
      if (!machine.processor) return null;
      return (level === undefined || level === machine.processor.level) && (revision === undefined || revision === machine.processor.revision);
    };
  },
  'bar:WindowsVersion': (attributes) => {
    const [version, kind] = [windowsVersion(attributes), windowsKind(attributes)];
    if (version === unknown || kind === unknown) return unknown;
    return (view) => kind(view) === true && version(view);
  },
  'bar:PlatformVersion': (attributes) => windowsVersion(attributes),
  'bar:Platform': ({ PlatformID }) => {
    const id = numberOf(PlatformID);
    return id === undefined ? unknown : () => id === windowsNt;
  },
  'bar:WindowsLanguage': ({ Language }) => {
    const language = Language?.toLowerCase();
    return language === undefined ? unknown : ({ machine }) => isLanguage(machine.language, language);
  },
  'bar:MuiInstalled': () => ({ machine }) => machine.muiLanguages.length > 0,
  'bar:MuiLanguageInstalled': ({ Language }) => {
    const language = Language?.toLowerCase();
    return language === undefined ? unknown : ({ machine }) => machine.muiLanguages.some((one) => isLanguage(one, language));
  },
};
