import { giveEachSuiteItsShare } from './budget.ts';

// The suites of every day, longer and with new seeds: they read their time when they are loaded.
giveEachSuiteItsShare();
await import('../../src/engine/wsus/protocol/messages.test.ts');
await import('../../src/engine/wsus/catalog-store/catalog-store.test.ts');
await import('../../src/engine/wsus/server/loopback.test.ts');
