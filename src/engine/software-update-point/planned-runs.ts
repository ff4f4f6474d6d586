import type { Synchronization } from '../../contract/index.ts';
import type { Clock } from '../kernel/index.ts';
import { build, type SiteDatabase, type Writable } from '../site-database/index.ts';
import { nextRun } from './schedule.ts';
import type { Settings } from './settings.ts';

/**
 * Synchronizations that start by themselves: the retry 60 minutes after a failure (SYNC-10) and the runs of the site's
 * schedule (SYNC-03). Both moments stand in the site database, so a restart keeps them; a run missed meanwhile is made
 * up once.
 */
export interface PlannedRuns {
  /** Asks the clock for what stands in the site database. */
  arm(): void;
  /** In the caller's transaction: the schedule was changed, count from now. */
  reschedule(db: Writable): void;
  /** In the caller's transaction: no retry. */
  forgetRetry(db: Writable): void;
}

interface Parts {
  database: SiteDatabase;
  clock: Clock;
  settings: Settings;
  /** Starts a full synchronization unless one runs or the site cannot; says whether it did. */
  start(reason: Extract<Synchronization['reason'], 'retry schedule' | 'regular schedule'>): boolean;
}

export function createPlannedRuns({ database, clock, settings, start }: Parts): PlannedRuns {
  let disarm: (() => void)[] = [];
  const site = () => database.first(build.selectFrom('site').select(['next_retry_at', 'next_scheduled_at']))!;
  const next = (since: number) => nextRun(settings.read().settings.syncSchedule, since, clock.now());

  const retry = () => void start('retry schedule');
  const scheduled = () => {
    const due = site().next_scheduled_at ?? clock.now();
    database.transaction((db) => db.run(build.updateTable('site').set({ next_scheduled_at: next(due) })));
    start('regular schedule');
    arm();
  };
  const arm = () => {
    disarm.forEach((cancel) => cancel());
    const { next_retry_at, next_scheduled_at } = site();
    disarm = [];
    if (next_retry_at !== null) disarm.push(clock.schedule(next_retry_at, 'retry synchronization', retry));
    if (next_scheduled_at !== null) disarm.push(clock.schedule(next_scheduled_at, 'scheduled synchronization', scheduled));
  };

  return {
    arm,
    reschedule: (db) => void db.run(build.updateTable('site').set({ next_scheduled_at: next(clock.now()) })),
    forgetRetry: (db) => void db.run(build.updateTable('site').set({ next_retry_at: null })),
  };
}
