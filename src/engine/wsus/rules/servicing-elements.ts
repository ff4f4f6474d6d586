import { elementsOf, type XmlElement } from '../xml/index.ts';
import { compareVersions, versionOf } from './comparisons.ts';
import { metadataOf, unknown, type ElementTable } from './element.ts';
import type { MachineView } from './view.ts';

/** A package of the servicing stack: what stands before the version in its identity, and the version. */
export interface PackageIdentity {
  readonly beginning: string;
  readonly version: string;
}

/** "name~token~architecture~language~version" of an assemblyIdentity; undefined without name or version. */
function identityOf(element: XmlElement | undefined): PackageIdentity | undefined {
  const { name, version, language = 'neutral', processorArchitecture = '', publicKeyToken = '' } = element?.attributes ?? {};
  if (name === undefined || versionOf(version) === null) return undefined;
  const beginning = [name, publicKeyToken, processorArchitecture, language === 'neutral' ? '' : language, ''].join('~').toLowerCase();
  return { beginning, version: version ?? '' };
}

/** The package an update's metadata is about. */
export function packageOf(metadata: readonly XmlElement[]): PackageIdentity | undefined {
  const assembly = metadataOf(metadata, 'assembly');
  return identityOf(assembly && elementsOf(assembly).find((one) => one.name === 'assemblyIdentity'));
}

/** The packages it is installed into; undefined where the metadata does not say. */
function parentsOf(metadata: readonly XmlElement[]): PackageIdentity[] | undefined {
  const parent = metadataOf(metadata, 'parent');
  return parent && elementsOf(parent).flatMap((one) => identityOf(one) ?? []);
}

function isThere(view: MachineView, { beginning, version }: PackageIdentity): boolean {
  // The plain case first: it asks for one identity only.
  if (view.hasPackage(beginning + version.toLowerCase())) return true;
  const wanted = versionOf(version) ?? [];
  return view.packageVersions(beginning).some((one) => compareVersions(versionOf(one) ?? [], wanted) >= 0);
}

/** Elements about the servicing stack since Windows Vista (W§5). */
export const servicingElements: ElementTable = {
  'cbsar:CbsPackageInstalledByIdentity': ({ PackageIdentity }) => {
    const identity = PackageIdentity?.toLowerCase();
    return identity === undefined ? unknown : (view) => view.hasPackage(identity);
  },
  /** The package itself or a newer version of it, which replaces it. */
  'cbsar:CbsPackageInstalled': (_, { metadata }) => {
    const own = packageOf(metadata);
    return own ? (view) => isThere(view, own) : unknown;
  },
  /** Whether what it is installed into is there; metadata that does not name it leave it to the servicing stack of the machine. */
  'cbsar:CbsPackageInstallable': (_, { metadata }) => {
    const own = packageOf(metadata);
    const parents = parentsOf(metadata);
    if (!own || !parents || parents.length === 0) return unknown;
    return (view) => !isThere(view, own) && parents.some((parent) => isThere(view, parent));
  },
  /** Data for the two above, not a question. */
  'cbsar:CbsPackageApplicabilityMetadata': () => unknown,
};
