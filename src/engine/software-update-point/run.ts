import type { Synchronization, SynchronizationPhase, SynchronizationStep } from '../../contract/index.ts';
import type { Clock } from '../kernel/index.ts';

type PhaseName = SynchronizationPhase['name'];
type StepName = SynchronizationStep['name'];

/** The record of one synchronization while it runs; the console and the history show exactly this. */
export interface Run {
  readonly record: Synchronization;
  begin(phase: PhaseName): void;
  step(phase: PhaseName, step: StepName, total: number | null): void;
  progress(phase: PhaseName, step: StepName, done: number, total: number | null): void;
  count(phase: PhaseName, counts: Partial<Pick<SynchronizationPhase, 'added' | 'revised' | 'expired' | 'unchanged' | 'receivedBytes'>>): void;
  finish(phase: PhaseName): void;
  skip(phase: PhaseName): void;
  end(state: 'done' | 'failed' | 'cancelled', failure: Synchronization['failure']): void;
}

const phase = (name: PhaseName): SynchronizationPhase => ({
  name,
  state: 'waiting',
  steps: (['categories', 'updates'] as const).map((step) => ({ name: step, done: 0, total: null, state: 'waiting', duration: 0 })),
  added: 0,
  revised: 0,
  expired: 0,
  unchanged: 0,
  receivedBytes: 0,
});

/** `phases` are those this site goes through; `told` is called when something begins or ends, and at each tenth of a step. */
export function createRun(clock: Clock, about: Pick<Synchronization, 'jobId' | 'reason' | 'kind' | 'source' | 'startedBy'>, phases: readonly PhaseName[], told: () => void): Run {
  const record: Synchronization = {
    ...about,
    state: 'running',
    startedAt: clock.now(),
    endedAt: null,
    phases: phases.map(phase),
    contentVersion: null,
    failure: null,
  };
  const began = new Map<SynchronizationStep, number>();
  const phaseOf = (name: PhaseName) => record.phases.find((p) => p.name === name)!;
  const stepOf = (name: PhaseName, step: StepName) => phaseOf(name).steps.find((s) => s.name === step)!;
  const time = (step: SynchronizationStep) => {
    step.duration = clock.now() - (began.get(step) ?? clock.now());
  };
  const close = (step: SynchronizationStep) => {
    if (step.state !== 'running') return;
    time(step);
    step.state = 'done';
  };

  return {
    record,
    begin: (name) => {
      phaseOf(name).state = 'running';
      told();
    },
    step: (name, stepName, total) => {
      phaseOf(name).steps.forEach(close);
      const step = stepOf(name, stepName);
      began.set(step, clock.now());
      Object.assign(step, { state: 'running', total });
      told();
    },
    progress: (name, stepName, done, total) => {
      const step = stepOf(name, stepName);
      const tenth = Math.floor((10 * step.done) / (total ?? Infinity));
      Object.assign(step, { done, total });
      time(step);
      if (Math.floor((10 * done) / (total ?? Infinity)) !== tenth) told();
    },
    count: (name, counts) => void Object.assign(phaseOf(name), counts),
    finish: (name) => {
      phaseOf(name).steps.forEach(close);
      phaseOf(name).state = 'done';
    },
    skip: (name) => void (phaseOf(name).state = 'skipped'),
    end: (state, failure) => {
      for (const p of record.phases) {
        p.steps.filter((s) => s.state === 'running').forEach(time);
        if (p.state === 'running') p.state = 'failed';
      }
      Object.assign(record, { state, failure, endedAt: clock.now() });
      told();
    },
  };
}
