import type { Page } from '@playwright/test';
import type { Claim } from '../claim.ts';
import { withLargeConsole } from '../support/large-console.ts';

/** Turns the wheel over an element for 150 frames and answers with the 95th percentile of frame times, in milliseconds. */
async function scrolled(page: Page, selector: string): Promise<number> {
  return page.locator(selector).first().evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        const frames: number[] = [];
        let last = 0;
        const step = (now: number) => {
          if (last > 0) frames.push(now - last);
          last = now;
          element.scrollTop += 120;
          if (frames.length < 150) return void requestAnimationFrame(step);
          frames.sort((a, b) => a - b);
          resolve(frames[Math.floor(frames.length * 0.95)]!);
        };
        requestAnimationFrame(step);
      }),
  );
}

const plainList = `<div id="plain" style="height:700px;overflow:auto">${'<div style="height:24px">Security Update for Windows XP</div>'.repeat(5000)}</div>`;

export const claim: Claim = {
  id: 'grid-scroll-100k',
  measure: () =>
    withLargeConsole(async (console, beside, openedMs) => {
      const ours = await scrolled(console.page, '.grid');
      const peerPage = await beside();
      await peerPage.setContent(plainList);
      const peerValue = await scrolled(peerPage, '#plain');
      return { ours, unit: 'ms', peer: 'a plain scrolling element of 5,000 fixed lines', peerValue, goal: '< 20 ms, 95th percentile of frames', holds: ours < 20, more: { openedMs } };
    }),
};
