import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'data/**/*.test.ts'], testTimeout: 20_000 } },
      { test: { name: 'scenario', include: ['test/**/*.test.ts'], exclude: ['test/deep/**'], testTimeout: 120_000 } },
      { test: { name: 'deep', include: ['test/deep/**/*.test.ts'], testTimeout: 600_000 } },
    ],
    pool: 'forks',
    maxWorkers: 2,
  },
});
