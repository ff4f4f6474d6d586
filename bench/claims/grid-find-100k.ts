import type { ColumnId } from '../../src/contract/index.ts';
import { bestOf, median, milliseconds, worst, type Claim } from '../claim.ts';
import { everything, openLargeEngine } from '../support/engine.ts';
import { openPlain } from '../support/plain.ts';

const texts = ['windows', 'kb2', 'ms08-067', 'e', 'security update for windows xp', 'nothing has this'];
const columns = [null, 'title', 'superseded', 'dateReleased'] as const;

async function finds(): Promise<Record<string, number>> {
  const engine = await openLargeEngine(100_000);
  const find = (text: string, column: ColumnId | null) => milliseconds(() => engine.rows({ node: everything, sort: { column: 'title', descending: false }, find: text === '' ? null : { text, column } }));
  await find('', null);
  const took: Record<string, number> = {};
  for (const text of texts) for (const column of columns) took[`${text} in ${column}`] = await find(text, column);
  const plain = openPlain(engine.file);
  for (const text of texts) took[`plain ${text}`] = plain.find(text);
  plain.close();
  await engine.close();
  return took;
}

export const claim: Claim = {
  id: 'grid-find-100k',
  async measure() {
    const took = Object.entries(await bestOf(3, finds));
    const mine = Object.fromEntries(took.filter(([name]) => !name.startsWith('plain ')));
    const plain = Object.fromEntries(took.filter(([name]) => name.startsWith('plain ')));
    return { ours: worst(mine), unit: 'ms', peer: 'plain SQLite, LIKE over the same texts', peerValue: worst(plain), goal: '< 100 ms for the slowest text', holds: worst(mine) < 100, more: { median: median(mine) } };
  },
};
