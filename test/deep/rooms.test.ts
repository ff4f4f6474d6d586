import { giveEachSuiteItsShare } from './budget.ts';

// The suites of every day, longer and with new seeds: they read their time when they are loaded.
giveEachSuiteItsShare();
await import('../../src/engine/kernel/event-heap.test.ts');
await import('../../src/engine/logs/logs.test.ts');
await import('../update-repository.test.ts');
