import { Button } from '@fluentui/react-components';
import { ArrowRight16Regular } from '@fluentui/react-icons';
import { Fragment, useEffect, useState, type ReactNode } from 'react';
import type { Synchronization, SynchronizationStatus } from '../../../contract/index.ts';
import { command, explain, notifyFailure, queryClient, useJobs, useSite, useSynchronizationStatus } from '../../data/index.ts';
import { notify, openDialog, usePage } from '../../state/index.ts';
import { Block, dateTime, EmptyState, ErrorBlock, ObjectIcon, PaneTitle, Tabs } from '../../ui/index.ts';
import { cancelSynchronization, useSynchronizationVerbs } from './actions.tsx';
import { HistoryTable } from './HistoryTable.tsx';
import { MachinePolicyTable } from './MachinePolicyTable.tsx';
import { PhaseCard } from './PhaseCard.tsx';
import './synchronization.css';
import { kinds, reasons, stateNames, stateTag } from './words.ts';

const POLL_MS = 400;

const tabs = ['wsyncmgr.log', 'History', 'Machine Policy'] as const;

const runSynchronization = () => openDialog({ kind: 'runSynchronization' });

async function cancelRetry() {
  try {
    await command((e, call) => e.softwareUpdatePoint.cancelRetry({ call }));
    notify({ intent: 'done', title: 'Retry cancelled', text: 'The next synchronization starts when you run it.' });
  } catch (error) {
    notifyFailure(error);
  }
}

/** After a failure: what happened, why, what to do, and when the site tries again (SYNC-10). */
export function Failure({ run, status }: { run: Synchronization; status: SynchronizationStatus }) {
  if (!run.failure) return null;
  const retry = status.nextRetryAt === null ? '' : ` The site tries again at ${dateTime(status.nextRetryAt)} UTC, from the start.`;
  return (
    <Block
      intent="error"
      title="WSUS Synchronization failed"
      actions={
        <>
          <Button onClick={runSynchronization}>Try Again</Button>
          {status.nextRetryAt !== null && <Button onClick={() => void cancelRetry()}>Cancel Retry</Button>}
          <Button onClick={() => openDialog({ kind: 'softwareUpdatePointProperties', tab: 'Sync Settings' })}>Sync Settings</Button>
        </>
      }
    >
      <p>{run.failure.message}</p>
      <p className="secondary">Source: {run.failure.source}</p>
      <p>
        {run.failure.todo} The catalog and the site database are as they were before.{retry}
      </p>
    </Block>
  );
}

function Run({ run, server }: { run: Synchronization; server: string }) {
  const about = { wsus: `${run.source} to the catalog of ${server}`, siteDatabase: `Catalog of ${server} to the site database`, internetFacing: `Catalog of ${server} to that for the Internet` };
  return (
    <div className={`phases is-${run.phases.length}`}>
      {run.phases.map((phase, nth) => (
        <Fragment key={`${run.jobId} ${phase.name}`}>
          {nth > 0 && <ArrowRight16Regular className="phase-arrow" />}
          <PhaseCard phase={phase} run={run} about={about[phase.name]} />
        </Fragment>
      ))}
    </div>
  );
}

function Head({ run, child }: { run: Synchronization; child: boolean }) {
  const ended = run.endedAt === null ? '' : ` Ended ${dateTime(run.endedAt)} UTC.`;
  return (
    <div className="pane-title">
      <ObjectIcon name="update-repository" />
      <h1>Synchronization</h1>
      <span className={`tag ${stateTag[run.state]}`}>{stateNames[run.state]}</span>
      <span className="secondary ellipsis">
        {kinds[run.kind]}, {reasons[run.reason]}{run.reason === 'local request' ? ` of ${run.startedBy}` : ''}. Started {dateTime(run.startedAt)} UTC.{ended}
      </span>
      <span className="spacer" />
      {run.state === 'running' ? <Button onClick={() => void cancelSynchronization(run.jobId)}>Cancel Synchronization</Button> : run.state === 'cancelling' || child ? null : <Button onClick={runSynchronization}>Run Synchronization</Button>}
    </div>
  );
}

/** The running or the last synchronization with its two phases, log and history (SYNC-04, SYNC-05, SYNC-06). */
export default function SynchronizationPage({ log }: { log: ReactNode }) {
  const status = useSynchronizationStatus();
  const site = useSite().data?.value;
  const verbs = useSynchronizationVerbs();
  const job = useJobs((s) => s.running.find((j) => j.kind === 'synchronization'));
  const [tab, setTab] = useState<(typeof tabs)[number]>('wsyncmgr.log');
  const value = status.data?.value;
  const parent = site?.parent ?? null;
  const running = job !== undefined || (value !== undefined && value.current !== null);
  const { refetch } = status;
  useEffect(() => {
    void refetch();
    if (!running) return;
    const timer = setInterval(() => void refetch(), POLL_MS);
    return () => clearInterval(timer);
  }, [running, refetch]);
  usePage({ node: verbs, selection: null, items: null, selected: 0, readAt: status.dataUpdatedAt, refresh: () => void queryClient.invalidateQueries({ queryKey: ['softwareUpdatePoint'] }) });

  const current = value?.current ?? null;
  // The job knows first that it was asked to stop.
  const run = current && job?.state === 'cancelling' ? { ...current, state: job.state } : (current ?? value?.last ?? null);
  if (status.error) return <div className="page-inset"><ErrorBlock error={explain(status.error)} onRetry={() => void refetch()} /></div>;
  if (!value) return <PaneTitle icon="update-repository" title="Synchronization" />;
  if (!run) {
    return (
      <>
        <PaneTitle icon="update-repository" title="Synchronization" />
        <EmptyState icon="update-repository" title="Nothing is synchronized yet" text={parent === null ? "Software updates come from the software update point's source in two phases." : `This site is synchronized by its parent ${parent}, when that is done.`} action={parent === null && <Button appearance="primary" onClick={runSynchronization}>Run Synchronization</Button>} />
      </>
    );
  }
  return (
    <>
      <Head run={run} child={parent !== null} />
      <div className="sync-top" role="group" aria-label="Phases" tabIndex={0}>
        {run.state === 'failed' && <Failure run={run} status={value} />}
        {run.state === 'cancelled' && <Block intent="information" title="Cancelled">The catalog and the site database are as they were before.</Block>}
        <Run run={run} server={site?.server ?? 'the software update point'} />
        <p className="sync-then">
          {run.endedAt === null && job && (
            <>
              <span className="secondary">Now:</span> {job.phase} <span className="secondary">·</span>{' '}
            </>
          )}
          <span className="secondary">{run.state === 'done' ? 'Result:' : 'Then:'}</span> content version {run.contentVersion ?? value.contentVersion + (run.endedAt === null ? 1 : 0)}
          {run.state === 'done' ? '' : run.endedAt === null ? ' if anything changed' : ', unchanged'}
        </p>
      </div>
      <div className="sync-tabs">
        <Tabs label="Log and history" names={tabs} current={tab} onSelect={(name) => setTab(name)} />
      </div>
      {tab === 'wsyncmgr.log' ? log : tab === 'History' ? <HistoryTable /> : <MachinePolicyTable />}
    </>
  );
}
