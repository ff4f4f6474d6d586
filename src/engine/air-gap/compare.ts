import type { Comparison, Difference, DifferenceKind } from '../../contract/index.ts';
import type { Running } from '../jobs/index.ts';
import type { Breath } from '../kernel/index.ts';
import { prerequisiteIds, readUpdate, type CatalogStore, type Update, type UpdateIdentity } from '../wsus/index.ts';
import type { Bundle } from './model.ts';

/** What a comparison found; the lists stay in memory until the next one. */
export interface Compared {
  readonly summary: Comparison;
  readonly differences: readonly Placed[];
}

/** A difference with the categories it counts in; null where the update has none of that kind. */
export interface Placed extends Difference {
  readonly classifications: readonly (string | null)[];
  readonly products: readonly (string | null)[];
}

interface Category {
  readonly id: string;
  readonly kind: 'classification' | 'product';
  readonly title: string;
}

type Counts = Record<DifferenceKind, number>;
const noCounts = (): Counts => ({ new: 0, revised: 0, expired: 0, gone: 0 });

const isUpdate = ({ properties: { updateType } }: Update) => updateType === 'Software' || updateType === 'Driver';

/** A string of its own: one cut out of a document would keep the whole document in memory. */
const own = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

function titleOf(update: Update): string {
  const texts = update.localizedProperties.find((one) => one.language === 'en') ?? update.localizedProperties[0];
  return own(texts?.title ?? update.identity.updateId);
}

function learn(categories: Map<string, Category>, update: Update): void {
  if (update.handlerData?.kind !== 'category') return;
  const { categoryType } = update.handlerData;
  if (categoryType === 'Company') return;
  const id = own(update.identity.updateId);
  categories.set(id, { id, kind: categoryType === 'UpdateClassification' ? 'classification' : 'product', title: titleOf(update) });
}

function placed(kind: DifferenceKind, update: Update, categories: ReadonlyMap<string, Category>): Placed {
  const ids = prerequisiteIds(update);
  const of = (wanted: Category['kind']) => {
    const found = ids.map((id) => categories.get(id)).filter((one) => one?.kind === wanted);
    return found.length > 0 ? found.map((one) => one!.id) : [null];
  };
  const { updateId, revisionNumber } = update.identity;
  return { kind, updateId: own(updateId), revisionNumber, title: titleOf(update), classifications: of('classification'), products: of('product') };
}

function grouped(differences: readonly Placed[], categories: ReadonlyMap<string, Category>, within: 'classifications' | 'products') {
  const groups = new Map<string | null, Counts>();
  for (const one of differences) {
    for (const id of one[within]) {
      const counts = groups.get(id) ?? noCounts();
      counts[one.kind]++;
      groups.set(id, counts);
    }
  }
  return [...groups].map(([id, counts]) => ({ id, title: id === null ? '' : categories.get(id)!.title, ...counts })).sort((a, b) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1));
}

interface Here {
  readonly rowId: number;
  readonly revisionNumber: number;
  readonly expired: boolean;
}

/** How an update of the bundle differs from the one here; undefined: it is here already, or a newer one is. */
function kindOf(here: Here | undefined, { revisionNumber }: UpdateIdentity, expired: boolean): DifferenceKind | undefined {
  if (!here) return 'new';
  if (here.revisionNumber >= revisionNumber) return undefined;
  return expired && !here.expired ? 'expired' : 'revised';
}

/** Compares a bundle with the catalog as it is now (INSIGHT-03). @throws Failure REFUSED */
export async function compareBundle(bundle: Bundle, { catalog, running, breath }: { catalog: CatalogStore; running: Running; breath: Breath }): Promise<Compared> {
  running.phase('Checking the bundle');
  await bundle.check(breath, running.signal);
  running.phase('Comparing the bundle');
  const categories = new Map<string, Category>();
  for (const row of catalog.categories()) {
    learn(categories, readUpdate(catalog.getXml(row.rowId)));
    await breath();
  }
  const here = new Map<string, Here>();
  for (const row of catalog.currentUpdates({ updateTypes: ['Software', 'Driver'] })) {
    here.set(row.identity.updateId, { rowId: row.rowId, revisionNumber: row.identity.revisionNumber, expired: row.publicationState === 'Expired' });
    await breath();
  }

  const differences: Placed[] = [];
  const seen = new Set<string>();
  let done = 0;
  for await (const { update } of bundle.entries(breath, running.signal)) {
    running.progress(++done, bundle.total);
    learn(categories, update);
    if (!isUpdate(update) || seen.has(update.identity.updateId)) continue;
    seen.add(own(update.identity.updateId));
    const kind = kindOf(here.get(update.identity.updateId), update.identity, update.properties.publicationState === 'Expired');
    if (kind) differences.push(placed(kind, update, categories));
  }
  const unchanged = seen.size - differences.length;
  for (const [id, { rowId }] of here) {
    running.signal.throwIfAborted();
    if (!seen.has(id)) differences.push(placed('gone', readUpdate(catalog.getXml(rowId)), categories));
    await breath();
  }

  const counts = noCounts();
  for (const { kind } of differences) counts[kind]++;
  return {
    differences,
    summary: {
      jobId: running.id, folder: bundle.folder, manifest: bundle.digest, source: bundle.source, catalogVersion: bundle.catalogVersion, createdAt: bundle.createdAt, expiresAt: bundle.expiresAt,
      signedBy: bundle.signedBy, updates: seen.size, unchanged, total: counts,
      classifications: grouped(differences, categories, 'classifications'),
      products: grouped(differences, categories, 'products'),
    },
  };
}
