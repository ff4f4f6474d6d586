import { defineConfig } from '@playwright/test';

/** The same journeys on both hosts; `project` decides which one the page model opens. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/journeys',
  workers: 1,
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
  // Electron's own checklist has nothing to check in a browser, and the command line has no window.
  projects: [{ name: 'browser', testIgnore: 'desktop-host.spec.ts' }, { name: 'desktop', testIgnore: 'command-line.spec.ts' }],
});
