import type { RepositoryTree } from '../../contract/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { VISIBLE } from './columns.ts';
import { marksOf } from './marks.ts';

interface Folder {
  id: string;
  title: string;
  updates: number;
}

type Vendor = RepositoryTree['classifications'][number]['vendors'][number];

const byTitle = (a: Folder, b: Folder) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1);

/** Counts each update once, however many of its folders it lies in. */
function counter(size: number): { add(item: number): void; count(): number } {
  const seen = new Uint8Array(size);
  let count = 0;
  return {
    add: (item) => {
      if (seen[item] === 1) return;
      seen[item] = 1;
      count++;
    },
    count: () => count,
  };
}

/** Classification → vendor → product with the updates in each, at one catalog version (REPO-01); classifications that are not synchronized yet have no folder. */
export function readTree(db: Readable, version: number, classifications: readonly string[]): RepositoryTree {
  const titles = new Map(db.all(build.selectFrom('categories').select(['category_id', 'title'])).map((row) => [row.category_id, row.title]));
  const items = db.prepare<number>(`SELECT item_id FROM software_updates WHERE ${VISIBLE}`).pluck().all(version, version);
  const visible = marksOf(items);
  const foldersOf = db.prepare<{ vendor_id: string; product_id: string }>('SELECT DISTINCT vendor_id, product_id FROM update_folders WHERE classification_id = ? ORDER BY vendor_id, product_id');
  const itemsOf = db.prepare<number>('SELECT item_id FROM update_folders WHERE classification_id = ? AND vendor_id = ? AND product_id = ?').pluck();
  const folder = (id: string, updates: number): Folder => ({ id, title: titles.get(id) ?? id, updates });

  const classification = (id: string) => {
    const inAll = counter(visible.length);
    const vendors = new Map<string, { updates: ReturnType<typeof counter>; products: Folder[] }>();
    for (const { vendor_id, product_id } of foldersOf.all(id)) {
      const vendor = vendors.get(vendor_id) ?? { updates: counter(visible.length), products: [] };
      vendors.set(vendor_id, vendor);
      const here = itemsOf.all(id, vendor_id, product_id).filter((item) => visible[item] === 1);
      for (const item of here) {
        inAll.add(item);
        vendor.updates.add(item);
      }
      if (here.length > 0) vendor.products.push(folder(product_id, here.length));
    }
    const shown = [...vendors].filter(([vendorId, { products }]) => vendorId !== '' && products.length > 0);
    const listed = shown.map(([vendorId, { updates, products }]): Vendor => ({ ...folder(vendorId, updates.count()), products: products.sort(byTitle) }));
    return { ...folder(id, inAll.count()), vendors: listed.sort(byTitle) };
  };

  return { updates: items.length, classifications: classifications.filter((id) => titles.has(id)).map(classification).sort(byTitle) };
}
