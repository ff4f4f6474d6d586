import type { Commanded, Language, SiteComponent, SoftwareUpdatePointSettings, SoftwareUpdatePointStatus, Synchronization, SynchronizationStatus } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import type { Register } from '../objects/index.ts';
import { build, type Writable } from '../site-database/index.ts';
import { listLanguages } from './categories.ts';
import { settingsObject } from './console-object.ts';
import { createRunner, type RunnerParts } from './runner.ts';
import { createSettings } from './settings.ts';
import { refuseUnlessPossible, sourceOf, whyNotSynchronize } from './source.ts';
import { testConnection, type ConnectionTest } from './test-connection.ts';

export interface SoftwareUpdatePointParts extends RunnerParts {
  objects: Register;
  monotonic: () => number;
}

export interface SoftwareUpdatePoint {
  settings(): { settings: SoftwareUpdatePointSettings; changedRevision: number; canSynchronize: boolean; whyNot: string | null };
  components(): SiteComponent[];
  languages(): Language[];
  change(call: Commanded, settings: unknown): { revision: number; value: { changedRevision: number } };
  /** Saves settings in the transaction of another command; `rearm` follows it. */
  changeWithin(db: Writable, revision: number, actor: string, settings: SoftwareUpdatePointSettings): void;
  /** Asks the clock for planned synchronizations again. */
  rearm(): void;
  /** Starts a delta synchronization (SYNC-04), or a full one when none has succeeded yet. Throws Failure REFUSED or ALREADY_RUNNING. */
  runSynchronization(call: Commanded): { revision: number; value: { jobId: string } };
  status(): SynchronizationStatus;
  /** Every software update point of this site and of those below it. */
  statuses(): SoftwareUpdatePointStatus[];
  history(limit: number): Synchronization[];
  /** Runs what the parent asked for before the last end of the program. */
  runRequested(): void;
  cancelRetry(call: Commanded): { revision: number; value: SynchronizationStatus };
  testConnection(settings: SoftwareUpdatePointSettings['syncSettings'], signal?: AbortSignal): Promise<ConnectionTest>;
}

function refuseWhileBusy(busy: boolean) {
  if (busy) throw new Failure('ALREADY_RUNNING', { what: 'No second synchronization was started.', why: 'One is running already.', todo: 'Watch it in the status bar, or cancel it first.' });
}

export function createSoftwareUpdatePoint(parts: SoftwareUpdatePointParts): SoftwareUpdatePoint {
  const { database, clock, journal } = parts;
  const settings = createSettings(parts);
  const runner = createRunner(parts, settings);
  const { planned } = runner;
  const site = () => database.first(build.selectFrom('site').select(['parent', 'next_retry_at', 'last_synchronized_at']))!;
  const whyNot = () => whyNotSynchronize(site(), settings.read().settings);

  /** What else a change of settings brings with it, in its transaction. */
  const changed = (db: Writable, before: SoftwareUpdatePointSettings, after: SoftwareUpdatePointSettings) => {
    if (JSON.stringify(before.syncSchedule) !== JSON.stringify(after.syncSchedule)) planned.reschedule(db);
    runner.replication.handDown(db);
    runner.report(db, before);
  };

  const rearm = () => {
    planned.arm();
    runner.runRequested();
  };
  parts.objects.register(settingsObject({
    read: (db) => settings.read(db).settings,
    restore: (db, _id, value, { revision, by }) => {
      if (value) settings.restore(db, revision, by, value, changed);
      return rearm;
    },
  }));

  planned.arm();
  // A new child introduces its software update point.
  if (parts.hierarchy.parent !== null && parts.hierarchy.introduces()) database.transaction((db) => runner.report(db, null));
  return {
    settings: () => ({ ...settings.read(), canSynchronize: whyNot() === null, whyNot: whyNot() }),
    components: settings.components,
    languages: listLanguages,
    change: (call, input) => {
      const saved = settings.change(call, input, changed);
      rearm();
      return saved;
    },
    changeWithin: (db, revision, actor, input) => settings.changeWithin(db, revision, actor, input, changed),
    rearm,
    runSynchronization: (call) => {
      refuseUnlessPossible(whyNot());
      refuseWhileBusy(runner.busy());
      const { revision } = journal.command(call, { name: 'softwareUpdatePoint.runSynchronization', input: {}, areas: ['softwareUpdatePoint', 'jobs'] }, (db) => {
        planned.forgetRetry(db);
        return { value: undefined };
      });
      planned.arm();
      return { revision, value: { jobId: runner.start({ reason: 'local request', kind: site().last_synchronized_at === null ? 'full' : 'delta', startedBy: call.actor }) } };
    },
    status: runner.status,
    statuses: () => [...runner.statuses(), ...runner.replication.below()],
    history: runner.history,
    runRequested: runner.runRequested,
    cancelRetry: (call) => {
      const { revision } = journal.command(call, { name: 'softwareUpdatePoint.cancelRetry', input: {}, areas: ['softwareUpdatePoint'] }, (db) => {
        const before = site().next_retry_at;
        planned.forgetRetry(db);
        return { value: undefined, before, after: null };
      });
      planned.arm();
      return { revision, value: runner.status() };
    },
    testConnection: (chosen, signal) => testConnection({ source: sourceOf(chosen, parts.microsoftUpdate), now: clock.now(), monotonic: parts.monotonic, breath: parts.breath(), server: parts.server, authorities: parts.authorities, signal }),
  };
}
