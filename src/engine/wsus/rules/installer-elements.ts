import { elementsOf, textOf, type XmlElement } from '../xml/index.ts';
import { compareVersions, comparisonOf, versionOf } from './comparisons.ts';
import { isSet, metadataOf, numberOf, unknown, type Attributes, type ElementTable, type Question, type RuleContext } from './element.ts';
import { installerCode, type MsiProduct } from './machine.ts';
import { allOf, anyOf, type Truth } from './truth.ts';
import type { MachineView } from './view.ts';

type Product = Omit<MsiProduct, 'patches'>;

/** Whether a product has the version and language an element asks for; undefined when the attributes make no sense. */
function fits({ VersionMin, VersionMax, ExcludeVersionMin, ExcludeVersionMax, Language }: Attributes): ((product: Product) => Truth) | undefined {
  const [from, to, language] = [versionOf(VersionMin), versionOf(VersionMax), numberOf(Language)];
  if ((VersionMin !== undefined && !from) || (VersionMax !== undefined && !to) || (Language !== undefined && language === undefined)) return undefined;
  return (product) => {
    if (language !== undefined && language !== product.language) return false;
    if (!from && !to) return true;
    const version = versionOf(product.version);
    if (!version) return null;
    const above = from ? compareVersions(version, from) : 1;
    const below = to ? compareVersions(version, to) : -1;
    return (above > 0 || (above === 0 && !isSet(ExcludeVersionMin))) && (below < 0 || (below === 0 && !isSet(ExcludeVersionMax)));
  };
}

/** A list of features or components of one or all of the products named inside the element. */
function contains({ rule }: RuleContext, part: 'Feature' | 'Component', have: (product: Product) => readonly string[] | undefined): Question {
  const texts = (name: string) => elementsOf(rule).filter((one) => one.name === name).map(textOf);
  const wanted = texts(part).map(part === 'Component' ? installerCode : (name) => name.toLowerCase());
  const products = texts('Product').map(installerCode);
  if (wanted.length === 0 || products.length === 0) return unknown;
  const ofProducts = isSet(rule.attributes['AllProductsRequired']) ? allOf : anyOf;
  const ofParts = isSet(rule.attributes[`All${part}sRequired`]) ? allOf : anyOf;
  return (view) => ofProducts(products.map((code) => {
    const product = view.product(code);
    if (!product) return false;
    const parts = have(product);
    return parts ? ofParts(wanted.map((one) => parts.includes(one))) : null;
  }));
}

/** A patch and what it can be applied to, from MsiPatchMetadata. */
export interface PatchTargets {
  readonly patch: string;
  readonly targets: readonly { readonly product: string; readonly fits: (product: Product) => Truth }[];
}

export function patchOf(metadata: readonly XmlElement[]): PatchTargets | undefined {
  const element = metadataOf(metadata, 'MsiPatch');
  const code = element?.attributes['PatchGUID'];
  if (!element || code === undefined) return undefined;
  const targets = elementsOf(element).filter((one) => one.name === 'TargetProduct').map((target) => {
    const one = (name: string) => elementsOf(target).find((child) => child.name === name);
    return { product: installerCode(text(one('TargetProductCode'))), fits: targetFits(one('TargetVersion'), one('TargetLanguage')) };
  });
  return { patch: installerCode(code), targets };
}

const text = (element: XmlElement | undefined): string => (element ? textOf(element).trim() : '');

const comparisonTypes: Readonly<Record<string, string>> = {
  Equal: 'EqualTo', LessThan: 'LessThan', LessThanOrEqual: 'LessThanOrEqualTo', GreaterThanOrEqual: 'GreaterThanOrEqualTo', GreaterThan: 'GreaterThan',
};
/** How many parts of the version a target compares. */
const filters: Readonly<Record<string, number>> = { Major: 1, MajorMinor: 2, MajorMinorUpdate: 3 };

