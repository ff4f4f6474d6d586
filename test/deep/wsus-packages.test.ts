import { giveEachSuiteItsShare } from './budget.ts';

// The suites of every day, longer and with new seeds: they read their time when they are loaded.
giveEachSuiteItsShare();
await import('../../src/engine/wsus/package/package.test.ts');
await import('../../src/engine/wsus/package/scan-cabinet.test.ts');
