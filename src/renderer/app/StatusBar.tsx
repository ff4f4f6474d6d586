import { Clock16Regular, Person16Regular } from '@fluentui/react-icons';
import { useEffect, useReducer } from 'react';
import { useActor, useClock, useExport, useJobs, useSession } from '../data/index.ts';
import { go, openDialog, usePageFacts } from '../state/index.ts';
import { jobPage } from './job-page.ts';
import { count, dateTime, ObjectIcon, Progress } from '../ui/index.ts';

const speeds: Record<number, string> = { 0: 'paused', 1: '', 60: '60×', 3600: '3,600×' };

function SiteClock() {
  const { clock, readAt } = useClock();
  const [, tick] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);
  if (!clock) return null;
  // While it advances or a synchronization holds it the next reading corrects what is guessed here.
  const now = clock.advancingTo === null && clock.speed === 1 ? clock.now + (Date.now() - readAt) : clock.now;
  return (
    <button type="button" className="status-part is-button" onClick={() => go('lab')} title="Site clock, UTC. Opens the Lab page.">
      <Clock16Regular />
      <span className="secondary">Site clock</span> {dateTime(now)} UTC {speeds[clock.speed] && <span className="tag">{speeds[clock.speed]}</span>}
    </button>
  );
}

const pageHints: Record<string, string> = { synchronization: 'Opens the Synchronization page', lab: 'Opens the Lab page' };

function RunningJob() {
  const job = useJobs((s) => s.running.at(-1));
  if (!job) return null;
  const page = jobPage(job.kind);
  const content = (
    <>
      <ObjectIcon name="update-repository" />
      <span>{job.state === 'cancelling' ? 'Cancelling' : job.phase}</span>
      <Progress label={job.phase} share={job.total ? job.done / job.total : null} width={120} />
      <span className="secondary">{job.total === null ? count(job.done) : `${count(job.done)} of ${count(job.total)}`}</span>
    </>
  );
  if (!page) return <span className="status-part">{content}</span>;
  return (
    <button type="button" className="status-part is-button" onClick={() => go(page)} title={pageHints[page] ?? 'Opens the Import page'}>
      {content}
    </button>
  );
}

function RunningExport() {
  const { name, characters, cancel } = useExport();
  if (!name) return null;
  return (
    <span className="status-part appears-late">
      Exporting {name}
      <Progress label={`Exporting ${name}`} share={null} width={80} />
      <span className="secondary">{count(Math.round(characters / 1024))} KB</span>
      <button type="button" className="link" onClick={cancel}>
        Cancel
      </button>
    </span>
  );
}

const clockTime = (at: number) => new Date(at).toLocaleTimeString('en-US');

/** Site clock, running work, what the page shows, and how current it is. */
export function StatusBar() {
  const { items, selected, readAt, countsAsOf } = usePageFacts();
  const state = useSession((s) => s.state);
  const actor = useActor();
  return (
    <footer className="status-bar" aria-label="Status bar">
      <SiteClock />
      {actor && (
        <button type="button" className="status-part is-button" onClick={() => openDialog({ kind: 'connectAs' })} title="Who the console acts as. The user is chosen, not authenticated. Opens Connect As.">
          <Person16Regular /> {actor}
        </button>
      )}
      <RunningJob />
      <RunningExport />
      <span className="spacer" />
      {items && <span className="status-part">{items}</span>}
      {selected > 0 && <span className="status-part">{count(selected)} selected</span>}
      {countsAsOf ? (
        <span className="status-part" title="Site time, UTC, of the last state message in the counts. They are exact as of then.">
          <span className={`dot${state === 'open' ? ' is-live' : ''}`} />
          <span className="secondary">Counts as of</span> {dateTime(countsAsOf)}
        </span>
      ) : readAt ? (
        <span className="status-part" title="When the rows shown were read, by this computer's clock">
          <span className={`dot${state === 'open' ? ' is-live' : ''}`} />
          <span className="secondary">Read at</span> {clockTime(readAt)}
        </span>
      ) : null}
    </footer>
  );
}
