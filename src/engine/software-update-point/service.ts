import type { Commanded, Language, SiteComponent, SoftwareUpdatePointSettings, Synchronization, SynchronizationStatus } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import { build, type Writable } from '../site-database/index.ts';
import { listLanguages } from './categories.ts';
import { createRunner, type RunnerParts } from './runner.ts';
import { createSettings } from './settings.ts';
import { refuseUnlessPossible, sourceOf, whyNotSynchronize } from './source.ts';
import { testConnection, type ConnectionTest } from './test-connection.ts';

export interface SoftwareUpdatePointParts extends RunnerParts {
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
  /** Starts a delta synchronization (SYNC-04). Throws Failure REFUSED or ALREADY_RUNNING. */
  runSynchronization(call: Commanded): { revision: number; value: { jobId: string } };
  status(): SynchronizationStatus;
  history(limit: number): Synchronization[];
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
  const site = () => database.first(build.selectFrom('site').select(['parent', 'next_retry_at']))!;
  const whyNot = () => whyNotSynchronize(site(), settings.read().settings);

  planned.arm();
  return {
    settings: () => ({ ...settings.read(), canSynchronize: whyNot() === null, whyNot: whyNot() }),
    components: settings.components,
    languages: listLanguages,
    change: (call, input) => {
      const changed = settings.change(call, input, planned.reschedule);
      planned.arm();
      return changed;
    },
    changeWithin: (db, revision, actor, input) => settings.changeWithin(db, revision, actor, input, planned.reschedule),
    rearm: planned.arm,
    runSynchronization: (call) => {
      refuseUnlessPossible(whyNot());
      refuseWhileBusy(runner.busy());
      const { revision } = journal.command(call, { name: 'softwareUpdatePoint.runSynchronization', input: {}, areas: ['softwareUpdatePoint', 'jobs'] }, (db) => {
        planned.forgetRetry(db);
        return { value: undefined };
      });
      planned.arm();
      return { revision, value: { jobId: runner.start({ reason: 'local request', kind: 'delta', startedBy: call.actor }) } };
    },
    status: runner.status,
    history: runner.history,
    cancelRetry: (call) => {
      const { revision } = journal.command(call, { name: 'softwareUpdatePoint.cancelRetry', input: {}, areas: ['softwareUpdatePoint'] }, (db) => {
        const before = site().next_retry_at;
        planned.forgetRetry(db);
        return { value: undefined, before, after: null };
      });
      planned.arm();
      return { revision, value: runner.status() };
    },
    testConnection: (chosen, signal) => testConnection({ source: sourceOf(chosen, parts.microsoftUpdate), now: clock.now(), monotonic: parts.monotonic, breath: parts.breath(), server: parts.server, signal }),
  };
}
