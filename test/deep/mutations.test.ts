import { giveEachSuiteItsShare } from './budget.ts';

// The suites of every day, longer and with new seeds: they read their time when they are loaded.
giveEachSuiteItsShare();
await import('../mutations.test.ts');
