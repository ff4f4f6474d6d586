import type { Category, Language } from '../../contract/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { firstCategories } from './first-categories.ts';
import { COMPONENT, WSUS_INFRASTRUCTURE_UPDATES } from './model.ts';
import { softwareUpdatePointSettings } from '../../contract/index.ts';
import { updateLanguages } from '../wsus/index.ts';

/** Synchronized categories with the updates the site has of each, for the Classifications and Products tabs; before the first synchronization a short list. */
export function listCategories(db: Readable): Category[] {
  const rows = db.all(build.selectFrom('categories').selectAll().orderBy('title'));
  if (rows.length === 0) return [...firstCategories];
  const v = db.first(build.selectFrom('site').select('catalog_version'))!.catalog_version;
  const count = (column: 'classification_id' | 'product_id') =>
    new Map(
      db
        .prepare<{ id: string; n: number }>(
          `SELECT f.${column} AS id, count(DISTINCT f.item_id) AS n FROM update_folders f JOIN software_updates u ON u.item_id = f.item_id AND u.since_version <= ? AND u.until_version > ? GROUP BY f.${column}`,
        )
        .all(v, v)
        .map((row) => [row.id, row.n]),
    );
  const classifications = count('classification_id');
  const products = count('product_id');
  return rows.map((row) => ({
    id: row.category_id,
    title: row.title,
    kind: row.kind,
    parentId: row.parent_id,
    updates: (row.kind === 'classification' ? classifications : products).get(row.category_id) ?? 0,
  }));
}

/** Classifications that have a folder in the Update Repository: the chosen ones and WSUS Infrastructure Updates (D§1.1). */
export function shownClassifications(db: Readable): string[] {
  const row = db.first(build.selectFrom('components').select('settings').where('name', '=', COMPONENT));
  const chosen = row ? softwareUpdatePointSettings.parse(JSON.parse(row.settings)).classifications : [];
  return [...new Set([...chosen, WSUS_INFRASTRUCTURE_UPDATES])];
}

/** Languages of WSUS without the row for "all" (W§3, GetConfigData). */
export function listLanguages(): Language[] {
  return updateLanguages.filter((l) => l.short !== 'all');
}
