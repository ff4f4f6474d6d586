import type { Update } from './model.ts';

/**
 * The ids among the update's prerequisites that are categories, each once, in document order.
 * The attribute IsCategory is not relied on: real documents leave it out (W§5).
 * @param isCategory whether a (lower-case) id is a category, by looking it up.
 */
export function categoriesOf(update: Update, isCategory: (updateId: string) => boolean): string[] {
  return prerequisiteIds(update).filter(isCategory);
}

/** All ids named by the prerequisites, alone or in alternatives, each once, in document order. */
export function prerequisiteIds(update: Update): string[] {
  const ids = new Set<string>();
  for (const one of update.prerequisites) {
    if (typeof one === 'string') ids.add(one);
    else for (const id of one.anyOf) ids.add(id);
  }
  return [...ids];
}
