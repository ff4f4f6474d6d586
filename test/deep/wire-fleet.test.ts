import { giveEachSuiteItsShare } from './budget.ts';

// The suite of every day, longer: it reads its time when it is loaded.
giveEachSuiteItsShare();
await import('../wire-fleet.test.ts');
