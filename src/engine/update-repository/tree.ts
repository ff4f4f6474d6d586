import type { RepositoryTree } from '../../contract/index.ts';
import { build, type Readable } from '../site-database/index.ts';

interface Folder {
  id: string;
  title: string;
  updates: number;
}

const byTitle = (a: Folder, b: Folder) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1);

/** Classification → vendor → product with the updates in each, at one catalog version (REPO-01); classifications that are not synchronized yet have no folder. */
export function readTree(db: Readable, version: number, classifications: readonly string[]): RepositoryTree {
  const visible = 'u.since_version <= ? AND u.until_version > ?';
  const titles = new Map(db.all(build.selectFrom('categories').select(['category_id', 'title'])).map((row) => [row.category_id, row.title]));
  const total = db.prepare<number>(`SELECT count(*) FROM software_updates u WHERE ${visible}`).pluck().get(version, version)!;
  const counted = (columns: string) =>
    db
      .prepare<{ classification_id: string; vendor_id: string; product_id: string; n: number }>(
        `SELECT ${columns}, count(DISTINCT f.item_id) AS n FROM update_folders f JOIN software_updates u ON u.item_id = f.item_id AND ${visible} GROUP BY ${columns}`,
      )
      .all(version, version);
  const perProduct = counted('classification_id, vendor_id, product_id');
  const perVendor = counted('classification_id, vendor_id');
  const perClassification = new Map(counted('classification_id').map((row) => [row.classification_id, row.n]));
  const folder = (id: string, updates: number): Folder => ({ id, title: titles.get(id) ?? id, updates });
  return {
    updates: total,
    classifications: classifications
      .filter((id) => titles.has(id))
      .map((id) => ({
        ...folder(id, perClassification.get(id) ?? 0),
        vendors: perVendor
          .filter((row) => row.classification_id === id && row.vendor_id !== '')
          .map((vendor) => ({
            ...folder(vendor.vendor_id, vendor.n),
            products: perProduct
              .filter((row) => row.classification_id === id && row.vendor_id === vendor.vendor_id)
              .map((row) => folder(row.product_id, row.n))
              .sort(byTitle),
          }))
          .sort(byTitle),
      }))
      .sort(byTitle),
  };
}
