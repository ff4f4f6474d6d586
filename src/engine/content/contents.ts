import { createHash } from 'node:crypto';
import type { Readable } from '../site-database/index.ts';

export interface ContentFile {
  fileName: string;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha1: string;
  sha256: string | null;
  /** Where it can be had on the Internet; null: nowhere. */
  url: string | null;
}

/** The files of one configuration item: what is downloaded, stored and distributed as one. */
export interface Content {
  /** The same at every site, for the same files. */
  contentId: string;
  /** Languages its files are for ("en"); none: all. */
  languages: string[];
  files: ContentFile[];
}

/** A GUID made from the names and digests of the files. */
export function contentIdOf(files: readonly Pick<ContentFile, 'fileName' | 'sha1'>[]): string {
  const lines = files.map(({ fileName, sha1 }) => `${sha1.toLowerCase()} ${fileName.toLowerCase()}\n`).toSorted();
  const h = createHash('sha1').update(lines.join('')).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

/** Bundles in bundles that are followed. */
const DEEPEST = 8;

interface Item {
  item_id: number;
  sdm_package: string;
}

/**
 * Contents of an update as its metadata has them at the present catalog version: its own files and those of the updates bundled in it
 * (D§5.6), one content for each configuration item that has files. Empty when the update is not there or has no files.
 * @param id CI_ID
 */
export function contentsOf(db: Readable, id: number): Content[] {
  const visible = db.prepare<number>('SELECT catalog_version FROM site').pluck().get()!;
  const byUpdate = db.prepare<Item>('SELECT item_id, sdm_package FROM configuration_items WHERE update_id = ? COLLATE NOCASE AND since_version <= ? ORDER BY since_version DESC, item_id DESC LIMIT 1');
  const first = db.prepare<Item>('SELECT i.item_id, i.sdm_package FROM software_updates u JOIN configuration_items i ON i.item_id = u.item_id WHERE u.ci_id = ? AND u.since_version <= ? AND u.until_version > ?').get(id, visible, visible);
  const bundled = db.prepare<string>("SELECT update_id FROM update_relations WHERE item_id = ? AND kind = 'bundles' ORDER BY update_id").pluck();
  const files = db.prepare<ContentFile>('SELECT file_name AS fileName, size, sha1, sha256, url FROM update_contents WHERE item_id = ? ORDER BY position');
  const found = new Map<string, Content>();
  const seen = new Set<number>();
  const add = (item: Item | undefined, depth: number): void => {
    if (!item || seen.has(item.item_id) || depth > DEEPEST) return;
    seen.add(item.item_id);
    const own = files.all(item.item_id);
    const { languages } = JSON.parse(item.sdm_package) as { languages?: string[] };
    if (own.length > 0) found.set(contentIdOf(own), { contentId: contentIdOf(own), languages: languages ?? [], files: own });
    for (const update of bundled.all(item.item_id)) add(byUpdate.get(update, visible), depth + 1);
  };
  add(first, 0);
  return [...found.values()];
}

export const sizeOf = (files: readonly Pick<ContentFile, 'size'>[]): number => files.reduce((sum, one) => sum + one.size, 0);
