import type { Claim } from '../claim.ts';

/** Every claim by its id: one file each, loaded only where it is measured. */
export const claims: Record<string, () => Promise<Claim>> = {
  'sync-first': async () => (await import('./sync-first.ts')).claim,
  'sync-delta-nothing-new': async () => (await import('./sync-delta-nothing-new.ts')).claim,
  'sync-full-catalog': async () => (await import('./sync-full-catalog.ts')).claim,
  'sync-delta-100-changes': async () => (await import('./sync-delta-100-changes.ts')).claim,
  'sync-hierarchy': async () => (await import('./sync-hierarchy.ts')).claim,
  'site-database-phase': async () => (await import('./site-database-phase.ts')).claim,
  'sync-growth': async () => (await import('./sync-growth.ts')).claim,
  'engine-stretches': async () => (await import('./engine-stretches.ts')).claim,
  'scan-evaluate': async () => (await import('./scan-evaluate.ts')).claim,
  'compliance-counts': async () => (await import('./compliance-counts.ts')).claim,
  'compliance-growth': async () => (await import('./compliance-growth.ts')).claim,
  'state-message-intake': async () => (await import('./state-message-intake.ts')).claim,
  'site-start-100k': async () => (await import('./site-start-100k.ts')).claim,
  'fleet-first-scan': async () => (await import('./fleet-first-scan.ts')).claim,
  'fleet-thirty-days': async () => (await import('./fleet-thirty-days.ts')).claim,
  'deployment-thirty-days': async () => (await import('./deployment-thirty-days.ts')).claim,
  'grid-open-100k': async () => (await import('./grid-open-100k.ts')).claim,
  'grid-sort-100k': async () => (await import('./grid-sort-100k.ts')).claim,
  'grid-find-100k': async () => (await import('./grid-find-100k.ts')).claim,
  'grid-find-key-100k': async () => (await import('./grid-find-key-100k.ts')).claim,
  'grid-select-all-100k': async () => (await import('./grid-select-all-100k.ts')).claim,
  'search-folder-open': async () => (await import('./search-folder-open.ts')).claim,
  'grid-scroll-100k': async () => (await import('./grid-scroll-100k.ts')).claim,
  'grid-scroll-memory-100k': async () => (await import('./grid-scroll-memory-100k.ts')).claim,
  'content-pipeline': async () => (await import('./content-pipeline.ts')).claim,
  'air-gap-import-100k': async () => (await import('./air-gap-import-100k.ts')).claim,
  'console-cold-start': async () => (await import('./console-cold-start.ts')).claim,
  'cold-start-engine': async () => (await import('./cold-start-engine.ts')).claim,
};

/** Claims that open a window. */
export const windowed: ReadonlySet<string> = new Set(['console-cold-start']);
