import type { Page } from '@playwright/test';
import { type Claim } from '../claim.ts';
import { allRows, withLargeConsole } from '../support/large-console.ts';

/** Milliseconds from a key or click until `done` holds in a frame. */
async function until(page: Page, act: () => Promise<void>, event: 'keydown' | 'contextmenu', selector: string, text: string): Promise<number> {
  const shown = page.evaluate(
    ([name, at, wanted]) =>
      new Promise<number>((resolve) => {
        let began = 0;
        addEventListener(name, () => (began = performance.now()), { once: true, capture: true });
        const look = () => {
          if (began > 0 && [...document.querySelectorAll(at)].some((one) => one.textContent!.includes(wanted))) return resolve(performance.now() - began);
          requestAnimationFrame(look);
        };
        look();
      }),
    [event, selector, text] as const,
  );
  await act();
  return shown;
}

export const claim: Claim = {
  id: 'grid-select-all-100k',
  async measure() {
    return withLargeConsole(async (console, open) => {
      await console.grid.focus();
      const selecting = await until(console.page, () => console.page.keyboard.press('Control+a'), 'keydown', '.status-bar', '100,000 selected');
      const opening = await until(console.page, () => console.grid.locator('.grid-row').nth(3).click({ button: 'right' }), 'contextmenu', '[role="menu"]', 'Copy');
      // The same in a page that holds all rows: each is marked, then a menu is shown.
      const beside = await open();
      await beside.setContent(allRows(100_000), { timeout: 180_000 });
      const peerValue = await beside.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const began = performance.now();
            document.querySelectorAll<HTMLElement>('.row').forEach((row) => (row.style.background = '#dcebfa'));
            document.body.insertAdjacentHTML('beforeend', '<div role="menu" style="position:fixed;top:40px;left:40px">Copy</div>');
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
          }),
      );
      const ours = selecting + opening;
      return { ours, unit: 'ms', peer: 'a page that holds all rows, each marked', peerValue, goal: '< 100 ms for selecting all and opening the action menu', holds: ours < 100, more: { selecting, opening } };
    });
  },
};
