import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { worst, type Claim } from '../claim.ts';
import { everything, openLargeEngine } from '../support/engine.ts';
import { withLargeConsole } from '../support/large-console.ts';
import { largeSite } from '../support/large-site.ts';

const KEYS = 'kb2744842';

const texts = [...KEYS].map((_, nth) => KEYS.slice(0, nth + 1));

/** How many the console has to show for each text. */
async function expected(): Promise<{ text: string; count: number }[]> {
  const engine = await openLargeEngine(100_000);
  const counts: { text: string; count: number }[] = [];
  for (const text of texts) counts.push({ text, count: (await engine.rows({ node: everything, sort: { column: 'dateReleased', descending: true }, find: { text, column: null } })).value.total });
  await engine.close();
  return counts;
}

/** Ms for the same texts in SQLite's own full-text index, by three letters: how many there are, and the first window. */
async function withFullText(): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-fts-'));
  const file = join(folder, 'site.db');
  copyFileSync(await largeSite(100_000), file);
  const db = new Sqlite(file);
  db.exec("CREATE VIRTUAL TABLE found USING fts5(find_text, tokenize = 'trigram'); INSERT INTO found (rowid, find_text) SELECT row_id, find_text FROM software_updates");
  const asked = texts.map((text) => {
    const began = performance.now();
    db.prepare('SELECT count(*) FROM found WHERE found MATCH ?').get(`"${text}"`);
    db.prepare('SELECT u.* FROM found JOIN software_updates u ON u.row_id = found.rowid WHERE found MATCH ? ORDER BY u.date_released DESC LIMIT 200').all(`"${text}"`);
    return performance.now() - began;
  });
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return asked;
}

/** Milliseconds from each key to the frame that shows how many were found with it and the first of them. */
async function typed(shownFor: readonly { text: string; count: number }[]): Promise<Record<string, number>> {
  return withLargeConsole(async (console) => {
    const took: Record<string, number> = {};
    const box = console.result.getByRole('textbox', { name: 'Look for:' });
    await box.click();
    let before = -1;
    for (const { text, count } of shownFor) {
      // A key that finds the same shows nothing new that could be waited for.
      const changes = count !== before;
      before = count;
      // The page listens before the key goes down.
      const shown = changes ? await console.page.evaluateHandle(shownAfterKey, `${count.toLocaleString('en-US')} software update${count === 1 ? '' : 's'} found`) : null;
      await console.page.keyboard.press(text.at(-1)!);
      if (shown) took[text] = await shown.evaluate(({ took }) => took);
      // The next key comes when this one is answered: nobody types faster.
      await console.result.locator('.pane-title', { hasText: 'found' }).waitFor();
    }
    return took;
  });
}

const shownAfterKey = (wanted: string) => ({
  took: new Promise<number>((resolve) => {
    let began = 0;
    addEventListener('keydown', () => (began = performance.now()), { once: true, capture: true });
    const look = () => {
      const done = began > 0 && document.querySelector('.pane-title')!.textContent!.includes(wanted) && document.querySelector('.grid-waiting') === null;
      if (done) resolve(performance.now() - began);
      else requestAnimationFrame(look);
    };
    look();
  }),
});

export const claim: Claim = {
  id: 'grid-find-key-100k',
  async measure() {
    const plain = await withFullText();
    const mine = await typed(await expected());
    const peerValue = Math.max(...plain);
    return { ours: worst(mine), unit: 'ms', peer: 'the same predicate in SQLite with FTS5, without a screen', peerValue, goal: '< 100 ms from each key to its results on the screen', holds: worst(mine) < 100, more: mine };
  },
};