function targetFits(version: XmlElement | undefined, language: XmlElement | undefined): (product: Product) => Truth {
  const parts = filters[version?.attributes['ComparisonFilter'] ?? ''] ?? 3;
  const holds = comparisonOf(comparisonTypes[version?.attributes['ComparisonType'] ?? 'Equal']);
  const wanted = versionOf(text(version));
  const wantedLanguage = isSet(language?.attributes['Validate']) ? numberOf(text(language)) : undefined;
  return (product) => {
    if (wantedLanguage !== undefined && wantedLanguage !== product.language) return false;
    if (!version || !isSet(version.attributes['Validate'])) return true;
    const have = versionOf(product.version);
    return have && wanted && holds ? holds(compareVersions(have.slice(0, parts), wanted.slice(0, parts))) : null;
  };
}

const isPatched = (view: MachineView, { patch, targets }: PatchTargets): boolean => targets.some(({ product }) => view.product(product) && view.hasPatch(product, patch));

/** The product an installation package brings, from MsiApplicationMetadata. */
export function applicationOf(metadata: readonly XmlElement[]): string | undefined {
  const element = metadataOf(metadata, 'MsiApplicationMetadata');
  const code = element && metadataOf([element], 'ProductCode');
  return code && installerCode(text(code));
}

/** Elements about Windows Installer (W§5). */
export const installerElements: ElementTable = {
  'mar:MsiProductInstalled': (attributes) => {
    const { ProductCode } = attributes;
    const asked = fits(attributes);
    if (ProductCode === undefined || !asked) return unknown;
    const code = installerCode(ProductCode);
    return (view) => {
      const product = view.product(code);
      return product ? asked(product) : false;
    };
  },
  'mar:MsiPatchInstalledForProduct': (attributes) => {
    const { PatchCode, ProductCode } = attributes;
    const asked = fits(attributes);
    if (PatchCode === undefined || ProductCode === undefined || !asked) return unknown;
    const [patch, code] = [installerCode(PatchCode), installerCode(ProductCode)];
    return (view) => {
      const product = view.product(code);
      return product && view.hasPatch(code, patch) ? asked(product) : false;
    };
  },
  'mar:MsiFeatureInstalledForProduct': (_, context) => contains(context, 'Feature', (product) => product.features),
  'mar:MsiComponentInstalledForProduct': (_, context) => contains(context, 'Component', (product) => product.components),
  'mar:MsiPatchInstalled': (_, { metadata }) => {
    const own = patchOf(metadata);
    return own ? (view) => isPatched(view, own) : unknown;
  },
  'mar:MsiPatchInstallable': (_, { metadata }) => {
    const own = patchOf(metadata);
    if (!own) return unknown;
    return (view) => anyOf(own.targets.map(({ product: code, fits: asked }) => {
      const product = view.product(code);
      return product && !view.hasPatch(code, own.patch) ? asked(product) : false;
    }));
  },
  /** Which patches replace this one is known to Windows Installer only; without a target there is none. */
  'mar:MsiPatchSuperseded': (_, { metadata }) => {
    const own = patchOf(metadata);
    return own ? (view) => (own.targets.some(({ product }) => view.product(product)) && !isPatched(view, own) ? null : false) : unknown;
  },
  'mar:MsiApplicationInstalled': (_, { metadata }) => {
    const code = applicationOf(metadata);
    return code === undefined ? unknown : (view) => view.product(code) !== undefined;
  },
  'mar:MsiApplicationInstallable': (_, { metadata }) => {
    const code = applicationOf(metadata);
    return code === undefined ? unknown : (view) => view.product(code) === undefined;
  },
  /** Whether another product replaces it is known to Windows Installer only; what is installed is not replaced. */
  'mar:MsiApplicationSuperseded': (_, { metadata }) => {
    const code = applicationOf(metadata);
    return code === undefined ? unknown : (view) => (view.product(code) ? false : null);
  },
  /** Data for the ones above, not questions. */
  'mar:MsiPatchMetadata': () => unknown,
  'mar:MsiApplicationMetadata': () => unknown,
};
