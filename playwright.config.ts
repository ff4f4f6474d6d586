import { defineConfig } from '@playwright/test';

/** Those of the README are taken on demand. */
const pictures = process.env['PATCHBAY_PICTURES'] === '1' ? [] : ['pictures.spec.ts'];

/** The same journeys on both hosts; `project` decides which one the page model opens. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/synchronized.ts',
  outputDir: 'test-results/journeys',
  workers: 1,
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  // On a machine that is busy with other things a journey may meet its time limit: once more, with a trace, and named as flaky.
  retries: 1,
  use: { screenshot: 'only-on-failure', trace: 'on-first-retry' },
  // Electron's own checklist has nothing to check in a browser, and the command line has no window.
  projects: [
    { name: 'browser', testIgnore: ['desktop-host.spec.ts', ...pictures] },
    { name: 'desktop', testIgnore: ['command-line.spec.ts', ...pictures] },
  ],
});
