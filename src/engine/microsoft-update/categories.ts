import type { Prerequisite, Update } from '../wsus/index.ts';
import { cell, FactsError, type Facts } from './facts.ts';
import { nameBasedId } from './ids.ts';
import { isWindows, type Draft, type Target } from './model.ts';
import { runsWindows } from './rules/index.ts';

const categoryHandler = 'http://schemas.microsoft.com/msus/2002/12/UpdateHandlers/Category';

type CategoryType = 'Company' | 'ProductFamily' | 'Product' | 'UpdateClassification';

/** Ids of categories and detectoids by what they stand for. */
export interface CategoryIds {
  /** @throws FactsError when categories.tsv does not know the name. */
  readonly product: (name: string) => string;
  /** @throws FactsError when categories.tsv does not know the name. */
  readonly classification: (name: string) => string;
  /** @throws FactsError when categories.tsv does not know the name. */
  readonly company: (name: string) => string;
  /** Null when the target is not Windows: a program is looked for by the rules. */
  readonly detectoid: (target: Target) => string | null;
}

export interface PublishedUpdate {
  readonly update: Update;
  /** Site time, ms. */
  readonly publishedAt: number;
}

/** Real ids where categories.tsv has them, name-based ones where not. */
export function createCategoryIds(facts: Pick<Facts, 'categories'>): CategoryIds {
  const ids = idsByName(facts);
  const find = (type: CategoryType) => (name: string): string => {
    const id = ids.get(`${type} ${name}`);
    if (id === undefined) throw new FactsError(`categories.tsv has no ${type} "${name}".`);
    return id;
  };
  return {
    product: find('Product'),
    classification: find('UpdateClassification'),
    company: find('Company'),
    detectoid: (target) => (isWindows(target) && target.product !== null ? nameBasedId(`detectoid ${target.product} ${target.architecture}`) : null),
  };
}

/** By "<type> <name>": a family and a product may have the same name. */
function idsByName(facts: Pick<Facts, 'categories'>): Map<string, string> {
  return new Map(facts.categories.map((row) => {
    const key = `${cell(row, 'type')} ${cell(row, 'name')}`;
    const real = cell(row, 'category_id').toLowerCase();
    return [key, real === '' ? nameBasedId(`category ${key}`) : real];
  }));
}

/**
 * The category documents: company, families, products (below their family) and classifications. They are all there
 * from the catalog's first day, except products whose first update is later than `settled`: those come with it.
 */
export function categoryDocuments(facts: Facts, drafts: readonly Draft[], settled: number): PublishedUpdate[] {
  const firstOfProduct = new Map<string, number>();
  let opening = settled;
  for (const draft of drafts) {
    const at = draft.revisions[0]?.publishedAt ?? settled;
    opening = Math.min(opening, at);
    for (const product of draft.products) firstOfProduct.set(product, Math.min(firstOfProduct.get(product) ?? at, at));
  }
  const idOf = idsByName(facts);
  return facts.categories.map((row) => {
    const type = cell(row, 'type') as CategoryType;
    const name = cell(row, 'name');
    const parent = cell(row, 'parent');
    const parentId = parent === '' ? undefined : idOf.get(`${type === 'Product' ? 'ProductFamily' : 'Company'} ${parent}`);
    if (parent !== '' && parentId === undefined) throw new FactsError(`categories.tsv: "${name}" has no parent "${parent}".`);
    const first = type === 'Product' ? (firstOfProduct.get(name) ?? opening) : opening;
    const publishedAt = first > settled ? first : opening;
    const prerequisites: Prerequisite[] = parentId === undefined ? [] : [{ anyOf: [parentId], isCategory: true }];
    return { publishedAt, update: categoryDocument(idOf.get(`${type} ${name}`) ?? '', type, name, prerequisites, publishedAt) };
  });
}

function categoryDocument(
  updateId: string, type: CategoryType, name: string, prerequisites: readonly Prerequisite[], publishedAt: number,
): Update {
  const holdsCategories = type === 'Company' || type === 'ProductFamily';
  return {
    identity: { updateId, revisionNumber: 100 },
    properties: {
      updateType: 'Category', defaultLanguage: 'en', handler: categoryHandler, publicationState: 'Published', isPublic: true,
      creationDate: new Date(publishedAt).toISOString(), languages: [], securityBulletinIds: [], kbArticleIds: [], cveIds: [],
    },
    localizedProperties: [{ language: 'en', title: name, description: name, moreInfoUrls: [] }],
    prerequisites, bundledUpdates: [], supersededUpdates: [], files: [],
    handlerData: { kind: 'category', categoryType: type, prohibitsSubcategories: !holdsCategories, prohibitsUpdates: holdsCategories },
  };
}

/** One detectoid per edition of Windows and architecture that an update is for: whether a machine runs it. */
export function detectoidDocuments(drafts: readonly Draft[], ids: CategoryIds): PublishedUpdate[] {
  const found = new Map<string, PublishedUpdate>();
  const inOrder = drafts.toSorted((a, b) => (a.revisions[0]?.publishedAt ?? 0) - (b.revisions[0]?.publishedAt ?? 0));
  for (const draft of inOrder) {
    for (const target of draft.targets) {
      const updateId = ids.detectoid(target);
      if (updateId === null || found.has(updateId)) continue;
      const publishedAt = draft.revisions[0]?.publishedAt ?? 0;
      found.set(updateId, { publishedAt, update: detectoidDocument(updateId, target, publishedAt) });
    }
  }
  return [...found.values()];
}

function detectoidDocument(updateId: string, target: Target, publishedAt: number): Update {
  const title = `${target.product} ${target.architecture}`;
  return {
    identity: { updateId, revisionNumber: 100 },
    properties: {
      updateType: 'Detectoid', defaultLanguage: 'en', publicationState: 'Published', isPublic: true, detectoidType: 'Platform',
      creationDate: new Date(publishedAt).toISOString(), languages: [], securityBulletinIds: [], kbArticleIds: [], cveIds: [],
    },
    localizedProperties: [{ language: 'en', title, moreInfoUrls: [] }],
    prerequisites: [], bundledUpdates: [], supersededUpdates: [], files: [],
    applicability: { isInstalled: runsWindows(target), metadata: [] },
  };
}
