import { giveEachSuiteItsShare } from './budget.ts';

// The suites of every day, longer and with new seeds: they read their time when they are loaded.
giveEachSuiteItsShare();
await import('../../src/engine/wsus/xml/xml.test.ts');
await import('../../src/engine/wsus/metadata/metadata.test.ts');
await import('../../src/engine/wsus/cabinet/cabinet.test.ts');
