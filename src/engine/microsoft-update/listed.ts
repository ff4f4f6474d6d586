import { cell, FactsError, type Row } from './facts.ts';
import { generatedFile, packageName, type KnownFiles } from './files.ts';
import { nameBasedId } from './ids.ts';
import type { Architecture, Component, Draft, Target } from './model.ts';
import { publicationOf } from './moments.ts';
import { rebootOf } from './bulletins.ts';
import { isWindows } from './model.ts';
import type { Products } from './products.ts';
import { officeEdition, systems, windowsLabel } from './titles.ts';

const wholeProduct: Component = { kind: 'product' };

const purposes: Readonly<Record<string, string>> = {
  'Service Packs': 'All earlier updates of the product in one package, with some additions.',
  'Update Rollups': 'Several updates in one package, so that they can be installed together.',
  'Critical Updates': 'Corrects a serious fault that is not a security problem.',
  'Feature Packs': 'Adds something new to the product before its next release.',
  'Tools': 'Helps to do or to prepare a task; it changes nothing else.',
  'Updates': 'Corrects a fault that is neither critical nor a security problem.',
  'Security Updates': 'Closes a security hole of the product.',
};

/** What a classification means, in one sentence. */
export function purposeOf(classification: string): string {
  return purposes[classification] ?? 'Keeps the product up to date.';
}

interface Single {
  readonly kb: string;
  readonly date: string;
  readonly classification: string;
  readonly title: string;
  readonly targets: readonly Target[];
  readonly fileName?: string;
  readonly servicePack?: number;
  readonly reboot?: string;
}

/** One update of one product and architecture that a list names by itself. */
function singleDraft(single: Single, known: KnownFiles, supersedes: readonly string[]): Draft {
  const [target] = single.targets;
  if (!target?.product) throw new FactsError(`KB${single.kb}: no product.`);
  const updateId = listedId(single.kb, target);
  const publishedAt = publicationOf(single.date);
  return {
    updateId, kb: single.kb, title: single.title,
    description: purposeOf(single.classification),
    classification: single.classification,
    reboot: rebootOf([single.reboot ?? '']),
    architecture: target.architecture,
    products: [target.product],
    targets: single.targets,
    component: wholeProduct,
    servicePack: single.servicePack,
    revisions: [{ number: 100, publishedAt, bulletins: [], cves: [], expired: false }],
    supersedes,
    files: [generatedFile(updateId, single.fileName || packageName(single.kb, target, wholeProduct, known), publishedAt)],
  };
}

/** The id of an update that a list names by itself. */
export function listedId(kb: string, target: Pick<Target, 'product' | 'architecture'>): string {
  return nameBasedId(`listed ${kb} ${target.product} ${target.architecture}`);
}

/** "Windows XP:x86:2+3;Windows Server 2003:x86+x64:2" → for each product and architecture its targets, one per service pack. */
function targetsOf(text: string, products: Products): Target[][] {
  return text.split(';').flatMap((part) => {
    const [product = '', architectures = '', packs = ''] = part.split(':');
    const levels = packs === '' ? [null] : packs.split('+').map(Number);
    return architectures.split('+').map((architecture) => levels.map((level) => products.target(product, architecture as Architecture, level)));
  });
}

/** Drafts of data/known-updates.tsv: service packs, rollups and so on, one per product and architecture. */
export function knownDrafts(rows: readonly Row[], products: Products, known: KnownFiles): Draft[] {
  const dates = new Map(rows.map((row) => [cell(row, 'kb'), cell(row, 'date')]));
  const all = rows.flatMap((row) => targetsOf(cell(row, 'targets'), products).map((targets) => ({ row, targets })));
  const there = new Set(all.map(({ row, targets: [target] }) => (target ? listedId(cell(row, 'kb'), target) : '')));
  return all.map(({ row, targets }) => {
    const older = cell(row, 'supersedes').split(' ').filter((kb) => (dates.get(kb) ?? '9') < cell(row, 'date'));
    const supersedes = older.flatMap((kb) => (targets[0] ? [listedId(kb, targets[0])] : [])).filter((id) => there.has(id));
    const level = cell(row, 'service_pack');
    return singleDraft({
      kb: cell(row, 'kb'), date: cell(row, 'date'), classification: cell(row, 'classification'), reboot: cell(row, 'reboot'),
      title: filled(cell(row, 'title'), targets[0]), targets, servicePack: level === '' ? undefined : Number(level),
    }, known, supersedes);
  });
}

function filled(title: string, target: Target | undefined): string {
  if (!target) return title;
  return title
    .replace('{product}', isWindows(target) ? windowsLabel(target) : target.label)
    .replace('{systems}', systems(target))
    .replace('{arch}', target.architecture === 'x64' ? '64-bit Edition' : '32-bit Edition')
    .replace(' {edition}', officeEdition(target.version, target.architecture));
}

/** Drafts of data/early-updates.tsv: real titles of 2003 to 2012, all for 32-bit systems. */
export function earlyDrafts(rows: readonly Row[], products: Products, known: KnownFiles): Draft[] {
  return rows.map((row) => singleDraft({
    kb: cell(row, 'kb'), date: cell(row, 'date'), classification: cell(row, 'classification'), title: cell(row, 'title'),
    targets: [products.target(cell(row, 'product'), 'x86', null)], fileName: cell(row, 'file_name'),
  }, known, []));
}

/** Drafts of data/observed-updates.tsv: KB numbers seen installed on real computers. */
export function observedDrafts(rows: readonly Row[], products: Products, known: KnownFiles): Draft[] {
  return rows.map((row) => {
    const target = products.target(cell(row, 'product'), cell(row, 'architecture') as Architecture, null);
    return singleDraft({
      kb: cell(row, 'kb'), date: cell(row, 'date'), classification: 'Updates', title: `Update for ${windowsLabel(target)} (KB${cell(row, 'kb')})`, targets: [target],
    }, known, []);
  });
}
