import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { worst, type Claim } from '../claim.ts';
import { withLargeConsole } from '../support/large-console.ts';
import { largeSite } from '../support/large-site.ts';

const TEXT = 'kb2744842';

/** Milliseconds from each key to the frame that shows its results, in the page itself. */
async function typed(): Promise<Record<string, number>> {
  return withLargeConsole(async (console) => {
    const took: Record<string, number> = {};
    const box = console.result.getByRole('textbox', { name: 'Look for:' });
    await box.focus();
    for (let n = 1; n <= TEXT.length; n++) {
      // The title tells how many were found as soon as the first window is here.
      const shown = console.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const title = document.querySelector('.pane-title')!;
            let began = 0;
            addEventListener('keydown', () => (began = performance.now()), { once: true, capture: true });
            const watch = new MutationObserver(() => {
              if (!/found/.test(title.textContent!) || began === 0) return;
              watch.disconnect();
              requestAnimationFrame(() => resolve(performance.now() - began));
            });
            watch.observe(title, { subtree: true, childList: true, characterData: true });
          }),
      );
      await console.page.keyboard.press(TEXT[n - 1]!);
      took[TEXT.slice(0, n)] = await shown;
    }
    return took;
  });
}

/** The same predicate over the same texts in SQLite's own full-text index, by three letters, count and first window. */
async function withFullText(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-fts-'));
  const file = join(folder, 'site.db');
  copyFileSync(await largeSite(100_000), file);
  const db = new Sqlite(file);
  db.exec("CREATE VIRTUAL TABLE found USING fts5(find_text, tokenize = 'trigram'); INSERT INTO found (rowid, find_text) SELECT row_id, find_text FROM software_updates");
  const took: Record<string, number> = {};
  for (let n = 1; n <= TEXT.length; n++) {
    const text = TEXT.slice(0, n);
    const began = performance.now();
    // Fewer than three letters are not in the index; LIKE then reads every text.
    const [where, value] = n < 3 ? ['find_text LIKE ?', `%${text}%`] : ['found MATCH ?', `"${text}"`];
    db.prepare(`SELECT count(*) FROM found WHERE ${where}`).get(value);
    db.prepare(`SELECT u.* FROM found JOIN software_updates u ON u.row_id = found.rowid WHERE ${where.replace('find_text', 'found.find_text')} ORDER BY u.date_released DESC LIMIT 200`).all(value);
    took[text] = performance.now() - began;
  }
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return took;
}

export const claim: Claim = {
  id: 'grid-find-key-100k',
  async measure() {
    const mine = await typed();
    const plain = await withFullText();
    return { ours: worst(mine), unit: 'ms', peer: 'the same predicate in SQLite with FTS5, without a screen', peerValue: worst(plain), goal: '< 100 ms from each key to its results on the screen', holds: worst(mine) < 100 };
  },
};
