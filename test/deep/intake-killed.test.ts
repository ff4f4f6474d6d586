import { giveEachSuiteItsShare } from './budget.ts';

// The suite of every day, longer and with new seeds: it reads its time when it is loaded.
giveEachSuiteItsShare();
await import('../intake-killed.test.ts');
