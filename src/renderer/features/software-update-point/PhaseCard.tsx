import { Spinner } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, Circle16Regular, ErrorCircle16Filled, SubtractCircle16Regular } from '@fluentui/react-icons';
import type { Synchronization, SynchronizationPhase, SynchronizationStep } from '../../../contract/index.ts';
import { bytes, count, duration, Progress } from '../../ui/index.ts';
import { useRate } from './use-rate.ts';
import { logDuration } from './words.ts';

function StateIcon({ state }: { state: SynchronizationPhase['state'] }) {
  switch (state) {
    case 'done':
      return <CheckmarkCircle16Filled className="is-good" aria-label="Done" />;
    case 'running':
      return <Spinner size="extra-tiny" aria-label="Running" />;
    case 'failed':
      return <ErrorCircle16Filled className="is-bad" aria-label="Failed" />;
    case 'skipped':
      return <SubtractCircle16Regular className="muted" aria-label="Left out" />;
    case 'waiting':
      return <Circle16Regular className="muted" aria-label="Waiting" />;
  }
}

const stepNames = { categories: 'Categories', updates: 'Updates' };

function Step({ step, ended }: { step: SynchronizationStep; ended: boolean }) {
  const share = step.state === 'done' ? 1 : step.total === null ? (step.state === 'waiting' || ended ? 0 : null) : step.total === 0 ? 0 : step.done / step.total;
  const name = stepNames[step.name];
  return (
    <>
      <StateIcon state={ended && step.state === 'running' ? 'waiting' : step.state} />
      <span>{name}</span>
      <Progress label={name} share={share} state={step.state === 'done' ? 'done' : 'running'} />
      <span className="number">{step.total === null ? (step.done > 0 ? count(step.done) : '') : `${count(step.done)} of ${count(step.total)}`}</span>
      <span className="number secondary">{step.state === 'waiting' ? '' : duration(step.duration)}</span>
    </>
  );
}

const names = { wsus: 'Phase 1: Synchronizing WSUS Server', siteDatabase: 'Phase 2: Synchronizing site database', internetFacing: 'Then: Synchronizing Internet facing WSUS Server' };

/** One of the two phases with its steps and counts (SYNC-05). */
export function PhaseCard({ phase, run, about }: { phase: SynchronizationPhase; run: Synchronization; about: string }) {
  const running = phase.state === 'running' && run.endedAt === null;
  const updates = phase.steps.find((step) => step.name === 'updates');
  const rate = useRate(updates?.done ?? 0, running);
  const left = running && rate && updates?.total ? (updates.total - updates.done) / rate : null;
  const took = phase.steps.reduce((sum, step) => sum + step.duration, 0);
  const note =
    phase.state === 'done' ? `done in ${logDuration(took)}` : phase.state === 'failed' ? 'failed' : phase.state === 'skipped' ? 'left out' : phase.state === 'waiting' ? (run.endedAt === null ? 'waiting' : 'not begun') : run.endedAt !== null ? 'stopped' : left !== null && Number.isFinite(left) ? `${duration(left * 1000)} left` : '';
  const figures: [string, string][] = [
    ['New', count(phase.added)],
    ['Revised', count(phase.revised)],
    ['Expired', count(phase.expired)],
    phase.name !== 'siteDatabase' ? ['Received', bytes(phase.receivedBytes)] : ['Unchanged', count(phase.unchanged)],
    ...(running ? [['Updates per second', rate === null ? '' : count(Math.round(rate))] as [string, string]] : []),
  ];
  return (
    <section className={`phase${running ? ' is-running' : ''}`} aria-label={names[phase.name]}>
      <header>
        <StateIcon state={running ? 'running' : phase.state === 'running' ? 'waiting' : phase.state} />
        <h2>{names[phase.name]}</h2>
        <span className="spacer" />
        <span className={running ? '' : 'secondary'}>{note}</span>
      </header>
      <p className="secondary phase-about">{about}</p>
      <div className="phase-steps">
        {phase.steps.map((step) => (
          <Step key={step.name} step={step} ended={run.endedAt !== null} />
        ))}
      </div>
      <dl className="phase-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
