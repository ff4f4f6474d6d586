import { cell, FactsError, type Facts, type Row } from './facts.ts';
import { isWindows, type Architecture, type Component, type Target } from './model.ts';

const architectures = new Set<string>(['x86', 'x64', 'ia64', 'arm', 'any']);

/** Turns the products and components of the facts into targets. */
export interface Products {
  /**
   * The target of an affected product; where the product leaves it open, the component decides edition and architecture.
   * @throws FactsError when the map has no such product.
   */
  targetOf(affectedProduct: string, affectedComponent: string): Target;
  /** A target of a product category by name; `servicePack` null: all. */
  target(product: string, architecture: Architecture, servicePack: number | null): Target;
}

export function createProducts(facts: Facts): Products {
  const byName = new Map(facts.productMap.map((row) => [cell(row, 'affected_product'), readTarget(row)]));
  const byProduct = new Map<string, Target>();
  for (const target of byName.values()) {
    const known = target.product === null ? undefined : byProduct.get(target.product);
    if (target.product !== null && (!known || rank(target) < rank(known))) byProduct.set(target.product, target);
  }
  return {
    targetOf: (affectedProduct, affectedComponent) => {
      const named = byName.get(affectedProduct);
      if (!named) throw new FactsError(`product-map.tsv does not know "${affectedProduct}".`);
      // The last bulletins list "Internet Explorer 11" as the product and the edition of Windows as its component.
      const target = named.edition === 'component' ? (byName.get(affectedComponent) ?? named) : named;
      return target.architecture === 'any' ? { ...target, architecture: architectureIn(affectedComponent) ?? 'any' } : target;
    },
    target: (product, architecture, servicePack) => {
      const like = byProduct.get(product);
      const base = like ?? { product, version: '', edition: 'component', label: product };
      return { ...base, label: product, product, architecture, servicePack };
    },
  };
}

/** The plain edition stands for its product, not a special one. */
function rank(target: Target): number {
  return ['workstation', 'server', 'office'].indexOf(target.edition) >= 0 ? 0 : 1;
}

function readTarget(row: Row): Target {
  const architecture = cell(row, 'architecture');
  const servicePack = cell(row, 'service_pack');
  if (!architectures.has(architecture) || !/^\d?$/.test(servicePack)) throw new FactsError(`product-map.tsv: "${cell(row, 'affected_product')}" cannot be read.`);
  return {
    product: cell(row, 'product') === '-' ? null : cell(row, 'product'),
    version: cell(row, 'version'),
    servicePack: servicePack === '' ? null : Number(servicePack),
    architecture: architecture as Architecture,
    edition: cell(row, 'edition'),
    label: labelOf(cell(row, 'affected_product')),
  };
}

/** "Microsoft Excel 2010 Service Pack 2 (32-bit editions)" → "Microsoft Excel 2010" */
function labelOf(affectedProduct: string): string {
  return affectedProduct
    .replaceAll(/ \([^)]*\)/g, '')
    .replace(/ for (?:32-bit|x64-based|Itanium-[Bb]ased) [Ss]ystems/, '')
    .replace(/ Service Pack \d| SP\d/, '')
    .replace(/ when installed on .*/, '')
    .replace(/ x64(?: Edition)?$/, '');
}

function architectureIn(text: string): Architecture | undefined {
  if (/itanium/i.test(text)) return 'ia64';
  if (/x64|64-bit/i.test(text)) return 'x64';
  return /x86|32-bit/i.test(text) ? 'x86' : undefined;
}

const applications = /^(?:Microsoft )?(?:Office )?(Word|Excel|PowerPoint|Outlook|Publisher|Access|InfoPath|OneNote|Visio|Project|SharePoint Designer|FrontPage) (?:\d{4}|XP)/;

/** What part of the target an update is for, from the component and the product of the bulletin list. */
export function componentOf(affectedComponent: string, affectedProduct: string, target: Target): Component {
  const explorer = (/Internet Explorer ([\d.]+)/.exec(affectedComponent) ?? /^Internet Explorer ([\d.]+)/.exec(affectedProduct))?.[1];
  if (explorer && isWindows(target)) return { kind: 'internetExplorer', version: explorer.replace(/\.0$/, '') };
  const dotNet = /^Microsoft \.NET Framework (\d.*)$/.exec(affectedComponent)?.[1];
  if (dotNet && isWindows(target)) return { kind: 'dotNet', version: dotNet.replace('Service Pack ', 'SP') };
  const application = applications.exec(affectedComponent)?.[1] ?? applications.exec(affectedProduct)?.[1];
  if (application && target.edition === 'office') return { kind: 'office', application };
  return { kind: 'product' };
}

/**
 * What makes several packages out of one KB, product and architecture: the version of Internet Explorer, and the
 * release of Windows 10. Empty for all others.
 */
export function variantOf(target: Target, component: Component): string {
  if (component.kind === 'internetExplorer') return `IE${component.version}`;
  return target.product === 'Windows 10' ? target.version : '';
}
