import { columnId, type ColumnId } from '../../src/contract/index.ts';
import { bestOf, median, milliseconds, worst, type Claim } from '../claim.ts';
import { everything, openLargeEngine } from '../support/engine.ts';
import { openPlain } from '../support/plain.ts';

const plainColumns = ['title', 'date_released', 'article_id', 'severity', 'product', 'superseded'];

async function sorts(): Promise<Record<string, number>> {
  const engine = await openLargeEngine(100_000);
  const sorted = (column: ColumnId, descending: boolean) => milliseconds(() => engine.rows({ node: everything, sort: { column, descending }, find: null }));
  await sorted('title', false);
  const took: Record<string, number> = {};
  for (const column of columnId.options) took[column] = await sorted(column, true);
  const plain = openPlain(engine.file);
  for (const column of plainColumns) took[`plain ${column}`] = plain.sort(column);
  plain.close();
  await engine.close();
  return took;
}

export const claim: Claim = {
  id: 'grid-sort-100k',
  async measure() {
    const took = Object.entries(await bestOf(3, sorts));
    const mine = Object.fromEntries(took.filter(([name]) => !name.startsWith('plain ')));
    const plain = Object.fromEntries(took.filter(([name]) => name.startsWith('plain ')));
    return { ours: worst(mine), unit: 'ms', peer: 'plain SQLite, ORDER BY the column, count and first window', peerValue: worst(plain), goal: '< 100 ms for the slowest column', holds: worst(mine) < 100, more: { median: median(mine) } };
  },
};
