import { columnId, type ColumnId } from '../../src/contract/index.ts';
import type { Claim } from '../claim.ts';
import { milliseconds } from '../claim.ts';
import { everything, openLargeEngine } from '../support/engine.ts';
import { openPlain } from '../support/plain.ts';

const plainColumns: Partial<Record<ColumnId, string>> = { title: 'title', dateReleased: 'date_released', articleId: 'article_id', severity: 'severity', product: 'product', superseded: 'superseded' };

export const claim: Claim = {
  id: 'grid-sort-100k',
  async measure() {
    const engine = await openLargeEngine(100_000);
    const sorted = (column: ColumnId, descending: boolean) => milliseconds(() => engine.rows({ node: everything, sort: { column, descending }, find: null }));
    await sorted('title', false);
    const took: number[] = [];
    for (const column of columnId.options) took.push(await sorted(column, true));
    const plain = openPlain(engine.file);
    const peers = Object.values(plainColumns).map((column) => plain.sort(column));
    plain.close();
    await engine.close();
    const ours = Math.max(...took);
    return { ours, unit: 'ms', peer: 'plain SQLite, ORDER BY the column, count and first window', peerValue: Math.max(...peers), goal: '< 100 ms for the slowest column', holds: ours < 100, more: { median: took.toSorted((a, b) => a - b)[took.length >> 1]! } };
  },
};
