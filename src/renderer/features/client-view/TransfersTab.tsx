import { Button } from '@fluentui/react-components';
import type { Desktop, Transfer } from '../../../contract/index.ts';
import { useReason } from '../../data/index.ts';
import { bytes, counted, Progress } from '../../ui/index.ts';
import type { DesktopOf } from './use-desktop.ts';
import { dayAndTime } from './words.ts';

const priorities: Record<Transfer['priority'], string> = { foreground: 'Foreground', high: 'High', normal: 'Normal' };

function stateText({ state, error, since, nextTryAt }: Transfer): string {
  if (state === 'queued') return 'Queued';
  if (state === 'transferring') return 'Transferring';
  if (state === 'transferred') return 'Transferred';
  if (state === 'stuck') return `Stuck: no progress since ${since === null ? 'it began' : dayAndTime(since)}`;
  return `Transient error${error === 0 ? '' : ` 0x${(error >>> 0).toString(16).toUpperCase().padStart(8, '0')}`}${nextTryAt === null ? '' : `, tried again at ${dayAndTime(nextTryAt)}`}`;
}

const Job = ({ job, stick, reason }: { job: Transfer; stick(): void; reason: string | null }) => (
  <tr className={job.state === 'stuck' || job.state === 'transientError' ? 'is-failed' : undefined}>
    <td className="client-update-title">{job.title}</td><td>{priorities[job.priority]}</td>
    <td>{bytes(job.transferred)} of {bytes(job.bytes)}<Progress share={job.bytes === 0 ? 0 : job.transferred / job.bytes} label={`Transferred of ${job.title}`} width={90} /></td>
    <td>{job.state === 'transferring' && <Button size="small" disabled={reason !== null} title={reason ?? 'The lab’s doing: the transfer makes no progress any more, until the queue is reset.'} onClick={stick}>Stick (Lab)</Button>}</td>
    <td>{stateText(job)}</td>
  </tr>
);

/** The transfer queue (BITS) of the client (DEPLOY-16). */
export function TransfersTab({ desktop, of }: { desktop: Desktop; of: DesktopOf }) {
  const { total, jobs } = desktop.transfers;
  const reason = useReason('desktops.resetTransfers');
  const stuck = jobs.some((job) => job.state === 'stuck');
  return (
    <div className="client-tab-page">
      {jobs.length === 0 ? <p className="muted">The transfer queue is empty: nothing is being downloaded. A mandatory deployment is downloaded when its policy comes, an optional one when its user starts it.</p> : (
        <>
          <p className="muted">{total > jobs.length ? `The first ${jobs.length} of ${counted(total, 'job')}.` : `${counted(total, 'job')}.`}</p>
          <table className="client-table" aria-label="Transfer queue">
            <thead><tr><th scope="col">Content</th><th scope="col">Priority</th><th scope="col">Transferred</th><td /><th scope="col">State (UTC)</th></tr></thead>
            <tbody>{jobs.map((job) => <Job key={job.update} job={job} reason={reason} stick={() => void of.stick(job.update)} />)}</tbody>
          </table>
        </>
      )}
      <div className="client-buttons">
        <Button size="small" disabled={!stuck || reason !== null} title={reason ?? (stuck ? 'Jobs that are stuck are cancelled and begun anew.' : 'No job is stuck.')} onClick={() => void of.resetTransfers()}>Reset Transfer Queue</Button>
      </div>
    </div>
  );
}
