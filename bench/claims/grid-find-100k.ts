import type { ColumnId } from '../../src/contract/index.ts';
import type { Claim } from '../claim.ts';
import { milliseconds } from '../claim.ts';
import { everything, openLargeEngine } from '../support/engine.ts';
import { openPlain } from '../support/plain.ts';

const texts = ['windows', 'kb2', 'ms08-067', 'e', 'security update for windows xp', 'nothing has this'];

export const claim: Claim = {
  id: 'grid-find-100k',
  async measure() {
    const engine = await openLargeEngine(100_000);
    const find = (text: string, column: ColumnId | null) => milliseconds(() => engine.rows({ node: everything, sort: { column: 'title', descending: false }, find: { text, column } }));
    await engine.rows({ node: everything, sort: { column: 'title', descending: false }, find: null });
    const took: number[] = [];
    for (const text of texts) for (const column of [null, 'title' as const, 'superseded' as const]) took.push(await find(text, column));
    const plain = openPlain(engine.file);
    const peers = texts.map((text) => plain.find(text));
    plain.close();
    await engine.close();
    const ours = Math.max(...took);
    return { ours, unit: 'ms', peer: 'plain SQLite, LIKE over the same texts', peerValue: Math.max(...peers), goal: '< 100 ms for the slowest text', holds: ours < 100, more: { median: took.toSorted((a, b) => a - b)[took.length >> 1]! } };
  },
};
