import { join } from 'node:path';
import type { Breath } from '../kernel/index.ts';
import { createCategoryIds } from './categories.ts';
import { cell, readTable, tables } from './facts.ts';
import { listedId } from './listed.ts';
import { publicationOf } from './moments.ts';

/** An update of data/early-updates.tsv as the bundled catalog will name it. */
export interface EarlyUpdate {
  readonly updateId: string;
  readonly kb: string;
  readonly title: string;
  readonly classification: string;
  readonly classificationId: string;
  readonly product: string;
  readonly productId: string;
  readonly vendorId: string;
  /** Site time, ms. */
  readonly publishedAt: number;
}

/** The list's updates that were published before a moment, newest first. @throws FactsError */
export async function earlyUpdatesBefore(folder: string, moment: number, breath: Breath): Promise<EarlyUpdate[]> {
  const read = (table: 'categories' | 'earlyUpdates') => readTable(join(folder, tables[table].file), tables[table].columns, breath);
  const ids = createCategoryIds({ categories: await read('categories') });
  const rows = await read('earlyUpdates');
  return rows
    .map((row): EarlyUpdate => {
      const [kb, product, classification] = [cell(row, 'kb'), cell(row, 'product'), cell(row, 'classification')];
      return {
        updateId: listedId(kb, { product, architecture: 'x86' }), kb, title: cell(row, 'title'), classification, classificationId: ids.classification(classification),
        product, productId: ids.product(product), vendorId: ids.company('Microsoft'), publishedAt: publicationOf(cell(row, 'date')),
      };
    })
    .filter((one) => one.publishedAt < moment)
    .sort((a, b) => b.publishedAt - a.publishedAt || (a.updateId < b.updateId ? -1 : 1));
}
