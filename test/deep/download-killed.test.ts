import { giveEachSuiteItsShare } from './budget.ts';

// The suite of every day, longer and with new seeds: each kill starts a program anew.
giveEachSuiteItsShare(2);
await import('../download-killed.test.ts');
