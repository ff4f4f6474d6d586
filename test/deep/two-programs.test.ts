import { giveEachSuiteItsShare } from './budget.ts';

// Each kill starts a program anew: fifty of them need more than one share.
giveEachSuiteItsShare(6);
await import('../two-programs-killed.test.ts');
